import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

// Who may come in, by token.
const staff = new Map([
  ["tok-som", "Som"],
  ["tok-ploy", "Ploy"],
]);

io.on("connection", (socket) => {
  socket.emit("welcome", "The shop is open");
});

io.of("/staff").on("connection", (socket) => {
  socket.data.name = staff.get(socket.handshake.auth.token);
  socket.emit("orders", ["noodles", "tea"]);

  socket.on("whoami", (ack) => {
    if (typeof ack === "function") ack(socket.data.name);
  });
});

httpServer.listen(3000);
