/** A real listener with its control channel, and raw TCP clients that know nothing of HTTP libraries. */
import { createServer } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import type { Announcements, ControlError, Faults } from '../../../protocol/control.ts';
import type { DemoName, TraceEvent } from '../../../protocol/trace/event.ts';
import { unpackEvents } from '../../../protocol/trace/pack.ts';
import { createLineListener, type LineListenerOptions } from '../../../playground-server/line/listener.ts';

export interface Rig {
  linePort: number;
  sitePort: number;
  lines: ReturnType<typeof createLineListener>['lines'];
  server: ReturnType<typeof createLineListener>['server'];
  close(): Promise<void>;
}
export async function startRig(options: Partial<LineListenerOptions> = {}): Promise<Rig> {
  const listener = createLineListener({ isAllowedHost: () => true, isAllowedOrigin: () => true, ...options });
  const site = createServer((_request, response) => response.end());
  listener.control.attach(site);
  const listen = (server: net.Server) => new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
  const [linePort, sitePort] = [await listen(listener.server), await listen(site)];
  return {
    linePort,
    sitePort,
    lines: listener.lines,
    server: listener.server,
    async close() {
      await listener.close();
      site.closeAllConnections();
      await new Promise((resolve) => site.close(resolve));
    },
  };
}

/** A page: its control connection, and the traces of the lines it opened. */
export class Page {
  socket: Socket;
  events = new Map<number, TraceEvent[]>();
  gone: Announcements['line:gone'][] = [];
  errors: ControlError[] = [];
  #wake = new Set<() => void>();
  constructor(rig: Rig) {
    this.socket = io(`http://127.0.0.1:${rig.sitePort}`, { path: '/control/', forceNew: true, transports: ['websocket'] });
    this.socket.on('line:trace', (packed: Announcements['line:trace']) => {
      this.events.set(packed.line, [...(this.events.get(packed.line) ?? []), ...unpackEvents(packed)]);
      this.changed();
    });
    this.socket.on('line:gone', (gone) => (this.gone.push(gone), this.changed()));
    this.socket.on('control:error', (error) => (this.errors.push(error), this.changed()));
  }
  protected changed() {
    for (const wake of [...this.#wake]) wake();
  }
  /** Resolves when `test` holds; checked whenever something arrives. Vitest's own timeout is the limit. */
  until(test: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!test()) return;
        this.#wake.delete(check);
        resolve();
      };
      this.#wake.add(check);
      check();
    });
  }
  async request(name: string, payload: unknown): Promise<Record<string, unknown> & { ok: boolean }> {
    return this.socket.emitWithAck(name, payload);
  }
  async open(demo: DemoName, options: Record<string, string> = {}, faults: Faults = {}) {
    const reply = await this.request('line:open', { demo, options, faults });
    if (!reply.ok) throw new Error(JSON.stringify(reply));
    return { line: reply.line as number, token: reply.token as string };
  }
  trace(line: number): TraceEvent[] {
    return this.events.get(line) ?? [];
  }
  /** All bytes that the trace holds of one direction, in stream order, exchange after exchange. */
  bytes(line: number, from: 'client' | 'server', exchange?: number): Buffer {
    const parts = this.trace(line).filter((event) => event.kind === 'bytes');
    return Buffer.concat(parts.filter((event) => event.from === from && (exchange === undefined || event.exchange === exchange)).map((event) => event.bytes));
  }
  close() {
    this.socket.disconnect();
  }
}

/** A TCP client that keeps what it sent and what it received. */
export class Raw {
  socket: net.Socket;
  sent = Buffer.alloc(0);
  received = Buffer.alloc(0);
  closed: Promise<'fin' | 'rst'>;
  #wake = new Set<() => void>();
  constructor(port: number, options: Partial<net.TcpNetConnectOpts> = {}) {
    this.socket = net.connect({ port, host: '127.0.0.1', ...options });
    this.socket.on('data', (chunk) => {
      this.received = Buffer.concat([this.received, chunk]);
      for (const wake of [...this.#wake]) wake();
    });
    let how: 'fin' | 'rst' = 'fin';
    this.socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET') how = 'rst';
    });
    this.closed = new Promise((resolve) => this.socket.on('close', () => (resolve(how), [...this.#wake].forEach((wake) => wake()))));
  }
  send(data: string | Uint8Array): void {
    const bytes = typeof data === 'string' ? Buffer.from(data) : Buffer.from(data);
    this.sent = Buffer.concat([this.sent, bytes]);
    this.socket.write(bytes);
  }
  until(test: (received: string) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!test(this.received.toString('latin1')) && !this.socket.destroyed) return;
        this.#wake.delete(check);
        resolve();
      };
      this.#wake.add(check);
      check();
    });
  }
  end(): void {
    this.socket.end();
  }
}

export const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
export function upgradeRequest(path: string, more: string[] = []): string {
  return [`GET ${path} HTTP/1.1`, 'Host: 127.0.0.1', 'Upgrade: websocket', 'Connection: Upgrade', `Sec-WebSocket-Key: ${KEY}`, 'Sec-WebSocket-Version: 13', ...more, '', ''].join('\r\n');
}
export function get(path: string, more: string[] = []): string {
  return [`GET ${path} HTTP/1.1`, 'Host: 127.0.0.1', ...more, '', ''].join('\r\n');
}
/** A client frame (RFC 6455 §5.2), masked with a fixed key. */
export function frame(opcode: number, payload: Uint8Array | string, { fin = true } = {}): Buffer {
  const body = Buffer.from(payload as string);
  const key = Buffer.from([0x37, 0xfa, 0x21, 0x3d]);
  const head = body.length < 126 ? [0x80 | body.length] : body.length < 65536 ? [0xfe, body.length >> 8, body.length & 255] : [0xff, 0, 0, 0, 0, ...Buffer.from(Uint32Array.of(body.length).buffer).reverse()];
  return Buffer.concat([Buffer.from([(fin ? 0x80 : 0) | opcode, ...head]), key, Buffer.from(body.map((byte, i) => byte ^ (key[i % 4] as number)))]);
}
