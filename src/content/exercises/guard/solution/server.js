import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

// Who may come in, by token.
const staff = new Map([
  ["tok-som", "Som"],
  ["tok-ploy", "Ploy"],
]);

io.on("connection", (socket) => {
  socket.emit("welcome", "The shop is open");
});

// A middleware stands before "connection":
// who is refused here never was inside.
io.of("/staff").use((socket, next) => {
  const name = staff.get(socket.handshake.auth?.token);
  if (name === undefined) {
    const error = new Error("not authorized");
    error.data = { code: "bad-token" };
    return next(error);
  }
  socket.data.name = name;
  next();
});

io.of("/staff").on("connection", (socket) => {
  socket.emit("orders", ["noodles", "tea"]);

  socket.on("whoami", (ack) => {
    if (typeof ack === "function") ack(socket.data.name);
  });
});

httpServer.listen(3000);
