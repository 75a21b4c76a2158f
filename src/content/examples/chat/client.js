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
  const own = socket.id.startsWith(from);
  item.className = own ? "own" : "";
  // textContent, never innerHTML: what others wrote is text, not markup.
  item.textContent = own ? text : `${from}: ${text}`;
  item.title = room;
  list.append(item);
  item.scrollIntoView({ block: "nearest" });
});
