import { io } from "socket.io-client";

const socket = io();
const canvas = document.querySelector("canvas");
const pen = canvas.getContext("2d");
pen.lineWidth = 4;
pen.lineCap = "round";
pen.strokeStyle = "#14549c";

// A line is [x1, y1, x2, y2] in parts of the board, from 0 to 1.
function draw([x1, y1, x2, y2]) {
  pen.beginPath();
  pen.moveTo(x1 * canvas.width, y1 * canvas.height);
  pen.lineTo(x2 * canvas.width, y2 * canvas.height);
  pen.stroke();
}

let from;
const place = (event) => {
  const box = canvas.getBoundingClientRect();
  return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
};
canvas.addEventListener("pointerdown", (event) => (from = place(event)));
addEventListener("pointerup", () => (from = undefined));
canvas.addEventListener("pointermove", (event) => {
  if (!from) return;
  const to = place(event);
  const line = [...from, ...to];
  from = to;
  draw(line); // at once: our own hand doesn't wait for the network
  socket.emit("line", line);
});

socket.on("line", draw);
socket.on("board", (lines) => {
  pen.clearRect(0, 0, canvas.width, canvas.height);
  lines.forEach(draw);
});
document.querySelector("#clear").addEventListener("click", () => socket.emit("clear"));
