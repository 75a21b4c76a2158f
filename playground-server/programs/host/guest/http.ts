/** `node:http` as programs use it beside Socket.IO: createServer, listen, and small answers. */
import { EventEmitter } from 'events';
import type { EngineOptions, HttpRequest } from '../protocol.ts';
import type { EngineServer } from './engine.ts';
import { host } from './host-calls.ts';
import { nextTick } from './ticks.ts';
import { NotInPlayground } from './unavailable.ts';

const CORS_KEYS = ['origin', 'credentials'] as const;

/** Only plain values of the known options leave the guest; the host clamps them. */
function plainOptions(opts: EngineOptions & Record<string, unknown>): EngineOptions {
  const plain: Record<string, unknown> = {};
  for (const key of ['path', 'pingInterval', 'pingTimeout', 'upgradeTimeout', 'maxHttpBufferSize', 'transports', 'allowUpgrades', 'perMessageDeflate']) {
    const value = opts[key];
    if (['string', 'number', 'boolean'].includes(typeof value) || Array.isArray(value)) plain[key] = value;
  }
  const cors = opts.cors as Record<string, unknown> | undefined;
  if (cors && typeof cors === 'object') {
    plain.cors = Object.fromEntries(
      CORS_KEYS.filter((key) => cors[key] !== undefined).map((key) => {
        const value = cors[key];
        const origins = Array.isArray(value) ? value.map(String) : value instanceof RegExp || typeof value === 'function' ? true : value;
        return [key, origins];
      }),
    );
  }
  return plain as EngineOptions;
}

