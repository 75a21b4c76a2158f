/**
 * Joins a program to the line: one real engine.io Server a program, whose connections are the guest's connections.
 * Transport, heartbeat, upgrade and framing are the host's; the guest sees data and nothing of the wire. What it learns
 * of a request is a whitelist.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server as EngineServer, type Socket as EngineSocket } from 'engine.io';
import { NOT_LISTENING } from '../../protocol/hints.ts';
import type { ToldLimit } from '../../protocol/program-limits.ts';
import type { EngineOptions, FromGuest, Handshake } from './host/protocol.ts';
import { hangUp } from './hang-up.ts';
import { Throttle } from './host/throttle.ts';
import type { Limits } from './limits.ts';
import type { Program } from './pool.types.ts';
import { allowedHeaders, createRequests, say } from './requests.ts';

/** A client whose unsent messages grow past this (bytes) is closed: it reads too slowly, and memory is the class's. */
const MAX_UNSENT = 1_000_000;
/** Unsent bytes from which a WebSocket counts as not writable: `volatile` messages are then left out. */
const BUSY = 64_000;
const clamp = (value: unknown, least: number, most: number, otherwise: number) =>
  typeof value === 'number' && Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise;

/** Engine options within bounds: a program can't ping the room to death, nor keep what is gone. */
export function engineOptions(wanted: EngineOptions, limits: Limits): EngineOptions {
  const transports = Array.isArray(wanted.transports) ? wanted.transports.filter((name) => name === 'polling' || name === 'websocket') : [];
  return {
    pingInterval: clamp(wanted.pingInterval, 300, 120_000, 25_000),
    pingTimeout: clamp(wanted.pingTimeout, 200, 120_000, 20_000),
    upgradeTimeout: clamp(wanted.upgradeTimeout, 100, 30_000, 10_000),
    maxHttpBufferSize: clamp(wanted.maxHttpBufferSize, 10, limits.messageKb * 1000, limits.messageKb * 1000),
    transports: transports.length ? transports : ['polling', 'websocket'],
    allowUpgrades: wanted.allowUpgrades !== false,
  };
}

export interface ProgramBridge {
  /** A request under `/play/ID`; `rest` is the path after it, with its query and without the line's token. */
  request(request: IncomingMessage, response: ServerResponse, rest: URL): void;
  /** The page that the program answers at `/` itself, if it answers one. */
  page(request: IncomingMessage): Promise<string | undefined>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, rest: URL): void;
  /** What the guest asked for (pool hook). */
  op(op: FromGuest): void;
  /** True from the guest's `listen` on. */
  readonly listening: boolean;
  readonly connections: number;
  /** Ends every connection and every waiting request. */
  close(): void;
}

interface Connection {
  id: string;
  socket: EngineSocket;
  inbound: Throttle;
  unsent: number;
  /** What the guest takes the transport for. A poll is used up by a write, and the guest knows that by itself. */
  writable: boolean;
}

