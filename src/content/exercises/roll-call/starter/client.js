import { io } from "socket.io-client";

const name = `P${Math.floor(Math.random() * 900 + 100)}`;
const socket = io({ auth: { name } });
const asleep = document.querySelector("#asleep");
const list = document.querySelector("ul");
document.querySelector("#name").textContent = name;

function show(text) {
  const item = document.createElement("li");
  item.textContent = text;
  list.prepend(item);
}

socket.on("here?", (ack) => {
  // Who sleeps hears the question, but never answers.
  if (!asleep.checked) ack(name);
});

document.querySelector("#call").addEventListener("click", () => {
  const begun = performance.now();
  show("roll call…");
  socket.emit("roll-call", (answer) => {
    show(`${((performance.now() - begun) / 1000).toFixed(1)} s: ${JSON.stringify(answer)}`);
  });
});
