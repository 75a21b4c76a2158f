/** `node:http` as programs use it beside Socket.IO: createServer, listen, and small answers. */
import { EventEmitter } from 'events';
import type { EngineOptions, HttpRequest } from '../protocol.ts';
import type { EngineServer } from './engine.ts';
import { host } from './host-calls.ts';
import { nextTick } from './ticks.ts';
import { NotInPlayground, refusing } from './unavailable.ts';

/** `http.STATUS_CODES` of the Node that built this (`bundle.ts`). */
declare const NODE_STATUS_CODES: Record<number, string>;

const CORS_KEYS = ['origin', 'credentials'] as const;

/** Only plain values of the known options leave the guest; the host clamps them. */
function plainOptions(opts: EngineOptions & Record<string, unknown>): EngineOptions {
  const plain: Record<string, unknown> = {};
  for (const key of ['path', 'pingInterval', 'pingTimeout', 'upgradeTimeout', 'maxHttpBufferSize', 'transports', 'allowUpgrades', 'perMessageDeflate']) {
    const value = opts[key];
    if (typeof value === 'number' || typeof value === 'boolean') plain[key] = value;
    else if (typeof value === 'string') plain[key] = value.slice(0, 200);
    else if (Array.isArray(value)) plain[key] = value.slice(0, 5).map(String);
  }
  const cors = opts.cors as Record<string, unknown> | undefined;
  if (cors && typeof cors === 'object') {
    plain.cors = Object.fromEntries(
      CORS_KEYS.filter((key) => cors[key] !== undefined).map((key) => {
        const value = cors[key];
        const origins = Array.isArray(value) ? value.slice(0, 50).map((one) => String(one).slice(0, 300)) : value instanceof RegExp || typeof value === 'function' ? true : typeof value === 'string' ? value.slice(0, 300) : value === true;
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
  /** The host knows of this server, and of this engine of it. */
  #told = false;
  #toldEngine: EngineServer | undefined;
  constructor(options?: unknown, handler?: (request: IncomingMessage, response: ServerResponse) => void) {
    super();
    const onRequest = typeof options === 'function' ? options : handler;
    if (onRequest) this.on('request', onRequest as (...args: unknown[]) => void);
    // A handler that comes when the host was told already: once it is there, the host hears of it.
    this.on('newListener', (name: unknown) => name === 'request' && this.#told && nextTick(() => this.changed()));
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
      this.#tell();
      this.emit('listening');
    });
    return this;
  }
  /** Tells the host what listens. An engine that it knows stays as it is: told anew, its clients would be hung up. */
  #tell(): void {
    this.#told = true;
    const engine = this.engine === this.#toldEngine ? undefined : this.engine;
    this.#toldEngine = this.engine;
    host.op(JSON.stringify({ op: 'listen', port: this.#port, engine: engine ? plainOptions(engine.opts as never) : null, http: this.listenerCount('request') > 0 }));
  }
  /** Socket.IO or a handler came later than `listen`: the host is told again. */
  changed(): void {
    if (this.listening && this.#told) this.#tell();
  }
  close(done?: (error?: Error) => void): this {
    if (!this.listening) {
      if (typeof done === 'function') nextTick(done, Object.assign(new Error('Server is not running.'), { code: 'ERR_SERVER_NOT_RUNNING' }));
      return this;
    }
    this.listening = this.#told = false;
    this.#toldEngine = undefined;
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
  get connection() {
    return this.socket;
  }
  /** `for await (const part of request)` */
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    const parts: Buffer[] = [];
    this.on('data', (part: Buffer) => parts.push(part));
    await new Promise((resolve) => this.once('end', resolve as () => void));
    yield* parts;
  }
}

const encoder = new TextEncoder();
/** Largest body (bytes) of one answer: the host takes no more at once. */
const MOST_ANSWER = 900_000;

export class ServerResponse extends EventEmitter {
  statusCode = 200;
  headersSent = false;
  writableEnded = false;
  #id: number;
  #headers: Record<string, string> = {};
  #parts: Uint8Array[] = [];
  [extra: string]: unknown;
  constructor(id: number) {
    super();
    this.#id = id;
  }
  setHeader(name: string, value: unknown) {
    if (this.writableEnded) throw Object.assign(new Error('Cannot set headers after they are sent to the client'), { code: 'ERR_HTTP_HEADERS_SENT' });
    this.#headers[String(name).toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value);
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
  write(part: unknown, ...rest: unknown[]) {
    if (typeof part !== 'string' && !ArrayBuffer.isView(part)) {
      throw Object.assign(new TypeError(`The "chunk" argument must be of type string or an instance of Buffer or Uint8Array. Received ${part === null ? 'null' : typeof part}`), { code: 'ERR_INVALID_ARG_TYPE' });
    }
    this.headersSent = true;
    // The engine's own encoder: a hundred times as fast as what `buffer` does by hand.
    this.#parts.push(typeof part === 'string' ? encoder.encode(part) : new Uint8Array(part.buffer as ArrayBuffer, part.byteOffset, part.byteLength).slice());
    const done = rest.find((arg) => typeof arg === 'function') as (() => void) | undefined;
    if (done) nextTick(done);
    return true;
  }
  end(part?: unknown, ...rest: unknown[]) {
    if (this.writableEnded) return this;
    if (part !== undefined && part !== null && typeof part !== 'function') this.write(part);
    this.writableEnded = true;
    this.headersSent = true;
    let body: Uint8Array = Buffer.concat(this.#parts);
    this.#parts = [];
    if (body.length > MOST_ANSWER) {
      console.error(`An answer of ${body.length} bytes was not sent: in the playground one answer is at most ${MOST_ANSWER} bytes.`);
      [this.statusCode, this.#headers] = [500, { 'content-type': 'text/plain; charset=utf-8' }];
      body = encoder.encode('The answer is too large for the playground');
    }
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

/** On Node a function: many tutorials begin with `require('http').Server(app)`, without `new`. */
const Server = new Proxy(HttpServer, { apply: (target, _self, args: [unknown?, never?]) => new target(...args) });

export const http = {
  createServer: (...args: [unknown?, never?]) => new HttpServer(...args),
  Server,
  IncomingMessage,
  ServerResponse,
  METHODS: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'],
  STATUS_CODES: NODE_STATUS_CODES,
  ...refusing('http', ['request', 'get'], 'a program here opens no connections of its own.'),
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
