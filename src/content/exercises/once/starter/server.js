import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

let total = 0;

io.on("connection", (socket) => {
  // An order is { id, dish }. The client made up the id, and
  // keeps it when it has to send the order again.
  socket.on("order", (order, ack) => {
    total += 1;
    io.emit("cook", order);
    if (typeof ack === "function") ack({ ok: true, total });
  });
});

httpServer.listen(3000);
