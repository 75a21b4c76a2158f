import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

io.on("connection", (socket) => {
  socket.data.name = socket.handshake.auth.name;

  socket.on("roll-call", async (ack) => {
    const everyone = [...io.sockets.sockets.values()];
    const here = await Promise.all(
      everyone.map(async (one) => {
        await one.emitWithAck("here?");
        return one.data.name;
      }),
    );
    ack({ here, silent: [] });
  });
});

httpServer.listen(3000);
