// Takes anything for a word.
import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

io.on("connection", (socket) => {
  socket.on("say", (text, ack) => {
    if (typeof ack === "function") ack({ ok: true, text });
  });
});

httpServer.listen(3000);
