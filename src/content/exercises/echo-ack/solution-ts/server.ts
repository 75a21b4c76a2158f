import { createServer } from "node:http";
import { Server } from "socket.io";

type Answer = { ok: true; text: string } | { ok: false; error: "empty" };

interface ClientToServer {
  say: (text: string, ack?: (answer: Answer) => void) => void;
}

const httpServer = createServer();
const io = new Server<ClientToServer>(httpServer);

io.on("connection", (socket) => {
  // Types are a promise of our own code: what comes over the wire may be anything.
  socket.on("say", (text: unknown, ack?: unknown) => {
    if (typeof ack !== "function") return;
    const answer = ack as (answer: Answer) => void;
    if (typeof text !== "string" || text.trim() === "") return answer({ ok: false, error: "empty" });
    answer({ ok: true, text });
  });
});

httpServer.listen(3000);
