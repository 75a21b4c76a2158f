// socket.to leaves the sender out.
import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

io.on("connection", (socket) => {
  socket.on("join", (room, ack) => {
    if (socket.data.room) socket.leave(socket.data.room);
    socket.join(room);
    socket.data.room = room;
    ack?.({ room });
  });

  socket.on("say", (text) => {
    const { room } = socket.data;
    if (room) socket.to(room).emit("message", { room, text });
  });
});

httpServer.listen(3000);
