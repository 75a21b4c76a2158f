/** Wrong answers as the tests write them down: what is wrong, the server, and the message that the check ends with. */
import type { Files } from '../../../../protocol/programs.ts';

export type Wrong = [what: string, server: string, message: string];

/** A server whose file ends with `listen`; `middle` begins on its fifth line. */
export const serverWith = (middle: string, options = '{}'): Files => ({
  'server.js': `import { createServer } from "node:http";\nimport { Server } from "socket.io";\nconst httpServer = createServer();\nconst io = new Server(httpServer, ${options});\n${middle}\nhttpServer.listen(3000);\n`,
});
export const inConnection = (body: string): string => `io.on("connection", (socket) => { ${body} });`;
/** The right answer to "answer with an ack". */
export const OK_OR_EMPTY = 'typeof text === "string" && text.trim() ? { ok: true, text } : { ok: false, error: "empty" }';
