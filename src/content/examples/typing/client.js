import { io } from "socket.io-client";

const socket = io();
const form = document.querySelector("form");
const input = document.querySelector("input");
const typing = document.querySelector("#typing");

// พิมพ์เร็วแค่ไหน ก็บอกไม่เกินวินาทีละครั้ง
// At most one "typing" a second, however fast the fingers are.
let last = 0;
input.addEventListener("input", () => {
  if (Date.now() - last < 1000) return;
  last = Date.now();
  socket.emit("typing");
});

// ไม่มีใครบอกว่า "หยุดพิมพ์แล้ว" เงียบไปสองวินาที ก็คือหยุด
// Nobody says "I stopped typing": silence for two seconds means it.
let timer;
socket.on("typing", (name) => {
  typing.textContent = `${name} กำลังพิมพ์ · is typing…`;
  clearTimeout(timer);
  timer = setTimeout(() => (typing.textContent = ""), 2000);
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  socket.emit("message", input.value);
  form.reset();
  last = 0;
});

socket.on("message", ({ from, name, text }) => {
  clearTimeout(timer);
  typing.textContent = "";
  const own = from === socket.id;
  const item = document.createElement("li");
  item.className = own ? "own" : "";
  item.textContent = own ? text : `${name}: ${text}`;
  document.querySelector("ul").append(item);
  item.scrollIntoView({ block: "nearest" });
});
