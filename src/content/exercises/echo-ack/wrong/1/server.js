// Takes for granted that every client asks for an answer.
import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

io.on("connection", (socket) => {
  socket.on("say", (text, ack) => {
    if (typeof text !== "string" || !text.trim()) return ack({ ok: false, error: "empty" });
    ack({ ok: true, text });
  });
});

httpServer.listen(3000);
