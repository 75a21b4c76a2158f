import { io } from "socket.io-client";

const socket = io();
const list = document.querySelector("ul");

function show(text) {
  const item = document.createElement("li");
  item.textContent = text;
  list.prepend(item);
}

socket.on("said", (text) => show(`event "said": ${text}`));

document.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = document.querySelector("input").value;
  // The last argument wants an answer to this very event.
  socket.timeout(2000).emit("say", text, (error, answer) => {
    show(error ? `"${text}": no answer within 2 s` : `"${text}": ${JSON.stringify(answer)}`);
  });
});
