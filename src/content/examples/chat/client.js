import { io } from "socket.io-client";

const socket = io();
const rooms = document.querySelector("#rooms");
const form = document.querySelector("#say");
const input = document.querySelector("input[name=text]");
const list = document.querySelector("ul");
const status = document.querySelector("#status");

function join() {
  const room = new FormData(rooms).get("room");
  socket.emit("join", room, ({ ok }) => {
    if (!ok) status.textContent = "?";
  });
}
socket.on("people", (room, count) => {
  status.textContent = `#${room} · ${count}`;
});

// ต่อใหม่ทุกครั้ง Server จำเราไม่ได้แล้ว ต้องขอเข้าห้องอีกที
// After each reconnection the server knows nothing of this client: it must join again.
socket.on("connect", join);
rooms.addEventListener("change", join);

form.addEventListener("submit", (event) => {
  event.preventDefault();
  socket.emit("message", input.value);
  form.reset();
});

socket.on("message", ({ from, room, text }) => {
  const item = document.createElement("li");
  const own = from === socket.id;
  item.className = own ? "own" : "";
  // ใช้ textContent ไม่ใช้ innerHTML เพราะสิ่งที่คนอื่นพิมพ์คือข้อความ ไม่ใช่ HTML
  // textContent, never innerHTML: what others wrote is text, not markup.
  item.textContent = own ? text : `${from.slice(0, 4)}: ${text}`;
  item.title = room;
  list.append(item);
  item.scrollIntoView({ block: "nearest" });
});
