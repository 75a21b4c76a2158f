/**
 * The line listener: a real `http.Server` whose connections are tapped (`tap/`), with nothing on it but lines.
 * No cookie is ever set here, and only known names and origins are answered.
 */
import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server as SocketServer, type Socket } from 'socket.io';
import { WebSocketServer } from 'ws';
import { TOKEN_PARAM } from '../../protocol/channel.ts';
import { attachControl, type ControlOptions } from './control.ts';
import { routeEngine } from './engine.ts';
import { LINE_LIMITS, realClock, type Clock, type LineLimits } from './limits.ts';
import { createLines, type Line, type Lines } from './lines.ts';
import { refuse, refuseUpgrade } from './refuse.ts';
import { tap } from './tap/tap.ts';

export interface LineListenerOptions {
  isAllowedHost(host: string | undefined): boolean;
  isAllowedOrigin(origin: string | undefined): boolean;
  /** LINE_URL, where pages are to dial by another address than this listener's port. */
  lineUrl?: string | null;
  limits?: Partial<LineLimits>;
  clock?: Clock;
  /** More paths on the listener (programs): answers true when the request is its own. */
  routes?: LineRoute[];
  extensions?: ControlOptions['extensions'];
}
export interface LineRoute {
  request(request: IncomingMessage, response: ServerResponse, url: URL): boolean;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): boolean;
}
export interface LineListener {
  server: HttpServer;
  control: { attach(site: HttpServer): void };
  lines: Lines;
  /** Ends every line with a goodbye and closes the listener; resolves within 2 s. */
  close(): Promise<void>;
}

/** How long (ms) lines have to say goodbye at close, and how long the listener then waits for what is left. */
const GOODBYE_MS = 600;

