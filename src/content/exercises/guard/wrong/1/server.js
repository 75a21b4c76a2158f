// Looks at the token only after the door was opened.
import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);
const staff = new Map([["tok-som", "Som"], ["tok-ploy", "Ploy"]]);

io.on("connection", (socket) => {
  socket.emit("welcome", "The shop is open");
});

io.of("/staff").on("connection", (socket) => {
  const name = staff.get(socket.handshake.auth.token);
  if (!name) return socket.disconnect();
  socket.emit("orders", ["noodles", "tea"]);
  socket.on("whoami", (ack) => ack?.(name));
});

httpServer.listen(3000);
