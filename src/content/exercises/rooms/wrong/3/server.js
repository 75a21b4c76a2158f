// A list of rooms that is empty means: to everybody.
import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

const roomsOf = (socket) => [...socket.rooms].filter((room) => room !== socket.id);

io.on("connection", (socket) => {
  socket.on("join", (room, ack) => {
    for (const old of roomsOf(socket)) socket.leave(old);
    socket.join(room);
    ack?.({ room });
  });

  socket.on("say", (text) => {
    const rooms = roomsOf(socket);
    io.to(rooms).emit("message", { room: rooms[0], text });
  });
});

httpServer.listen(3000);
