// Doesn't hang, but counts everybody.
import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

io.on("connection", (socket) => {
  socket.data.name = socket.handshake.auth.name;

  socket.on("roll-call", async (ack) => {
    const everyone = [...io.sockets.sockets.values()];
    await Promise.allSettled(everyone.map((one) => one.timeout(1000).emitWithAck("here?")));
    ack({ here: everyone.map((one) => one.data.name), silent: [] });
  });
});

httpServer.listen(3000);
