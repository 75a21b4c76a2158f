import { io } from "socket.io-client";

const socket = io();
const list = document.querySelector("ul");
const status = document.querySelector("#status");

for (const button of document.querySelectorAll("[data-room]")) {
  button.addEventListener("click", () => {
    socket.timeout(2000).emit("join", button.dataset.room, (error, answer) => {
      status.textContent = error ? "no answer within 2 s" : `# ${answer?.room}`;
    });
  });
}

socket.on("message", ({ room, text }) => {
  const item = document.createElement("li");
  item.textContent = `${room ?? "?"}: ${text}`;
  list.prepend(item);
});

document.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  socket.emit("say", document.querySelector("input").value);
});
