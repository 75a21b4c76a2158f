import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

// ตัวจับเวลาเดียวสำหรับทุกคน ถ้าตั้งในแต่ละ connection ต้อง clearInterval ตอน "disconnect" ทุกตัว
// One timer for everybody, not one for each connection: those would need clearing on "disconnect".
setInterval(() => {
  io.emit("time", new Date().toISOString());
}, 1000);

io.on("connection", (socket) => {
  socket.emit("time", new Date().toISOString());
});

httpServer.listen(3000);
