import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

io.on("connection", (socket) => {
  console.log("connected:", socket.id);

  // `ack` is a function that the client gave with its event: calling it answers that very event.
  socket.on("say", (text, ack) => {
    console.log("heard:", text);
    ack({ text, at: Date.now() });
  });

  socket.on("disconnect", (reason) => {
    console.log("gone:", socket.id, reason);
  });
});

httpServer.listen(3000);
