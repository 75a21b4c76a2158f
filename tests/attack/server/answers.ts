/** What a program answers over HTTP, and what it asks of the engine: bombs, broken heads, no answer at all; strange options. */
import { FLOOD, FULL, handler, load, LOOP, SERVER, tamed, type Attack } from './kinds.ts';

/** A program whose handler of requests is `code`, asked so often. */
const answers = (name: string, code: string, how: Pick<Attack, 'ends' | 'lives' | 'tamed' | 'greedy' | 'limit'>, requests: Omit<NonNullable<Attack['requests']>, 'path'> & { path?: string } = { times: 1, answered: 1 }): Attack => ({
  name: `http: ${name}`,
  code: `const http = require('http'); const { Server } = require('socket.io'); const server = http.createServer((request, response) => { ${code} }); new Server(server); server.listen(3000);`,
  requests: { path: '/x', ...requests },
  ...how,
});
const lives = { lives: true } as const;

export const ANSWERS: Attack[] = [
  answers('parts without end', 'for (;;) response.write("x".repeat(1e5));', { ends: FULL }, { times: 1 }),
  answers('a loop for an answer', 'for (;;);', { ends: LOOP }, { times: 10 }),
  answers('an answer of two megabytes', 'response.end("x".repeat(2e6));', lives),
  answers('large answers, one after the other', 'response.end("x".repeat(8e5));', { ...lives, limit: 'outputKb' }, { times: 4, answered: 4 }),
  answers('large answers without end', 'for (let i = 0; i < 50; i++) { const r = new http.ServerResponse(i); r.end("x".repeat(8e5)); }', { ends: FLOOD }, { times: 5 }),
  answers('no answer, ever', '', lives, { times: 30, answered: 0 }),
  answers('two answers', 'response.end("a"); response.end("b"); response.write("c");', lives),
  answers('headers after the answer', 'response.end("a"); try { response.setHeader("x", "y"); } catch {} ', lives),
  answers('lines in headers', 'response.setHeader("x-a", "b\\r\\nset-cookie: c=d\\r\\n\\r\\n<script>"); response.setHeader("x\\r\\ny: z", "1"); response.setHeader("content-length", "-1"); response.setHeader("transfer-encoding", "chunked"); response.end("x");', lives),
  answers('ten thousand headers', 'for (let i = 0; i < 1e4; i++) response.setHeader("x-" + i, "v"); response.end("x");', lives, { times: 1, answered: 0 }),
  answers('a header of a megabyte', 'response.setHeader("x-a", "x".repeat(1e6)); response.end("x");', lives, { times: 1, answered: 0 }),
  answers('a status that is none', 'response.statusCode = { valueOf: () => 99 }; response.end("x");', lives, { times: 1, answered: 0 }),
  answers('bytes that are none', 'try { response.end({ length: 1e9, buffer: {}, byteOffset: -1 }); } catch { response.end("refused"); }', lives),
  answers('for another request than its own', 'for (let id = -50; id < 50; id++) { const other = new http.ServerResponse(id); other.end("stolen"); }', lives, { times: 1 }),
  answers('an error while it answers', 'throw new Error("x");', { ends: ['threw'] }, { times: 1 }),
  { ...answers('an error in an express handler, a hundred times', '', lives, { path: '/throw', times: 100, answered: 100 }), code: `const express = require('express'); const app = express(); app.get('/throw', () => { throw new Error('x'); }); const { Server } = require('socket.io'); new Server(app.listen(3000));` },
  { ...answers('an address that cannot be read, in an express path', '', lives, { path: '/a/%E0%A4%A', times: 3, answered: 3 }), code: `const express = require('express'); const app = express(); app.get('/a/:id', (q, r) => r.send(q.params.id)); const { Server } = require('socket.io'); new Server(app.listen(3000));` },
  { ...answers('an express path that backtracks', '', { ends: LOOP, tamed: true }, { path: `/${'a'.repeat(60)}!`, times: 10 }), code: `const express = require('express'); const app = express(); app.get(/^\\/(a+)+$/, (q, r) => r.send('x')); const { Server } = require('socket.io'); new Server(app.listen(3000));` },
  { ...answers('a body of deep JSON', '', lives, { path: '/', times: 3, answered: 3, body: '['.repeat(50_000) }), code: `const express = require('express'); const app = express(); app.use(express.json()); app.use((q, r) => r.send('x')); const { Server } = require('socket.io'); new Server(app.listen(3000));` },

  // Options, listening, names
  ...['{ path: "../../control/" }', '{ path: "x".repeat(1e5) }', '{ path: "/" }', '{ transports: "websocket" }', '{ transports: [] }', '{ maxHttpBufferSize: -1, pingInterval: 0, pingTimeout: -1 }', '{ pingInterval: 1e-9, pingTimeout: 1e99, upgradeTimeout: NaN }', '{ cors: { origin: Array(1e4).fill("http://x") } }', '{ cors: null, cookie: { name: "x" }, allowEIO3: true, perMessageDeflate: { threshold: 0 } }', '{ get pingInterval() { return {}; } }', '{ parser: { Encoder: class { encode() { return [null, {}, 5]; } }, Decoder: class { on() {} } } }'].map(
    (options): Attack => ({ name: `options: ${options.slice(0, 70)}`, code: `const { Server } = require('socket.io'); new Server(3000, ${options});`, lives: true }),
  ),
  { name: 'options: a path that is none', code: `const { Server } = require('socket.io'); new Server(3000, { path: {} });`, ends: ['threw'] },
  { name: 'options: a port that is none', code: `const { Server } = require('socket.io'); new Server(70000);`, ends: ['threw'] },
  { name: 'options: a transport of its own', code: `const { Server } = require('socket.io'); class T {} new Server(3000, { transports: [T, 'websocket', 'webtransport'] });`, lives: true },
  load('listens and stops, again and again', 'const http = require("http"); io.close(); setInterval(() => { const s = http.createServer(); s.listen(3000); s.close(); }, 4); for (let i = 0; i < 1e6; i++) { const s = http.createServer(); s.listen(3000); s.close(); }', [...FLOOD, 'never-listened']),

  // Sockets
  handler('attachments without end', 'for (;;) socket.emit("x", Array(1000).fill(Buffer.alloc(1)));', FLOOD),
  handler('a value that holds itself', 'const o = {}; o.o = o; socket.emit("x", o);', [...FULL]),
  handler('a value nested without end', 'let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; socket.emit("x", o);', FULL),
  handler('toJSON that loops', 'socket.emit("x", { toJSON() { for (;;); } });', LOOP),
  handler('a proxy that is endless', 'socket.emit("x", new Proxy({}, { ownKeys: () => ["a"], get: () => new Proxy({}, {}), getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }) })); for (;;);', LOOP),
  tamed(handler('hung up and written to', 'for (;;) { socket.disconnect(true); socket.emit("x", 1); io.emit("y"); }', [...FLOOD, ...LOOP])),
  handler('a million acknowledgements waited for', 'for (;;) socket.timeout(1e6).emit("x", () => {});', [...FLOOD, 'too-many-timers']),
  handler('listeners without end', 'for (let i = 0; ; i++) socket.on("e" + i, () => {});', FULL),
  { name: 'sockets: made up by the program, by the thousand', code: `${SERVER} const seen = []; io.on('connection', (s) => seen.push(s)); for (let i = 0; i < 2000; i++) __guest.receive(JSON.stringify({ op: 'open', conn: 'c' + i, handshake: { url: '/', query: {}, headers: {}, address: '', transport: 'websocket', secure: false } })); io.disconnectSockets(true);`, ends: ['too-many-timers'] },
];
