import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

const ROOMS = ["tea", "coffee"];

io.on("connection", (socket) => {
  let room;

  socket.on("join", (wanted, ack) => {
    if (typeof ack !== "function") return;
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
    // ทุกคนในห้อง รวมคนส่งด้วย ถ้าใช้ socket.to(room) คนส่งจะไม่ได้ยิน
    // Everybody in the room, the sender too. socket.to(room) would leave the sender out.
    io.to(room).emit("message", { from: socket.id, room, text: text.slice(0, 200) });
  });

  // ถึงตรงนี้ socket ออกจากทุกห้องแล้ว · By now the socket has left its rooms.
  socket.on("disconnect", () => tell(room));
});

// บอกคนในห้องว่าตอนนี้มีกี่คน · How many are in a room, to those who are in it.
function tell(room) {
  if (room) io.to(room).emit("people", room, io.sockets.adapter.rooms.get(room)?.size ?? 0);
}

httpServer.listen(3000);
