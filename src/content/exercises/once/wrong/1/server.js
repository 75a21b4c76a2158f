// Remembers per connection, and forgets with it.
import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);
let total = 0;

io.on("connection", (socket) => {
  const done = new Set();

  socket.on("order", (order, ack) => {
    if (!done.has(order.id)) {
      done.add(order.id);
      total += 1;
      io.emit("cook", order);
    }
    ack?.({ ok: true, total });
  });
});

httpServer.listen(3000);
