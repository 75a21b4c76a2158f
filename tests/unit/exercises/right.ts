/** Right answers as people write them who have other habits: which exercise, what is unusual, and the server. */
import type { Files } from '../../../protocol/programs.ts';

const OK = 'typeof text === "string" && text.trim() ? { ok: true, text } : { ok: false, error: "empty" }';
const NO = 'Object.assign(new Error("not authorized"), { data: { code: "bad-token" } })';
const INSIDE = 'socket.emit("orders", []); socket.on("whoami", (ack) => ack(socket.data.name));';
const NAMED = 'socket.data.name = socket.handshake.auth.name;';

export const ANSWERS: [exercise: string, what: string, answer: string | Files][] = [
  [
    'echo-ack',
    'answers after a while, from a handler that awaits',
    `io.on("connection", (socket) => socket.on("say", async (...args) => {
       const ack = args.pop();
       await new Promise((done) => setTimeout(done, 40));
       if (typeof ack !== "function") return;
       const [text] = args;
       ack(${OK});
     }));`,
  ],
  ['echo-ack', 'listens by its port alone, and calls what may be there', { 'server.js': `import { Server } from "socket.io"; const io = new Server(3000); io.on("connection", (socket) => socket.on("say", (text, ack) => ack?.(${OK})));` }],
  [
    'echo-ack',
    'stands on express, and serves a page of its own',
    {
      'server.js': `const express = require("express"); const app = express(); const server = require("http").createServer(app); const io = require("socket.io")(server);
        app.get("/", (req, res) => res.sendFile(__dirname + "/index.html"));
        io.on("connection", (socket) => { socket.on("say", (text, callback) => { if (callback) callback(${OK}); }); });
        server.listen(3000, () => console.log("listening"));`,
      'index.html': '<p>hello</p>',
    },
  ],
  [
    'echo-ack',
    'is a class, in TypeScript',
    {
      'server.ts': `import { Server, type Socket } from "socket.io";
        type Answer = { ok: boolean; text?: string; error?: "empty" };
        class Echo {
          private readonly said: unknown[] = [];
          join = (socket: Socket): void => void socket.on("say", this.say);
          private say = (text: unknown, ack: (answer: Answer) => void = () => {}): void => { this.said.push(text); ack(${OK}); };
        }
        new Server(3000).on("connection", new Echo().join);`,
    },
  ],
  ['echo-ack', 'hears everything', `io.on("connection", (socket) => socket.onAny((event, ...args) => { const ack = args.at(-1); const [text] = args; if (event === "say" && typeof ack === "function") ack(${OK}); }));`],
  ['echo-ack', 'answers in a middleware', `io.on("connection", (socket) => socket.use(([event, text, ack], next) => { if (event === "say" && typeof ack === "function") ack(${OK}); next(); }));`],
  ['echo-ack', 'trims, catches, and says it as an event too', 'io.on("connection", (socket) => socket.on("say", (text, ack) => { try { socket.emit("said", text); ack(text.trim() ? { ok: true, text: text.trim() } : { ok: false, error: "empty" }); } catch { try { ack({ ok: false, error: "empty" }); } catch {} } }));'],
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
  ['rooms', 'has rooms without Socket.IO’s', 'const rooms = {}; io.on("connection", (socket) => { let mine; socket.on("join", (room, ack) => { rooms[mine]?.delete(socket); mine = room; (rooms[room] ??= new Set()).add(socket); ack({ room }); }); socket.on("say", (text) => { for (const one of rooms[mine] ?? []) one.emit("message", { room: mine, text }); }); });'],
  ['rooms', 'moves sockets by their room, and is lucky without one', 'io.on("connection", (socket) => { socket.on("join", (room, ack) => { io.in(socket.id).socketsLeave([...socket.rooms].slice(1)); io.in(socket.id).socketsJoin(room); socket.data.room = room; ack({ room }); }); socket.on("say", (text) => socket.nsp.in(socket.data.room).emit("message", { room: socket.data.room, text })); });'],
  [
    'guard',
    'asks somewhere else first, and tells tokens from what an object is born with',
    `const staff = { "tok-som": "Som", "tok-ploy": "Ploy" };
     io.on("connection", (socket) => socket.emit("welcome", "hi"));
     io.of("/staff").use(async (socket, next) => {
       await new Promise((done) => setTimeout(done, 20));
       const { token } = socket.handshake.auth;
       if (typeof token !== "string" || !Object.hasOwn(staff, token)) return next(${NO});
       socket.data.name = staff[token];
       next();
     });
     io.of("/staff").on("connection", (socket) => { ${INSIDE} });`,
  ],
  ['guard', 'is a class that throws to itself', `class Guard { constructor(list) { this.list = new Map(Object.entries(list)); } check = async (socket, next) => { try { const name = await this.list.get(socket.handshake.auth?.token); if (!name) throw ${NO}; socket.data.name = name; next(); } catch (error) { next(error); } } } io.on("connection", (socket) => socket.emit("welcome", 1)); io.of("/staff").use(new Guard({ "tok-som": "Som", "tok-ploy": "Ploy" }).check).on("connection", (socket) => { ${INSIDE} });`],
  ['guard', 'has a namespace for each word', `const staff = new Map([["tok-som", "Som"], ["tok-ploy", "Ploy"]]); io.on("connection", (socket) => socket.emit("welcome", 1)); const all = io.of(/^\\/\\w+$/); all.use((socket, next) => { socket.data.name = staff.get(socket.handshake.auth.token); next(socket.data.name ? undefined : ${NO}); }); all.on("connection", (socket) => { ${INSIDE} });`],
  [
    'roll-call',
    'asks all at once and takes what came out of the error',
    `io.on("connection", (socket) => {
       ${NAMED}
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
       ${NAMED}
       socket.on("roll-call", (ack) => {
         const all = [...io.of("/").sockets.values()];
         const here = new Set();
         for (const one of all) one.emit("here?", () => here.add(one.data.name));
         setTimeout(() => ack({ here: [...here], silent: all.map((one) => one.data.name).filter((name) => !here.has(name)) }), 1200);
       });
     });`,
  ],
  ['roll-call', 'waits almost two seconds, in a race', `io.on("connection", (socket) => { ${NAMED} socket.on("roll-call", async (ack) => { const lists = { here: [], silent: [] }; await Promise.all([...io.sockets.sockets.values()].map(async (one) => { const name = await Promise.race([one.emitWithAck("here?"), new Promise((late) => setTimeout(late, 1900))]); lists[name ? "here" : "silent"].push(one.data.name); })); ack(lists); }); });`],
  ['roll-call', 'uses callbacks, and answers as soon as nobody is missing', `io.on("connection", (socket) => { ${NAMED} socket.on("roll-call", (ack) => { const here = [], silent = []; const all = [...io.sockets.sockets.values()]; for (const one of all) one.timeout(700).emit("here?", (error) => { (error ? silent : here).push(one.data.name); if (here.length + silent.length === all.length) ack({ here, silent }); }); }); });`],
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
  ['once', 'gives the answer that it gave before', 'const answers = new Map(); io.on("connection", (socket) => socket.on("order", (order, ack) => { if (!answers.has(order.id)) { answers.set(order.id, { ok: true, total: answers.size + 1 }); socket.broadcast.emit("cook", order); } ack?.(answers.get(order.id)); }));'],
  ['once', 'has a plain object, and connections that are recovered', { 'server.js': 'import { Server } from "socket.io"; const io = new Server(3000, { connectionStateRecovery: {} }); const orders = {}; io.on("connection", (socket) => { socket.on("order", (order, ack) => { if (!(order.id in orders)) { orders[order.id] = order; io.emit("cook", order); } ack({ ok: true, total: Object.keys(orders).length }); }); });' }],
];