export function createBridge(program: () => Program | undefined, limits: Limits, hooks: { limit(limit: ToldLimit, params: Record<string, number>): void; connected?(token: string | null, conn: string): void; message?(token: string | null): number }): ProgramBridge {
  let engine: InstanceType<typeof EngineServer> | undefined;
  let enginePath = '/socket.io';
  let http = false;
  const byGuestId = new Map<string, Connection>();
  const requests = createRequests(program);

  function open(options: EngineOptions): void {
    engine?.close();
    enginePath = `/${(options.path ?? '/socket.io').replace(/^\/+|\/+$/g, '')}`;
    engine = new EngineServer({
      ...engineOptions(options, limits),
      // The frame's origin is opaque, so which origins a program lets in can't decide here; a page may only reach its own
      // program. Credentials are the browser's to refuse, as elsewhere, unless the program allows them (no cookie comes here).
      cors: options.cors?.credentials && options.cors.origin !== undefined && options.cors.origin !== '*' ? { origin: true, credentials: true } : { origin: '*' },
      allowRequest: (_request, decide) => decide(byGuestId.size >= limits.connections ? 'too many connections' : null, byGuestId.size < limits.connections),
    } as ConstructorParameters<typeof EngineServer>[0]);
    engine.on('connection', connected);
    engine.on('connection_error', (error: { code: number; message: string; context: Record<string, unknown> }) => {
      if (byGuestId.size >= limits.connections) hooks.limit('connections', { limit: limits.connections });
      const context = Object.fromEntries(Object.entries(error.context ?? {}).map(([key, value]) => [key, String(value).slice(0, 200)]));
      program()?.turn({ op: 'refused', code: error.code, message: error.message, context });
    });
  }

  function connected(socket: EngineSocket): void {
    const id = randomBytes(15).toString('base64url');
    const connection: Connection = { id, socket, inbound: new Throttle(limits.inbound), unsent: 0, writable: socket.transport.name === 'websocket' };
    byGuestId.set(id, connection);
    const request = socket.request as IncomingMessage & { _query?: Record<string, string> };
    const token = request._query?.line ?? null;
    hooks.connected?.(token, id);
    program()?.turn({ op: 'open', conn: id, handshake: handshakeOf(request, socket, enginePath) });

    // Every message counts, also one that a closing session no longer takes: the line's trace shows it all the same.
    let counted = false;
    const count = ({ type }: { type: string }) => {
      if (type === 'message' && !counted) hooks.message?.(token);
      counted = false;
    };
    socket.transport.on('packet', count);
    socket.on('data', (data: string | Buffer) => {
      const nth = hooks.message?.(token);
      counted = true;
      if (!connection.inbound.take()) {
        hooks.limit('inbound', { limit: limits.inbound });
        hangUp(socket);
        return;
      }
      program()?.turn({ op: 'data', conn: id, data: typeof data === 'string' ? data : new Uint8Array(data), ...(nth === undefined ? {} : { nth }) });
    });
    const ready = () => {
      if (socket.transport.name === 'websocket') connection.unsent = 0;
      if (connection.writable) return;
      connection.writable = true;
      program()?.turn({ op: 'writable', conn: id, writable: true });
    };
    socket.transport.on('ready', ready);
    if (socket.transport.writable) ready();
    socket.on('upgrade', () => {
      connection.writable = true;
      program()?.turn({ op: 'upgrade', conn: id, transport: socket.transport.name === 'websocket' ? 'websocket' : 'polling' });
      socket.transport.on('ready', ready);
      socket.transport.on('packet', count);
    });
    socket.on('drain', () => {
      connection.unsent = 0;
    });
    socket.on('close', (reason: string, description?: Error) => {
      byGuestId.delete(id);
      program()?.turn({ op: 'close', conn: id, reason, ...(description?.message ? { detail: description.message } : {}) });
    });
  }

  function write(conns: readonly string[], data: string | Uint8Array): void {
    for (const conn of conns) {
      const connection = byGuestId.get(conn);
      if (!connection) continue;
      if (connection.unsent > MAX_UNSENT) {
        hooks.limit('unsent', { limit: MAX_UNSENT });
        hangUp(connection.socket);
        continue;
      }
      connection.unsent += data.length;
      connection.socket.send(typeof data === 'string' ? data : Buffer.from(data));
      const { name, writable } = connection.socket.transport;
      if (name === 'polling') connection.writable = writable;
      else if (connection.unsent > BUSY && connection.writable) {
        connection.writable = false;
        program()?.turn({ op: 'writable', conn, writable: false });
      }
    }
  }

  const isEngine = (rest: URL) => rest.pathname === enginePath || rest.pathname.startsWith(`${enginePath}/`);

  return {
    get listening() {
      return engine !== undefined || http;
    },
    get connections() {
      return byGuestId.size;
    },
    request(request, response, rest) {
      if (engine && isEngine(rest)) {
        request.url = rest.pathname + rest.search;
        engine.handleRequest(request as never, response);
        return;
      }
      if (http) requests.pass(request, response, rest);
      else say(response, 404, `Cannot ${request.method} ${rest.pathname}${engine ? '' : `: ${NOT_LISTENING}`}`);
    },
    page: (request) => (http ? requests.page(request) : Promise.resolve(undefined)),
    upgrade(request, socket, head, rest) {
      if (!engine || !isEngine(rest)) {
        const why = engine || http ? '' : NOT_LISTENING;
        socket.end(`HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: ${why.length}\r\n\r\n${why}`);
        return;
      }
      request.url = rest.pathname + rest.search;
      engine.handleUpgrade(request as never, socket, head);
    },
    op(op) {
      switch (op.op) {
        case 'listen':
          http = op.http;
          if (op.engine) open(op.engine);
          break;
        case 'unlisten':
          engine?.close();
          engine = undefined;
          http = false;
          break;
        case 'write':
          write(op.conns, op.data);
          break;
        case 'close':
          byGuestId.get(op.conn)?.socket.close();
          break;
        case 'respond':
          requests.respond(op.response);
          break;
      }
    },
    close() {
      engine?.close();
      engine = undefined;
      http = false;
      requests.close();
    },
  };
}

/** The first request as a program may see it: no cookies, no token, an address that tells clients apart and no more. */
function handshakeOf(request: IncomingMessage & { _query?: Record<string, string> }, socket: EngineSocket, path: string): Handshake {
  const query = Object.fromEntries(Object.entries(request._query ?? {}).filter(([key, value]) => key !== 'line' && typeof value === 'string').map(([key, value]) => [key, value.slice(0, 500)]));
  return {
    url: `${path}/?${new URLSearchParams(query)}`,
    query,
    headers: allowedHeaders(request),
    address: masked(socket.remoteAddress),
    transport: socket.transport.name === 'websocket' ? 'websocket' : 'polling',
    secure: Boolean((request.socket as { encrypted?: boolean } | undefined)?.encrypted),
  };
}
/** IPv4: its last number away; IPv6: all but its first two groups. */
function masked(address: string | undefined): string {
  const text = (address ?? '').replace(/^::ffff:/, '');
  return text.includes('.') ? text.replace(/\.\d+$/, '.0') : `${text.split(':').slice(0, 2).join(':')}::`;
}
