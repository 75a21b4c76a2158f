/**
 * The real engine.io under a real socket.io, routed to by hand: it listens to no server by itself, and its sessions are
 * known by the line that opened them.
 */
import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Server as SocketServer } from 'socket.io';
import { TOKEN_PARAM } from '../../protocol/channel.ts';

/** As much of engine.io's server as is used here; its own types keep the request's query private. */
interface Engine {
  clients: Record<string, Session>;
  on(event: 'connection', run: (session: Session) => void): void;
  handleRequest(request: IncomingMessage, response: ServerResponse): void;
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}
interface Session {
  request?: { _query?: Record<string, string> };
  once(event: 'close', run: () => void): void;
}
const tokenOf = (session: Session) => session.request?._query?.[TOKEN_PARAM] ?? '';

export interface RoutedEngine {
  handleRequest(request: IncomingMessage, response: ServerResponse): void;
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** A session is the line's that opened it: another line's token must not carry its packets into another trace. */
  isFor(url: URL, token: string): boolean;
}

/** `tooMany` is called with a line's token when it has opened more than `limit` sessions that still live. */
export function routeEngine(io: SocketServer, server: HttpServer, limit: number, tooMany: (token: string) => void): RoutedEngine {
  const before = { request: server.listeners('request'), upgrade: server.listeners('upgrade') };
  io.attach(server);
  for (const name of ['request', 'upgrade'] as const) {
    server.removeAllListeners(name);
    for (const listener of before[name]) server.on(name, listener as (...args: unknown[]) => void);
  }
  const engine = io.engine as unknown as Engine;
  const counts = new Map<string, number>();
  engine.on('connection', (session) => {
    const token = tokenOf(session);
    const count = (counts.get(token) ?? 0) + 1;
    counts.set(token, count);
    session.once('close', () => {
      const left = (counts.get(token) ?? 1) - 1;
      if (left > 0) counts.set(token, left);
      else counts.delete(token);
    });
    if (count > limit) tooMany(token);
  });
  return {
    handleRequest: (request, response) => engine.handleRequest(request, response),
    handleUpgrade: (request, socket, head) => engine.handleUpgrade(request, socket, head),
    isFor(url, token) {
      const sid = url.searchParams.get('sid');
      const session = sid !== null && Object.hasOwn(engine.clients, sid) ? engine.clients[sid] : undefined;
      return session === undefined || tokenOf(session) === token;
    },
  };
}
