import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

const isPart = (number) => Number.isFinite(number) && number >= 0 && number <= 1;

io.on("connection", (socket) => {
  socket.on("move", (x, y) => {
    if (!isPart(x) || !isPart(y)) return;
    // สำคัญแค่ตำแหน่งล่าสุด อันเก่าหายไปก็ได้ · Only the newest place matters: an old one may be dropped.
    socket.volatile.broadcast.emit("move", socket.id, x, y);
  });

  socket.on("disconnect", () => io.emit("gone", socket.id));
});

httpServer.listen(3000);
