import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

io.on("connection", (socket) => {
  socket.on("join", (room, ack) => {
    // One room at a time: out of the last one, into the new one.
    if (socket.data.room !== undefined) socket.leave(socket.data.room);
    socket.join(room);
    socket.data.room = room;
    if (typeof ack === "function") ack({ room });
  });

  socket.on("say", (text) => {
    const { room } = socket.data;
    if (room === undefined) return;
    // io.to(room) includes the sender, socket.to(room) would leave it out.
    io.to(room).emit("message", { room, text });
  });
});

httpServer.listen(3000);
