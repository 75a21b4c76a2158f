import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

io.on("connection", (socket) => {
  socket.on("join", (room, ack) => {
    // One room at a time: out of the old one, into the new one.
    const { room: old } = socket.data;
    if (old !== undefined) socket.leave(old);
    socket.join(room);
    socket.data.room = room;
    if (typeof ack === "function") ack({ room });
  });

  socket.on("say", (text) => {
    const { room } = socket.data;
    if (room === undefined) return;
    // io.to includes the sender; socket.to leaves it out.
    io.to(room).emit("message", { room, text });
  });
});

httpServer.listen(3000);
