import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

io.on("connection", (socket) => {
  socket.data.name = socket.handshake.auth.name;

  socket.on("roll-call", async (ack) => {
    const here = [];
    const silent = [];
    await Promise.all(
      [...io.sockets.sockets.values()].map(async (one) => {
        try {
          // Whoever asks for an ack says how long they wait.
          await one.timeout(1000).emitWithAck("here?");
          here.push(one.data.name);
        } catch {
          silent.push(one.data.name);
        }
      }),
    );
    if (typeof ack === "function") ack({ here, silent });
  });
});

httpServer.listen(3000);
