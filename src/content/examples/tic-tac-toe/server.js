import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

const LINES = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], [0, 4, 8], [2, 4, 6]];
const players = { X: null, O: null };
let board = Array(9).fill(null);
let turn = "X";

const winner = () => {
  const line = LINES.find(([a, b, c]) => board[a] && board[a] === board[b] && board[a] === board[c]);
  return line ? board[line[0]] : board.every(Boolean) ? "draw" : null;
};
const tell = () => io.emit("game", { board, turn, winner: winner() });

io.on("connection", (socket) => {
  const mark = !players.X ? "X" : !players.O ? "O" : null; // null watches
  if (mark) players[mark] = socket.id;
  socket.emit("you", mark);
  tell();

  socket.on("move", (cell) => {
    // A client may send anything: the rules live here.
    if (!mark || mark !== turn || winner()) return;
    if (!Number.isInteger(cell) || cell < 0 || cell > 8 || board[cell]) return;
    board[cell] = mark;
    turn = mark === "X" ? "O" : "X";
    tell();
  });

  socket.on("again", () => {
    if (!mark) return;
    board = Array(9).fill(null);
    turn = "X";
    tell();
  });

  socket.on("disconnect", () => {
    if (mark) players[mark] = null;
  });
});

httpServer.listen(3000);
