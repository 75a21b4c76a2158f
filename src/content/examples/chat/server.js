import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

const ROOMS = ["tea", "coffee"];

io.on("connection", (socket) => {
  let room;

  socket.on("join", (wanted, ack) => {
    if (!ROOMS.includes(wanted)) return ack({ ok: false });
    if (room) socket.leave(room);
    room = wanted;
    socket.join(room);
    console.log(socket.id, "joined", room);
    ack({ ok: true, people: io.sockets.adapter.rooms.get(room).size });
  });

  socket.on("message", (text) => {
    if (!room || typeof text !== "string") return;
    // Everybody in the room, the sender too. `socket.to(room)` would leave the sender out.
    io.to(room).emit("message", { from: socket.id.slice(0, 4), room, text: text.slice(0, 200) });
  });
});

httpServer.listen(3000);
