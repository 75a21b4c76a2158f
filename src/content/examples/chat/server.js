import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

const ROOMS = ["tea", "coffee"];

io.on("connection", (socket) => {
  let room;

  socket.on("join", (wanted, ack) => {
    if (!ROOMS.includes(wanted)) return ack({ ok: false });
    const left = room;
    if (left) socket.leave(left);
    room = wanted;
    socket.join(room);
    console.log(socket.id, "joined", room);
    ack({ ok: true });
    tell(left);
    tell(room);
  });

  socket.on("message", (text) => {
    if (!room || typeof text !== "string") return;
    // Everybody in the room, the sender too. `socket.to(room)` would leave the sender out.
    io.to(room).emit("message", { from: socket.id.slice(0, 4), room, text: text.slice(0, 200) });
  });

  // By now the socket has left its rooms.
  socket.on("disconnect", () => tell(room));
});

// How many are in a room, to those who are in it.
function tell(room) {
  if (room) io.to(room).emit("people", room, io.sockets.adapter.rooms.get(room)?.size ?? 0);
}

httpServer.listen(3000);
