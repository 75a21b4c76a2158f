import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

io.on("connection", (socket) => {
  socket.on("say", (text) => {
    console.log("heard:", text);
    socket.emit("said", text);
  });
});

httpServer.listen(3000);