export function createLineListener(options: LineListenerOptions): LineListener {
  const { isAllowedHost, isAllowedOrigin, clock = realClock } = options;
  const limits = { ...LINE_LIMITS, ...options.limits };
  const lines = createLines(limits, clock);
  const server = createServer({ maxHeaderSize: limits.headBytes, noDelay: true, headersTimeout: limits.headMs, requestTimeout: limits.requestMs });
  server.maxConnections = limits.connections;
  const tapped = tap(server, { lineOf: (token) => lines.byToken(token), limits, clock });

  const plain = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: limits.bodyBytes, clientTracking: false });
  const deflating = new WebSocketServer({ noServer: true, perMessageDeflate: { threshold: 0 }, maxPayload: limits.bodyBytes, clientTracking: false });
  const io = new SocketServer({
    serveClient: false,
    cors: { origin: (origin, decide) => decide(null, origin !== undefined && isAllowedOrigin(origin)), credentials: false },
    maxHttpBufferSize: limits.bodyBytes,
    // Requests are routed here only with a live token (see below), so nothing more is to be allowed.
  });
  const engine = routeEngine(io, server, limits.sessionsPerLine, (token) => {
    const line = lines.byToken(token);
    if (line) lines.end(line, 'too-many-connections', { limit: limits.sessionsPerLine });
  });
  const sockets = new Map<Line, Set<Socket>>();
  io.on('connection', (socket) => greet(socket, lines, sockets));

  const admitted = (request: IncomingMessage): { url: URL; line: Line | undefined } | 'host' | 'origin' | 'address' => {
    if (!isAllowedHost(request.headers.host)) return 'host';
    if (!isAllowedOrigin(request.headers.origin) && !isProgramPath(request.url)) return 'origin';
    const url = URL.parse(request.url ?? '/', 'http://line');
    if (!url) return 'address';
    const token = url.searchParams.get(TOKEN_PARAM);
    return { url, line: token ? lines.byToken(token) : undefined };
  };

  server.on('request', (request, response) => {
    const found = admitted(request);
    response.setHeader('Cache-Control', 'no-store');
    if (typeof found === 'string') return refuse(response, found);
    const { url, line } = found;
    if (options.routes?.some((route) => route.request(request, response, url))) return;
    allowOrigin(response, request.headers.origin);
    if (request.method === 'OPTIONS') return preflight(response);
    if (url.pathname === '/healthz') return health(response);
    if (url.pathname === '/socket.io/') {
      // A polling client's last words may come after its page hung up: nobody is to blame, so no error.
      if (!line && lines.justEnded(url.searchParams.get(TOKEN_PARAM) ?? '')) return void response.writeHead(204).end();
      if (!line?.session?.socket || !engine.isFor(url, line.token)) return refuse(response, 'token');
      return engine.handleRequest(request, response);
    }
    if (url.pathname === '/line' || url.pathname.startsWith('/line/')) {
      if (!line?.session) return refuse(response, 'token');
      if (!line.session.request) return refuse(response, 'upgrade-only');
      try {
        line.session.request(request, response, url);
      } catch (error) {
        console.error(error);
        refuse(response, 'internal');
      }
      return;
    }
    refuse(response, 'path');
  });

  server.on('upgrade', (request, socket, head) => {
    const found = admitted(request);
    if (typeof found === 'string') return refuseUpgrade(socket, found);
    const { url, line } = found;
    if (options.routes?.some((route) => route.upgrade(request, socket, head, url))) return;
    if (url.pathname === '/probe') return plain.handleUpgrade(request, socket, head, (ws) => ws.close(1000, 'probe'));
    if (!line?.session) return refuseUpgrade(socket, 'token');
    const { session } = line;
    if (url.pathname === '/socket.io/' && session.socket) {
      if (!engine.isFor(url, line.token)) return refuseUpgrade(socket, 'token');
      return engine.handleUpgrade(request, socket, head);
    }
    if (!session.websocket || !(url.pathname === '/line' || url.pathname.startsWith('/line/'))) return refuseUpgrade(socket, 'path');
    const sockets = session.deflate ? deflating : plain;
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const goodbye = () => ws.close(1001, 'the line was hung up');
      line.signal.addEventListener('abort', goodbye, { once: true });
      ws.on('close', () => line.signal.removeEventListener('abort', goodbye));
      // ws tells a broken frame as an error and closes with the code that says why; nobody else is concerned.
      ws.on('error', () => {});
      session.websocket?.(ws, request, url);
    });
  });

  let control: { close(): void } | undefined;
  return {
    server,
    lines,
    control: {
      attach(site) {
        const lineAddress = () => {
          const address = server.address();
          return { port: typeof address === 'object' && address ? address.port : 0, url: options.lineUrl ?? null };
        };
        control = attachControl(site, { lines, limits, clock, isAllowedHost, isAllowedOrigin, lineAddress, ...(options.extensions ? { extensions: options.extensions } : {}) });
      },
    },
    async close() {
      lines.close();
      for (const line of sockets.values()) for (const socket of line) socket.disconnect(true);
      control?.close();
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const force = setTimeout(() => tapped.endAll(), GOODBYE_MS);
      await closed;
      clearTimeout(force);
    },
  };
}

/** A Socket.IO connection is its line's, by the token of its first request. */
function greet(socket: Socket, lines: Lines, sockets: Map<Line, Set<Socket>>): void {
  const token = socket.handshake.query[TOKEN_PARAM];
  const line = typeof token === 'string' ? lines.byToken(token) : undefined;
  if (!line?.session?.socket) return void socket.disconnect(true);
  const known = sockets.get(line) ?? new Set();
  sockets.set(line, known.add(socket));
  const goodbye = () => socket.disconnect(true);
  line.signal.addEventListener('abort', goodbye, { once: true });
  socket.on('disconnect', () => {
    line.signal.removeEventListener('abort', goodbye);
    known.delete(socket);
    if (known.size === 0) sockets.delete(line);
  });
  line.session.socket(socket);
}

function allowOrigin(response: ServerResponse, origin: string | undefined): void {
  if (origin === undefined) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Timing-Allow-Origin', origin);
  response.setHeader('Vary', 'Origin');
}
/** CORS preflight (Fetch standard): any page that may use lines may send them what it likes; nothing carries credentials. */
function preflight(response: ServerResponse): void {
  response.writeHead(204, { 'Access-Control-Allow-Methods': 'GET, POST, OPTIONS', 'Access-Control-Allow-Headers': '*', 'Access-Control-Max-Age': '600' });
  response.end();
}
function health(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': 11 });
  response.end('{"ok":true}');
}
/** Client frames of programs have an opaque origin; their own path and token decide there. */
function isProgramPath(url: string | undefined): boolean {
  return url?.startsWith('/play/') === true || url?.startsWith('/socket.io/socket.io') === true;
}
