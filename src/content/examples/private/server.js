import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

io.on("connection", (socket) => {
  tell();

  socket.on("private", (to, text, ack) => {
    if (typeof ack !== "function") return;
    // ต้องเป็น id ของคนที่ต่ออยู่จริง เพราะ io.to() รับชื่อห้องอะไรก็ได้ ไม่ตรวจก่อนไม่ได้
    // Only the id of a connected socket. io.to() takes any room's name, so it must not come unchecked.
    if (!io.sockets.sockets.has(to) || typeof text !== "string") return ack({ ok: false });
    io.to(to).emit("private", { from: socket.id, text: text.slice(0, 200) });
    ack({ ok: true });
  });

  socket.on("disconnect", tell);
});

function tell() {
  io.emit("people", [...io.sockets.sockets.keys()]);
}

httpServer.listen(3000);
