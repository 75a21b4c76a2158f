import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

io.on("connection", (socket) => {
  socket.on("join", (room, ack) => {
    socket.join(room);
    if (typeof ack === "function") ack({ room });
  });

  socket.on("say", (text) => {
    io.emit("message", { text });
  });
});

httpServer.listen(3000);
