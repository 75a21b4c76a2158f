// Never leaves a room.
import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

io.on("connection", (socket) => {
  socket.on("join", (room, ack) => {
    socket.join(room);
    socket.data.room = room;
    ack?.({ room });
  });

  socket.on("say", (text) => {
    const { room } = socket.data;
    if (room) io.to(room).emit("message", { room, text });
  });
});

httpServer.listen(3000);
