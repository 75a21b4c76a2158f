import { createServer } from "node:http";
import { Server } from "socket.io";

type Answer = { ok: true; text: string } | { ok: false; error: "empty" };

interface ClientToServer {
  say: (text: string, ack?: (answer: Answer) => void) => void;
}
interface ServerToClient {
  said: (text: string) => void;
}

const httpServer = createServer();
const io = new Server<ClientToServer, ServerToClient>(httpServer);

io.on("connection", (socket) => {
  socket.on("say", (text) => {
    console.log("heard:", text);
    socket.emit("said", text);
  });
});

httpServer.listen(3000);
