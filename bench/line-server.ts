/**
 * The server of bench/line.ts, one process a variant: the same Socket.IO echo, plain, behind a tap whose connection is
 * no line's (`idle`), or behind a tap that records a line for a viewer (`recording`). Told what to do by its parent.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { LINE_LIMITS, realClock } from '../playground-server/line/limits.ts';
import { createLines } from '../playground-server/line/lines.ts';
import { tap } from '../playground-server/line/tap/tap.ts';
import { createViewer } from '../playground-server/line/viewer.ts';

const variant = process.argv[2] as 'plain' | 'idle' | 'recording';
// A bench crosses more than a learner ever does: limits are not what is measured.
const limits = { ...LINE_LIMITS, lines: 100_000, linesPerPage: 100_000, recordedBytesPerLine: Infinity, bytesPerLine: Infinity, busyMs: Infinity, crowdMs: Infinity, frugalMs: Infinity, idleMs: Infinity, ageMs: Infinity };
const lines = createLines(limits, realClock);
const server = createServer();
if (variant !== 'plain') tap(server, { lineOf: (token) => lines.byToken(token), limits, clock: realClock });
const io = new Server(server, { serveClient: false, pingInterval: 300_000 });
io.on('connection', (socket) => socket.on('echo', (message) => socket.emit('echo', message)));

// Batches are made and packed as for a page, and then left: the viewer's own network is not the tap's cost.
const viewer = createViewer({ clock: realClock, send: () => {}, unread: () => 0, cutOff: () => {}, giveUp: () => {}, grown: () => {} });

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('message', (ask: 'usage' | 'token' | 'memory' | 'end') => {
  if (ask === 'token') process.send?.({ token: variant === 'recording' ? lines.open(viewer, {}).token : '' });
  else if (ask === 'usage') {
    const { user, system } = process.cpuUsage();
    process.send?.({ microseconds: user + system });
  } else if (ask === 'memory') {
    globalThis.gc?.();
    globalThis.gc?.();
    const { heapUsed, external, rss } = process.memoryUsage();
    process.send?.({ held: heapUsed + external, rss });
  } else process.exit(0);
});
process.on('disconnect', () => process.exit(0));
