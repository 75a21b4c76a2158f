/** Speed of each annotator in MB/s (1 MB = 10^6 bytes), over input that is like what crosses a line. */
import { annotatePayload } from '../protocol/engine-io/packets.ts';
import { annotateMessage } from '../protocol/http1/message.ts';
import { annotateSocketPacket } from '../protocol/socket-io/packet.ts';
import type { TraceEvent } from '../protocol/trace/event.ts';
import { createTraceReader, readTrace } from '../protocol/trace/read.ts';
import { annotateFrames } from '../protocol/websocket/frame.ts';

export interface Row {
  name: string;
  value: number;
  unit: string;
  note?: string;
}

const utf8 = (text: string) => new TextEncoder().encode(text);

/** A frame that a client masks, or that a server does not. */
function frame(opcode: number, body: Uint8Array, key?: Uint8Array): number[] {
  const mask = key ? 0x80 : 0;
  const head = body.length < 126 ? [0x80 | opcode, mask | body.length] : [0x80 | opcode, mask | 126, body.length >> 8, body.length & 255];
  return key ? [...head, ...key, ...body.map((byte, i) => byte ^ key[i % 4]!)] : [...head, ...body];
}

const KEY = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);
const UPGRADE = utf8(
  'GET /socket.io/?EIO=4&transport=websocket&line=1 HTTP/1.1\r\nHost: localhost:3001\r\nConnection: Upgrade\r\nPragma: no-cache\r\n' +
    'Cache-Control: no-cache\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36\r\n' +
    'Upgrade: websocket\r\nOrigin: http://localhost:3000\r\nSec-WebSocket-Version: 13\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n' +
    'Accept-Language: th,en;q=0.9\r\nSec-WebSocket-Key: bD+TufbCoLW/Vn35VPEAJw==\r\n\r\n',
);
const SWITCHING = utf8('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: Vcn8/U0/fW+ZAtPWKbrV+lhg78E=\r\n\r\n');
const EVENT = '42["message",{"n":12,"text":"สวัสดี ไทย","at":1763900000000}]';

/** How long (ms) a round is, and how many of them count; before them the engine has as long to optimise. */
const ROUND_MS = 100;
const ROUNDS = 5;

/** Processor time of this thread (ms), which others on the machine can't lengthen; the clock's where Node does not tell. */
function worked(): number {
  if (!process.threadCpuUsage) return performance.now();
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** The shortest time (ms) that `work` takes, over rounds. */
function shortest(work: () => void): number {
  let best = Infinity;
  for (let round = -ROUNDS; round < ROUNDS; round++) {
    const began = worked();
    const until = performance.now() + ROUND_MS;
    let times = 0;
    do {
      work();
      times++;
    } while (performance.now() < until);
    const spent = worked() - began;
    if (round >= 0) best = Math.min(best, spent / times);
  }
  return best;
}
/** MB/s. */
const speed = (bytes: number, work: () => void): number => Math.round(bytes / 100 / shortest(work)) / 10;

/** An open Socket.IO line of 2 × 500 small events, one `bytes` event each, and a mark for each. */
function line(): { events: TraceEvent[]; bytes: number } {
  const client = Uint8Array.from(frame(1, utf8(EVENT), KEY));
  const server = Uint8Array.from(frame(1, utf8(EVENT)));
  const events: TraceEvent[] = [{ kind: 'clock', t: 0, rtt: 1 }];
  const at = { client: 0, server: 0 };
  let t = 0;
  const add = (from: 'client' | 'server', bytes: Uint8Array) => {
    events.push({ kind: 'bytes', t: t++, connection: 1, exchange: 1, from, at: at[from], length: bytes.length, bytes });
    at[from] += bytes.length;
  };
  add('client', UPGRADE);
  add('server', SWITCHING);
  for (let n = 1; n <= 500; n++) {
    add('client', client);
    add('server', server);
    events.push({ kind: 'flushed', t, connection: 1, exchange: 1, upto: at.server });
    events.push({ kind: 'mark', t, end: 'client', name: 'ws.message', data: { path: '/socket.io/', socket: 1, n } });
  }
  return { events, bytes: at.client + at.server };
}

/** Runs all benches, about 8 s. */
export async function run(): Promise<Row[]> {
  const small = Uint8Array.from(Array.from({ length: 200 }, () => frame(1, utf8(EVENT), KEY)).flat());
  const large = Uint8Array.from(frame(2, new Uint8Array(60_000).fill(7), KEY));
  const body = utf8(Array.from({ length: 50 }, () => EVENT).join('\x1e'));
  const packet = utf8(EVENT.slice(1));
  const response = utf8(`HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Length: ${body.length}\r\nDate: Sun, 22 Nov 2026 20:05:42 GMT\r\n\r\n${new TextDecoder().decode(body)}`);
  const whole = line();
  const rows: Row[] = [];
  const row = (name: string, bytes: number, work: () => void, note?: string) => rows.push({ name, value: speed(bytes, work), unit: 'MB/s', ...(note && { note }) });
  row('http1: heads', UPGRADE.length, () => annotateMessage(UPGRADE, 'request'), `${UPGRADE.length} B, 11 headers`);
  row('http1: a polling response', response.length, () => annotateMessage(response, 'response'), `${response.length} B`);
  row('websocket: small masked frames', small.length, () => annotateFrames(small, { from: 'client' }), `${small.length / 200} B each`);
  row('websocket: a large masked frame', large.length, () => annotateFrames(large, { from: 'client' }), `${large.length} B`);
  row('engine-io + socket-io: a polling body', body.length, () => annotatePayload(body, 0, body.length), '50 events');
  row('socket-io: an event', packet.length, () => annotateSocketPacket(packet, 0, packet.length), `${packet.length} B`);
  row('readTrace: 1000 frames, marks, all layers', whole.bytes, () => readTrace(whole.events));
  const reader = createTraceReader();
  reader.push(whole.events);
  reader.view();
  const more = whole.events.filter((event) => event.kind === 'mark').slice(0, 1);
  const again = shortest(() => {
    reader.push(more);
    reader.view();
  });
  rows.push({ name: 'trace reader: a new view of 1000 frames after one more event', value: again, unit: 'ms' });
  return rows;
}

if (process.argv[1] === import.meta.filename) console.table(await run());
