import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

// Outside of "connection": whoever redials is a new socket,
// but their order has the same id. (A real shop would keep
// this in a database, and forget what is old.)
const done = new Set();

io.on("connection", (socket) => {
  socket.on("order", (order, ack) => {
    if (!done.has(order.id)) {
      done.add(order.id);
      io.emit("cook", order);
    }
    // Answered again, too: the client sends until it hears it.
    if (typeof ack === "function") ack({ ok: true, total: done.size });
  });
});

httpServer.listen(3000);
