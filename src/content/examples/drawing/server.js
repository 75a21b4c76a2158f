import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

const LIMIT = 2000;
let lines = [];

io.on("connection", (socket) => {
  // Who comes late sees what is already there.
  socket.emit("board", lines);

  socket.on("line", (line) => {
    if (!Array.isArray(line) || line.length !== 4 || !line.every(Number.isFinite)) return;
    lines.push(line);
    if (lines.length > LIMIT) lines.shift();
    socket.broadcast.emit("line", line);
  });

  socket.on("clear", () => {
    lines = [];
    io.emit("board", lines);
  });
});

httpServer.listen(3000);
