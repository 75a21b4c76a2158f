import { io } from "socket.io-client";

// With `retries` the client sends an event again until it was acknowledged, also after a reconnect.
const socket = io({ retries: 5, ackTimeout: 2000 });
const list = document.querySelector("ul");
const me = Math.random().toString(36).slice(2, 8);
let orders = 0;

function show(text) {
  const item = document.createElement("li");
  item.textContent = text;
  list.prepend(item);
}

socket.on("cook", ({ id, dish }) => show(`cook ${dish} (${id})`));
socket.on("connect", () => show("connected"));
socket.on("disconnect", (reason) => show(`disconnected: ${reason}`));

function order(andCut) {
  const id = `${me}-${++orders}`;
  socket.emit("order", { id, dish: "noodles" }, (error, answer) => {
    show(error ? `${id}: given up` : `${id}: ${JSON.stringify(answer)}`);
  });
  // The order goes out, and the line breaks before the answer can come back.
  if (andCut) setTimeout(() => socket.io.engine.close(), 0);
}
document.querySelector("#order").addEventListener("click", () => order(false));
document.querySelector("#cut").addEventListener("click", () => order(true));
