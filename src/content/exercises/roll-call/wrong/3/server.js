// A timeout that nobody catches.
import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

io.on("connection", (socket) => {
  socket.data.name = socket.handshake.auth.name;

  socket.on("roll-call", async (ack) => {
    const here = [];
    for (const one of io.sockets.sockets.values()) {
      await one.timeout(1000).emitWithAck("here?");
      here.push(one.data.name);
    }
    ack({ here, silent: [] });
  });
});

httpServer.listen(3000);
