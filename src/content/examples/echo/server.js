import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

io.on("connection", (socket) => {
  console.log("connected:", socket.id);

  // เรียก ack คือตอบ event นี้ · ack() answers this event.
  socket.on("say", (text, ack) => {
    console.log("heard:", text);
    if (typeof ack !== "function") return;
    ack({ text, at: Date.now() });
  });

  socket.on("disconnect", (reason) => {
    console.log("gone:", socket.id, reason);
  });
});

httpServer.listen(3000);
