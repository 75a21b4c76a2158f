import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

const QUESTIONS = [
  { ask: "Server ตอบจับมือ WebSocket ด้วยสถานะอะไร · Which status answers a WebSocket handshake?", choices: ["200 OK", "101 Switching Protocols", "301 Moved Permanently"], right: 1 },
  { ask: "ใครได้ยิน io.emit() · Who hears io.emit()?", choices: ["ทุกคน · everybody", "ทุกคนยกเว้นคนส่ง · all but the sender", "คนส่งคนเดียว · only the sender"], right: 0 },
  { ask: "io() เริ่มด้วย transport ไหน · Which transport does io() begin with?", choices: ["WebSocket", "WebTransport", "HTTP long-polling"], right: 2 },
];
const SECONDS = 20; // เวลาตอบ · to answer
const PAUSE = 3; // วินาทีที่ให้ดูเฉลย · seconds to look at the right answer

const players = new Map(); // socket.id → { name, score, choice }
let phase = "lobby";
let at = 0;
let timer;

// สิ่งที่ทุกคนรู้ได้ตอนนี้ เฉลยยังอยู่ที่ Server จนตอบครบ เพราะอะไรที่ส่งถึง Client เจ้าของเครื่องเปิดดูได้เสมอ
// What everybody may know now. The right answer stays here until all have answered: what a client is sent, its owner can read.
function quiz() {
  if (phase === "lobby" || phase === "end") return { phase, choices: [] };
  const { ask, choices, right } = QUESTIONS[at];
  if (phase === "question") return { phase, ask, choices, seconds: SECONDS };
  const counts = choices.map((_, index) => [...players.values()].filter(({ choice }) => choice === index).length);
  return { phase, ask, choices, right, counts };
}
function tellScores() {
  const scores = [...players].map(([id, { name, score }]) => ({ id, name, score }));
  io.emit("scores", scores.sort((a, b) => b.score - a.score));
}

function ask() {
  phase = "question";
  for (const player of players.values()) player.choice = null;
  io.emit("quiz", quiz());
  timer = setTimeout(reveal, SECONDS * 1000);
}
function reveal() {
  clearTimeout(timer);
  phase = "answer";
  for (const player of players.values()) if (player.choice === QUESTIONS[at].right) player.score += 1;
  io.emit("quiz", quiz());
  tellScores();
  timer = setTimeout(() => {
    at += 1;
    if (at < QUESTIONS.length) return ask();
    phase = "end";
    io.emit("quiz", quiz());
  }, PAUSE * 1000);
}
function count() {
  const answered = [...players.values()].filter(({ choice }) => choice !== null).length;
  if (answered === players.size) reveal();
  else io.emit("answered", answered, players.size);
}
function rest() {
  clearTimeout(timer);
  phase = "lobby";
  io.emit("quiz", quiz());
}

io.on("connection", (socket) => {
  socket.emit("quiz", quiz());

  socket.on("join", (name) => {
    if (typeof name !== "string" || name.trim() === "") return;
    players.set(socket.id, { name: name.trim().slice(0, 20), score: 0, choice: null });
    tellScores();
  });

  socket.on("start", () => {
    if (phase === "question" || phase === "answer" || !players.has(socket.id)) return;
    at = 0;
    for (const player of players.values()) player.score = 0;
    tellScores();
    ask();
  });

  // ยังตอบไม่ครบทุกคน เปลี่ยนใจได้ · Until all have answered, one may think again.
  socket.on("answer", (choice) => {
    const player = players.get(socket.id);
    if (!player || phase !== "question" || !Number.isInteger(choice) || !QUESTIONS[at].choices[choice]) return;
    player.choice = choice;
    count();
  });

  socket.on("disconnect", () => {
    if (!players.delete(socket.id)) return;
    tellScores();
    if (players.size === 0) rest();
    else if (phase === "question") count();
  });
});

httpServer.listen(3000);
