import { io } from "socket.io-client";

const socket = io();
const status = document.querySelector("#status");
const again = document.querySelector("#again");
const cells = Array.from({ length: 9 }, (_, index) => {
  const cell = document.createElement("button");
  cell.addEventListener("click", () => socket.emit("move", index));
  return cell;
});
document.querySelector("#board").append(...cells);

let mine = null;
socket.on("you", (mark) => (mine = mark));

socket.on("game", ({ board, turn, winner, line, ready }) => {
  cells.forEach((cell, index) => {
    const mark = board[index];
    cell.textContent = mark ?? "";
    cell.className = `${mark ? mark.toLowerCase() : ""} ${line.includes(index) ? "won" : ""}`;
    cell.ariaLabel = `${index + 1} ${mark ?? ""}`;
    cell.ariaDisabled = String(Boolean(mark || winner || !ready || mine !== turn));
  });
  const you = mine ? `คุณคือ · you are ${mine}` : "คุณดูอยู่ · you watch";
  status.textContent = `${happening({ turn, winner, ready })} (${you})`;
  again.hidden = !winner || !mine;
});

function happening({ turn, winner, ready }) {
  if (winner === "draw") return "เสมอ · A draw";
  if (winner) return `${winner} ชนะ · wins`;
  if (!ready) return "รออีกคน · Waiting for another player";
  return `ตาของ · Turn: ${turn}`;
}

again.addEventListener("click", () => socket.emit("again"));
