import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

io.on("connection", (socket) => {
  const name = socket.id.slice(0, 4);

  // ถึงทุกคนยกเว้นคนพิมพ์ ส่วน volatile คือถ้าใครรับตอนนี้ไม่ได้ ก็ทิ้งไป ไม่ต้องเก็บไว้ส่งทีหลัง
  // To everybody but the one who types. Volatile: dropped, not kept, if a client can't take it now.
  socket.on("typing", () => {
    socket.volatile.broadcast.emit("typing", name);
  });

  socket.on("message", (text) => {
    if (typeof text !== "string") return;
    io.emit("message", { from: socket.id, name, text: text.slice(0, 200) });
  });
});

httpServer.listen(3000);
