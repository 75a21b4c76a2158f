import { io } from "socket.io-client";

const socket = io();
const field = document.querySelector("#field");
const cursors = new Map();

// ตำแหน่งล่าสุดที่ยังไม่ได้ส่ง · The newest place that was not sent yet.
let place;
field.addEventListener("pointermove", (event) => {
  const box = field.getBoundingClientRect();
  // บอกเป็นสัดส่วน ไม่ใช่ pixel เพราะจอไม่เท่ากัน · Parts of the field, not pixels: screens differ.
  place = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
});

// มือเร็วแค่ไหน ก็ส่งไม่เกินวินาทีละ 20 ครั้ง และส่งตำแหน่งสุดท้ายเสมอ
// At most 20 a second, however fast the hand is; the last place is always among them.
setInterval(() => {
  if (!place) return;
  socket.volatile.emit("move", ...place);
  place = undefined;
}, 50);

socket.on("move", (id, x, y) => {
  let cursor = cursors.get(id);
  if (!cursor) {
    cursor = document.createElement("span");
    cursor.className = "cursor";
    cursor.textContent = id.slice(0, 4);
    cursor.style.setProperty("--hue", (id.charCodeAt(0) * 47 + id.charCodeAt(1) * 13) % 360);
    cursors.set(id, cursor);
    field.append(cursor);
  }
  cursor.style.left = `${x * 100}%`;
  cursor.style.top = `${y * 100}%`;
});

socket.on("gone", (id) => {
  cursors.get(id)?.remove();
  cursors.delete(id);
});
