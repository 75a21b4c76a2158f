import { io } from "socket.io-client";

const socket = io();
const form = document.querySelector("form");
const select = document.querySelector("select");
const input = document.querySelector("input");

socket.on("people", (ids) => {
  const chosen = select.value;
  const others = ids.filter((id) => id !== socket.id);
  select.replaceChildren(
    ...(others.length > 0
      ? others.map((id) => new Option(`ถึง · To ${id.slice(0, 4)}`, id))
      : [new Option("ยังไม่มีคนอื่น · Nobody else yet", "")]),
  );
  if (others.includes(chosen)) select.value = chosen;
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const to = select.value;
  const text = input.value;
  socket.emit("private", to, text, ({ ok }) => {
    show(ok ? `→ ${to.slice(0, 4)}: ${text}` : "เขาออกไปแล้ว · They have left");
  });
  input.value = "";
});

socket.on("private", ({ from, text }) => show(`← ${from.slice(0, 4)}: ${text}`));

function show(text) {
  const item = document.createElement("li");
  item.textContent = text;
  document.querySelector("ul").prepend(item);
}
