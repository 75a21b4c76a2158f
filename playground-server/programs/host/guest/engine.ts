/**
 * What the real `socket.io` sees as `engine.io`: a server and its connections, whose transport is the host's. Only
 * what Socket.IO and programs use of it is here; heartbeats, framing and upgrades are the host's real engine.io.
 */
import { EventEmitter } from 'events';
import type { Data, EngineOptions, Handshake } from '../protocol.ts';
import { host } from './host-calls.ts';
import type { HttpServer } from './http.ts';
import { watchCors } from './observe.ts';
import { warn } from './problems.ts';
import { nextTick } from './ticks.ts';
import { NotInPlayground } from './unavailable.ts';

const send = (op: object) => host.op(JSON.stringify(op));
const bytesOf = (data: unknown): ArrayBuffer | undefined => {
  if (data instanceof ArrayBuffer) return data;
  if (ArrayBuffer.isView(data)) return data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer;
  return undefined;
};

/**
 * Writes of one turn, so that a broadcast is one operation: equal consecutive data to several connections is folded.
 * Flushed at the end of the turn, in order, before anything else is told to the host.
 */
let pending: { conns: string[]; data: unknown }[] = [];
export function flushWrites(): void {
  const writes = pending;
  pending = [];
  for (const { conns, data } of writes) host.write(conns.join(','), bytesOf(data) ?? String(data));
  for (const { conns } of writes) for (const conn of conns) current?.clients[conn]?.flushed();
}
function queueWrite(conn: string, data: unknown): void {
  const lastWrite = pending.at(-1);
  // The same connection twice must stay two writes; the same data to others is one.
  if (lastWrite && lastWrite.data === data && !lastWrite.conns.includes(conn)) lastWrite.conns.push(conn);
  else pending.push({ conns: [conn], data });
}

interface WriteOptions {
  compress?: boolean;
  volatile?: boolean;
}

export class EngineSocket extends EventEmitter {
  id: string;
  protocol = 4;
  readyState: 'open' | 'closing' | 'closed' = 'open';
  server: EngineServer;
  transport: { name: string; writable: boolean };
  upgraded: boolean;
  remoteAddress: string;
  request: object;
  constructor(server: EngineServer, id: string, handshake: Handshake) {
    super();
    this.id = id;
    this.server = server;
    // The host says when a first poll waits to be answered.
    this.transport = { name: handshake.transport, writable: handshake.transport === 'websocket' };
    this.upgraded = false;
    this.remoteAddress = handshake.address;
    const connection = { remoteAddress: handshake.address, encrypted: handshake.secure };
    this.request = { method: 'GET', url: handshake.url, headers: handshake.headers, _query: handshake.query, connection, socket: connection };
  }
  write(data: unknown, options?: WriteOptions | (() => void), done?: () => void): this {
    if (typeof options === 'function') done = options;
    if (this.readyState !== 'open') return this;
    this.emit('packetCreate', { type: 'message', data, options });
    queueWrite(this.id, data);
    // As with engine.io: until this is on its way, nothing more can be; `volatile` asks for that.
    this.transport.writable = false;
    if (done) this.#sent.push(done);
    return this;
  }
  #sent: (() => void)[] = [];
  /** What was written has left the guest: the callbacks run, as after engine.io's own flush. */
  flushed(): void {
    // A WebSocket takes more at once unless the host said otherwise; a poll is used up until the next one comes.
    if (this.transport.name === 'websocket') this.transport.writable = !this.#busy;
    for (const done of this.#sent.splice(0)) nextTick(done);
    if (this.listenerCount('drain') > 0) nextTick(() => this.emit('drain'));
  }
  send(data: unknown, options?: WriteOptions | (() => void), done?: () => void): this {
    return this.write(data, options, done);
  }
  close(): void {
    if (this.readyState !== 'open') return;
    flushWrites();
    this.readyState = 'closing';
    send({ op: 'close', conn: this.id });
    this.closed('forced close');
  }
  /** The connection is over, by whichever end: reasons are engine.io's own words. */
  closed(reason: string, detail?: string): void {
    if (this.readyState === 'closed') return;
    this.readyState = 'closed';
    this.server.forget(this.id);
    this.emit('close', reason, detail === undefined ? undefined : new Error(detail));
  }
  upgradedTo(transport: 'polling' | 'websocket'): void {
    this.#busy = false;
    this.transport = { name: transport, writable: true };
    this.upgraded = true;
    this.emit('upgrade', this.transport);
  }
  #busy = false;
  setWritable(writable: boolean): void {
    this.#busy = !writable;
    this.transport.writable = writable;
    if (writable) this.emit('drain');
  }
  received(data: Data): void {
    if (this.readyState !== 'open') return;
    const value = typeof data === 'string' ? data : Buffer.from(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
    this.emit('packet', { type: 'message', data: value });
    this.emit('data', value);
    this.emit('message', value);
  }
}

/** Engine options that need the real request, which the host keeps to itself: told, rather than silently left out. */
const NOT_BRIDGED: Record<string, string> = {
  allowRequest: 'it decides over raw requests, which the playground keeps to itself. Check in io.use() here; the option works on your own machine.',
  cookie: 'the line of a program carries no cookies. The option works on your own machine.',
  allowEIO3: 'clients here speak the newest protocol. The option works on your own machine.',
  wsEngine: 'the playground brings its own WebSocket server.',
};

export class EngineServer extends EventEmitter {
  clients: Record<string, EngineSocket> = {};
  opts: EngineOptions;
  constructor(opts: EngineOptions = {}) {
    super();
    this.opts = opts;
    setCurrent(this);
  }
  get clientsCount(): number {
    return Object.keys(this.clients).length;
  }
  /** Middlewares would see the host's real requests: refused with a reason rather than silently never called. */
  use(): this {
    throw new NotInPlayground('io.engine.use', 'it sees raw requests, which the playground keeps to itself. Use io.use() instead; it works on your own machine.');
  }
  attach(server: HttpServer, options: EngineOptions = {}): this {
    Object.assign(this.opts, options);
    for (const [name, why] of Object.entries(NOT_BRIDGED)) if ((this.opts as Record<string, unknown>)[name]) warn(name, why);
    watchCors((this.opts as { cors?: unknown }).cors);
    server.engine = this;
    server.changed();
    return this;
  }
  opened(id: string, handshake: Handshake): void {
    const socket = new EngineSocket(this, id, handshake);
    this.clients[id] = socket;
    this.emit('connection', socket);
  }
  forget(id: string): void {
    delete this.clients[id];
  }
  close(): this {
    for (const socket of Object.values(this.clients)) socket.close();
    return this;
  }
}

/** The program's engine: the last one made, as a second one would take the port on Node too. */
let current: EngineServer | undefined;
function setCurrent(made: EngineServer): void {
  current = made;
}
export const currentEngine = () => current;

export function attach(server: HttpServer, options: EngineOptions): EngineServer {
  return new EngineServer(options).attach(server, options);
}
export const protocol = 4;
export class uServer {
  constructor() {
    throw new NotInPlayground('uWebSockets.js', 'the playground brings its own server. Download the program to use it.');
  }
}
export { EngineServer as Server, EngineSocket as Socket };
