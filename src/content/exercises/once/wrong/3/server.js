// Takes two orders of the same dish for one.
import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);
const done = new Set();

io.on("connection", (socket) => {
  socket.on("order", (order, ack) => {
    if (!done.has(order.dish)) {
      done.add(order.dish);
      io.emit("cook", order);
    }
    ack?.({ ok: true, total: done.size });
  });
});

httpServer.listen(3000);
