// Ignores what it knows, answer included: the client never stops asking.
import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);
const done = new Set();

io.on("connection", (socket) => {
  socket.on("order", (order, ack) => {
    if (done.has(order.id)) return;
    done.add(order.id);
    io.emit("cook", order);
    ack?.({ ok: true, total: done.size });
  });
});

httpServer.listen(3000);
