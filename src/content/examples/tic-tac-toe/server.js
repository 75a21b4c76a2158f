import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

const LINES = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], [0, 4, 8], [2, 4, 6]];
const players = { X: null, O: null };
let first = "X"; // คนเริ่มตานี้ ตาหน้าสลับกัน · begins; the other one begins the next game
let turn = first;
let board = Array(9).fill(null);

const markOf = (id) => (players.X === id ? "X" : players.O === id ? "O" : null);
const lineOf = () => LINES.find(([a, b, c]) => board[a] && board[a] === board[b] && board[a] === board[c]) ?? [];
const winner = () => board[lineOf()[0]] ?? (board.every(Boolean) ? "draw" : null);
const ready = () => Boolean(players.X && players.O);
const tell = () => io.emit("game", { board, turn, winner: winner(), line: lineOf(), ready: ready() });

// ที่ว่างเป็นของคนที่ดูมานานที่สุด · A free seat goes to whoever has watched longest.
function seat() {
  for (const mark of ["X", "O"]) {
    if (players[mark]) continue;
    players[mark] = [...io.sockets.sockets.keys()].find((id) => !markOf(id)) ?? null;
    if (players[mark]) io.to(players[mark]).emit("you", mark);
  }
}
function begin() {
  board = Array(9).fill(null);
  turn = first;
}

io.on("connection", (socket) => {
  seat();
  socket.emit("you", markOf(socket.id)); // null คือคนดู · null watches
  tell();

  socket.on("move", (cell) => {
    // Client ส่งอะไรมาก็ได้ กติกาอยู่ที่ Server · A client may send anything: the rules live here.
    if (!ready() || winner() || markOf(socket.id) !== turn) return;
    if (!Number.isInteger(cell) || cell < 0 || cell > 8 || board[cell]) return;
    board[cell] = turn;
    turn = turn === "X" ? "O" : "X";
    tell();
  });

  // จบตาก่อนถึงเริ่มใหม่ได้ คนที่กำลังจะแพ้จะได้ล้างกระดานไม่ได้
  // Only after its end: who is about to lose can't wipe the board.
  socket.on("again", () => {
    if (!winner() || !markOf(socket.id)) return;
    first = first === "X" ? "O" : "X";
    begin();
    tell();
  });

  socket.on("disconnect", () => {
    const mark = markOf(socket.id);
    if (!mark) return;
    players[mark] = null;
    seat();
    begin();
    tell();
  });
});

httpServer.listen(3000);
