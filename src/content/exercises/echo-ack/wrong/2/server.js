// Keeps what was said outside the handler, so that two at a time mix up.
import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);
let said;

io.on("connection", (socket) => {
  socket.on("say", (text, ack) => {
    said = text;
    setTimeout(() => {
      if (typeof ack === "function") ack({ ok: true, text: said });
    }, 200);
  });
});

httpServer.listen(3000);
