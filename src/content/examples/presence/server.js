import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

const people = new Map(); // socket.id → มาตั้งแต่เมื่อไร · since when, in ms

io.on("connection", (socket) => {
  people.set(socket.id, Date.now());
  tell();

  // ปิดแท็บ เน็ตหลุด หรือสั่ง disconnect() เอง จบที่นี่ทั้งหมด
  // A closed tab, a lost network, a call of disconnect(): all end here.
  socket.on("disconnect", (reason) => {
    console.log(socket.id, "left:", reason);
    people.delete(socket.id);
    tell();
  });
});

// ส่งรายชื่อทั้งหมดทุกครั้ง ใครพลาดไปรอบหนึ่ง รอบหน้าก็ตรงกันเอง
// The whole list each time: a client that missed one is right again with the next.
function tell() {
  io.emit("people", [...people].map(([id, since]) => ({ id, since })));
}

httpServer.listen(3000);
