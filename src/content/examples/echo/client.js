import { io } from "socket.io-client";

const socket = io();
const form = document.querySelector("form");
const input = document.querySelector("input");
const list = document.querySelector("ul");
const status = document.querySelector("#status");

socket.on("connect", () => {
  status.textContent = `✓ ${socket.id}`;
});
socket.on("disconnect", (reason) => {
  status.textContent = `✗ ${reason}`;
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const sent = performance.now();

  // ฟังก์ชันตัวท้ายจะถูกเรียกเมื่อ Server ตอบรับ event นี้
  // The last argument is called when the server acknowledges the event.
  socket.emit("say", input.value, (answer) => {
    const took = (performance.now() - sent).toFixed(1);
    const item = document.createElement("li");
    item.textContent = `${answer.text} · ${took} ms`;
    list.prepend(item);
    console.log("acknowledged:", answer);
  });
  input.select();
});
