import { io } from "socket.io-client";

const socket = io();
const canvas = document.querySelector("canvas");
const pen = canvas.getContext("2d");
pen.lineWidth = 8;
pen.lineCap = "round";
pen.lineJoin = "round";

const COLORS = { "#14549c": "น้ำเงิน · blue", "#a8430b": "ส้ม · orange", "#2a6a46": "เขียว · green", "#1d1b18": "ดำ · black" };
const pots = Object.entries(COLORS).map(([color, name]) => {
  const pot = document.createElement("label");
  const input = document.createElement("input");
  Object.assign(input, { type: "radio", name: "color", value: color, ariaLabel: name });
  input.style.setProperty("--color", color);
  pot.append(input);
  return pot;
});
document.querySelector("#colors").append(...pots);
pots[0].firstChild.checked = true;

// เส้นหนึ่งมีสีกับจุดที่ผ่าน [x1, y1, x2, y2, …] กระดานกว้างยาว 1000 เท่ากันทุกจอ
// A stroke is a color and its places, [x1, y1, x2, y2, …]. The board is 1000 by 1000 on every screen.
function draw({ color, places }) {
  pen.strokeStyle = color;
  pen.beginPath();
  pen.moveTo(places[0], places[1]);
  for (let i = 2; i < places.length; i += 2) pen.lineTo(places[i], places[i + 1]);
  pen.stroke();
}

const where = (event) => {
  const box = canvas.getBoundingClientRect();
  return [((event.clientX - box.left) / box.width) * 1000, ((event.clientY - box.top) / box.height) * 1000].map(Math.round);
};

let stroke; // เส้นใต้มือที่ยังไม่ได้ส่ง · under the hand, as far as it was not sent yet
canvas.addEventListener("pointerdown", (event) => {
  canvas.setPointerCapture(event.pointerId); // มือเลยขอบไป ก็ยังตามอยู่ · a hand that leaves the board is still ours
  const color = new FormData(document.querySelector("form")).get("color");
  stroke = { color, places: [...where(event), ...where(event)] };
  draw(stroke);
});
canvas.addEventListener("pointermove", (event) => {
  if (!stroke) return;
  stroke.places.push(...where(event));
  draw(stroke); // วาดทันที มือเราเองไม่ต้องรอเน็ต · at once: our own hand doesn't wait for the network
});
for (const end of ["pointerup", "pointercancel"]) {
  canvas.addEventListener(end, () => {
    send();
    stroke = undefined;
  });
}

// มือเดียวได้เกินร้อยจุดต่อวินาที รวมเป็นชุดแล้วส่งวินาทีละ 20 ครั้ง
// A hand makes over a hundred places a second: they travel together, 20 times a second.
setInterval(send, 50);
function send() {
  if (!stroke || stroke.places.length < 4) return;
  socket.emit("stroke", stroke);
  stroke = { color: stroke.color, places: stroke.places.slice(-2) };
}

socket.on("stroke", draw);
socket.on("board", (strokes) => {
  pen.clearRect(0, 0, canvas.width, canvas.height);
  strokes.forEach(draw);
});
document.querySelector("#clear").addEventListener("click", () => socket.emit("clear"));
