import { io } from "socket.io-client";

const socket = io();
const field = document.querySelector("#field");
const dots = new Map();

let last = 0;
field.addEventListener("pointermove", (event) => {
  if (Date.now() - last < 50) return;
  last = Date.now();
  const box = field.getBoundingClientRect();
  // Parts of the field, not pixels: screens differ.
  socket.volatile.emit("move", (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
});

socket.on("move", (id, x, y) => {
  let dot = dots.get(id);
  if (!dot) {
    dot = document.createElement("span");
    dot.textContent = id.slice(0, 4);
    dots.set(id, dot);
    field.append(dot);
  }
  dot.style.left = `${x * 100}%`;
  dot.style.top = `${y * 100}%`;
});

socket.on("gone", (id) => {
  dots.get(id)?.remove();
  dots.delete(id);
});
