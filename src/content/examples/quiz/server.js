import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

const QUESTIONS = [
  { ask: "WebSocket: HTTP status?", choices: ["101", "200", "301"], right: 0 },
  { ask: "io.emit() → ?", choices: ["1 client", "ทุกคน · everybody", "0"], right: 1 },
  { ask: "Engine.IO ping: 25 000 ms = ?", choices: ["2.5 s", "250 s", "25 s"], right: 2 },
];
const scores = new Map();

io.on("connection", (socket) => {
  let at = 0;
  scores.set(socket.id, 0);
  ask();
  tell();

  socket.on("answer", (choice, ack) => {
    const question = QUESTIONS[at];
    if (!question || typeof ack !== "function") return;
    const right = choice === question.right;
    if (right) scores.set(socket.id, scores.get(socket.id) + 1);
    ack({ right });
    at += 1;
    ask();
    tell();
  });

  socket.on("disconnect", () => {
    scores.delete(socket.id);
    tell();
  });

  function ask() {
    const question = QUESTIONS[at];
    // The right answer stays here: what a client is sent, its owner can read.
    socket.emit("question", question ? { ask: question.ask, choices: question.choices } : null);
  }
});

function tell() {
  io.emit("scores", [...scores].sort((a, b) => b[1] - a[1]));
}

httpServer.listen(3000);