export class HttpServer extends EventEmitter {
  engine: EngineServer | undefined;
  listening = false;
  #port: number | null = null;
  constructor(options?: unknown, handler?: (request: IncomingMessage, response: ServerResponse) => void) {
    super();
    const onRequest = typeof options === 'function' ? options : handler;
    if (onRequest) this.on('request', onRequest as (...args: unknown[]) => void);
  }
  listen(...args: unknown[]): this {
    if (this.listening) {
      throw Object.assign(new Error('Listen method has been called more than once without closing.'), { code: 'ERR_SERVER_ALREADY_LISTEN' });
    }
    if (server?.listening) {
      throw new NotInPlayground('a second server', 'a program here has one address. Attach everything to one server, or download the program to listen on several ports.');
    }
    const done = args.find((arg) => typeof arg === 'function') as (() => void) | undefined;
    const first = args[0];
    const wanted = first !== null && typeof first === 'object' ? (first as { port?: unknown }).port : first;
    const port = Number(wanted ?? 0);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      throw Object.assign(new RangeError(`options.port should be >= 0 and < 65536. Received ${String(wanted)}.`), { code: 'ERR_SOCKET_BAD_PORT' });
    }
    this.#port = port || 3000;
    if (done) this.once('listening', done);
    this.listening = true;
    setServer(this);
    // As on Node, `listening` comes after the current turn; so an `io` made after listen() is still told.
    nextTick(() => {
      if (!this.listening) return;
      this.tell();
      this.emit('listening');
    });
    return this;
  }
  /** Tells the host what listens; again when Socket.IO is attached later. */
  tell(): void {
    const handlers = this.listenerCount('request') > 0;
    host.op(JSON.stringify({ op: 'listen', port: this.#port, engine: this.engine ? plainOptions(this.engine.opts as never) : null, http: handlers }));
  }
  close(done?: (error?: Error) => void): this {
    if (!this.listening) {
      if (typeof done === 'function') nextTick(done, Object.assign(new Error('Server is not running.'), { code: 'ERR_SERVER_NOT_RUNNING' }));
      return this;
    }
    this.listening = false;
    host.op(JSON.stringify({ op: 'unlisten' }));
    if (typeof done === 'function') this.once('close', done);
    nextTick(() => this.emit('close'));
    return this;
  }
  address() {
    return this.listening ? { address: '::', family: 'IPv6', port: this.#port } : null;
  }
  closeAllConnections() {}
  closeIdleConnections() {}
  setTimeout() {
    return this;
  }
  ref() {
    return this;
  }
  unref() {
    return this;
  }
}

let server: HttpServer | undefined;
function setServer(listening: HttpServer): void {
  server = listening;
}
export const currentServer = () => server;

export class IncomingMessage extends EventEmitter {
  method: string;
  url: string;
  headers: Record<string, string>;
  httpVersion = '1.1';
  socket = { encrypted: false, remoteAddress: '' };
  body: unknown;
  [extra: string]: unknown;
  constructor(request: HttpRequest) {
    super();
    this.method = request.method;
    this.url = request.url;
    this.headers = request.headers;
    // Handlers attach their listeners in this turn; the body comes right after it.
    nextTick(() => {
      if (request.body.length) this.emit('data', Buffer.from(request.body));
      this.emit('end');
      this.emit('close');
    });
  }
  setEncoding() {
    return this;
  }
}

export class ServerResponse extends EventEmitter {
  statusCode = 200;
  headersSent = false;
  writableEnded = false;
  #id: number;
  #headers: Record<string, string> = {};
  #parts: Buffer[] = [];
  [extra: string]: unknown;
  constructor(id: number) {
    super();
    this.#id = id;
  }
  setHeader(name: string, value: unknown) {
    if (this.writableEnded) throw Object.assign(new Error('Cannot set headers after they are sent to the client'), { code: 'ERR_HTTP_HEADERS_SENT' });
    this.#headers[String(name).toLowerCase()] = String(value);
    return this;
  }
  getHeader(name: string) {
    return this.#headers[String(name).toLowerCase()];
  }
  removeHeader(name: string) {
    delete this.#headers[String(name).toLowerCase()];
  }
  writeHead(status: number, reason?: unknown, headers?: Record<string, unknown>) {
    this.statusCode = status;
    const given = (typeof reason === 'object' && reason ? reason : headers) as Record<string, unknown> | undefined;
    for (const [name, value] of Object.entries(given ?? {})) this.setHeader(name, value);
    this.headersSent = true;
    return this;
  }
  hasHeader(name: string) {
    return this.getHeader(name) !== undefined;
  }
  getHeaders() {
    return { ...this.#headers };
  }
  flushHeaders() {
    this.headersSent = true;
  }
  write(part: unknown) {
    this.#parts.push(typeof part === 'string' ? Buffer.from(part) : Buffer.from(part as Uint8Array));
    return true;
  }
  end(part?: unknown, ...rest: unknown[]) {
    if (this.writableEnded) return this;
    if (part !== undefined && typeof part !== 'function') this.write(part);
    this.writableEnded = true;
    this.headersSent = true;
    const body = Buffer.concat(this.#parts);
    const bytes = body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength) as ArrayBuffer;
    host.op(JSON.stringify({ op: 'respond', response: { id: this.#id, status: this.statusCode, headers: this.#headers } }), bytes);
    const done = [part, ...rest].find((arg) => typeof arg === 'function') as (() => void) | undefined;
    nextTick(() => {
      this.emit('finish');
      this.emit('close');
      done?.();
    });
    return this;
  }
}

export const http = {
  createServer: (...args: [unknown?, never?]) => new HttpServer(...args),
  Server: HttpServer,
  IncomingMessage,
  ServerResponse,
  METHODS: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'],
  STATUS_CODES: { 200: 'OK', 204: 'No Content', 301: 'Moved Permanently', 302: 'Found', 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 500: 'Internal Server Error' } as Record<number, string>,
  request: () => {
    throw new NotInPlayground('http.request', 'a program here opens no connections of its own.');
  },
  get: () => {
    throw new NotInPlayground('http.get', 'a program here opens no connections of its own.');
  },
};

/** A request that the host bridged: answered by the program's handlers, 404 where there are none. */
export function handleRequest(request: HttpRequest): void {
  const response = new ServerResponse(request.id);
  if (!server || server.listenerCount('request') === 0) {
    response.writeHead(404);
    response.end();
    return;
  }
  server.emit('request', new IncomingMessage(request), response);
}
