// Says nothing to whoever is refused: next is never called.
import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);
const staff = new Map([["tok-som", "Som"], ["tok-ploy", "Ploy"]]);

io.on("connection", (socket) => {
  socket.emit("welcome", "The shop is open");
});

io.of("/staff").use((socket, next) => {
  const name = staff.get(socket.handshake.auth.token);
  if (!name) return;
  socket.data.name = name;
  next();
});

io.of("/staff").on("connection", (socket) => {
  socket.emit("orders", ["noodles", "tea"]);
  socket.on("whoami", (ack) => ack?.(socket.data.name));
});

httpServer.listen(3000);
