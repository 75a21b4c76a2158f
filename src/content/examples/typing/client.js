import { io } from "socket.io-client";

const socket = io();
const form = document.querySelector("form");
const input = document.querySelector("input");
const typing = document.querySelector("#typing");

// At most one "typing" a second, however fast the fingers are.
let last = 0;
input.addEventListener("input", () => {
  if (Date.now() - last < 1000) return;
  last = Date.now();
  socket.emit("typing");
});

// Nobody says "I stopped typing": silence for two seconds means it.
let timer;
socket.on("typing", (name) => {
  typing.textContent = `${name} กำลังพิมพ์ · is typing…`;
  clearTimeout(timer);
  timer = setTimeout(() => (typing.textContent = "\u00a0"), 2000);
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  socket.emit("message", input.value);
  form.reset();
});

socket.on("message", ({ from, text }) => {
  typing.textContent = "\u00a0";
  const item = document.createElement("li");
  item.textContent = `${from}: ${text}`;
  document.querySelector("ul").append(item);
});
