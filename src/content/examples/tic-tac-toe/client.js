import { io } from "socket.io-client";

const socket = io();
const status = document.querySelector("#status");
const cells = Array.from({ length: 9 }, (_, index) => {
  const cell = document.createElement("button");
  cell.setAttribute("aria-label", String(index + 1));
  cell.addEventListener("click", () => socket.emit("move", index));
  return cell;
});
document.querySelector("#board").append(...cells);

let mine = null;
socket.on("you", (mark) => (mine = mark));

socket.on("game", ({ board, turn, winner }) => {
  cells.forEach((cell, index) => {
    cell.textContent = board[index] ?? "";
    cell.setAttribute("aria-label", `${index + 1} ${board[index] ?? ""}`);
  });
  const you = mine ? `คุณ · you: ${mine}` : "คุณดูอยู่ · you watch";
  if (winner === "draw") status.textContent = `เสมอ · Draw (${you})`;
  else if (winner) status.textContent = `${winner} ชนะ · wins (${you})`;
  else status.textContent = `ตา · turn: ${turn} (${you})`;
});

document.querySelector("#again").addEventListener("click", () => socket.emit("again"));
