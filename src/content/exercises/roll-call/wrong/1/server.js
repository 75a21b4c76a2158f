// One silent client, and all answers are thrown away.
import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

io.on("connection", (socket) => {
  socket.data.name = socket.handshake.auth.name;

  socket.on("roll-call", async (ack) => {
    const names = [...io.sockets.sockets.values()].map((one) => one.data.name);
    try {
      await io.timeout(1000).emitWithAck("here?");
      ack({ here: names, silent: [] });
    } catch {
      ack({ here: [], silent: names });
    }
  });
});

httpServer.listen(3000);
