/** Answers in other words than the solution's pass all the same: a check judges the line, not the code. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { loadExercise } from '../../../playground-server/programs/check/exercises.ts';
import type { Exercise } from '../../../protocol/exercises.ts';
import { openGround, outcomeOf, type Ground } from '../../../scripts/exercises/prove.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const server = (middle: string) => ({
  'server.js': `const { Server } = require("socket.io");\nconst http = require("node:http").createServer();\nconst io = new Server(http);\n${middle}\nhttp.listen(3000);\n`,
});
const ANSWERS: [string, string, string][] = [
  [
    'echo-ack',
    'answers after a while, from a handler that awaits',
    `io.on("connection", (socket) => socket.on("say", async (...args) => {
       const ack = args.pop();
       await new Promise((done) => setTimeout(done, 40));
       if (typeof ack !== "function") return;
       const [text] = args;
       ack(typeof text === "string" && text.trim() ? { ok: true, text } : { ok: false, error: "empty" });
     }));`,
  ],
  [
    'rooms',
    'keeps rooms in a map of its own, and sends to itself and to the room',
    `const where = new Map();
     io.on("connection", (socket) => {
       socket.on("join", async (room, ack) => {
         for (const old of socket.rooms) if (old !== socket.id) await socket.leave(old);
         await socket.join(room);
         where.set(socket.id, room);
         ack({ room, since: 1 });
       });
       socket.on("say", (text) => {
         const room = where.get(socket.id);
         if (!room) return;
         socket.emit("message", { text, room });
         socket.to(room).emit("message", { text, room });
       });
       socket.on("disconnect", () => where.delete(socket.id));
     });`,
  ],
  [
    'guard',
    'asks somewhere else first, and tells tokens from what an object is born with',
    `const staff = { "tok-som": "Som", "tok-ploy": "Ploy" };
     io.on("connection", (socket) => socket.emit("welcome", "hi"));
     io.of("/staff").use(async (socket, next) => {
       await new Promise((done) => setTimeout(done, 20));
       const { token } = socket.handshake.auth;
       if (typeof token !== "string" || !Object.hasOwn(staff, token)) return next(Object.assign(new Error("not authorized"), { data: { code: "bad-token" } }));
       socket.data.name = staff[token];
       next();
     });
     io.of("/staff").on("connection", (socket) => {
       socket.on("whoami", (ack) => ack(socket.data.name));
       socket.emit("orders", []);
     });`,
  ],
  [
    'roll-call',
    'asks all at once and takes what came out of the error',
    `io.on("connection", (socket) => {
       socket.data.name = socket.handshake.auth.name;
       socket.on("roll-call", async (ack) => {
         const all = (await io.fetchSockets()).map((one) => one.data.name);
         let here;
         try { here = await io.timeout(800).emitWithAck("here?"); } catch (error) { here = error.responses; }
         ack({ here, silent: all.filter((name) => !here.includes(name)) });
       });
     });`,
  ],
  [
    'roll-call',
    'counts with a timer, without any promise',
    `io.on("connection", (socket) => {
       socket.data.name = socket.handshake.auth.name;
       socket.on("roll-call", (ack) => {
         const all = [...io.of("/").sockets.values()];
         const here = new Set();
         for (const one of all) one.emit("here?", () => here.add(one.data.name));
         setTimeout(() => ack({ here: [...here], silent: all.map((one) => one.data.name).filter((name) => !here.has(name)) }), 1200);
       });
     });`,
  ],
  [
    'once',
    'cooks after a while, and acknowledges what is still on the stove',
    `const seen = new Set();
     io.on("connection", (socket) => socket.on("order", async (order, ack) => {
       const isNew = !seen.has(order.id);
       seen.add(order.id);
       if (isNew) {
         await new Promise((done) => setTimeout(done, 30));
         io.emit("cook", { ...order, at: "stove 1" });
       }
       ack({ ok: true, total: seen.size });
     }));`,
  ],
];

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground.close());

it.each(ANSWERS)('%s: one that %s', async (id, _what, code) => {
  const result = await ground.check((await loadExercise(id)) as Exercise, server(code));
  expect(result.steps.find(({ state }) => state === 'failed')).toBeUndefined();
  expect(outcomeOf(result)).toBe('passes');
});
