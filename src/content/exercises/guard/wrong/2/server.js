// Guards the main namespace as well: customers stand outside.
import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);
const staff = new Map([["tok-som", "Som"], ["tok-ploy", "Ploy"]]);

function guard(socket, next) {
  const name = staff.get(socket.handshake.auth.token);
  if (!name) {
    const error = new Error("not authorized");
    error.data = { code: "bad-token" };
    return next(error);
  }
  socket.data.name = name;
  next();
}
io.use(guard);
io.of("/staff").use(guard);

io.on("connection", (socket) => {
  socket.emit("welcome", "The shop is open");
});

io.of("/staff").on("connection", (socket) => {
  socket.emit("orders", ["noodles", "tea"]);
  socket.on("whoami", (ack) => ack?.(socket.data.name));
});

httpServer.listen(3000);
