/** An Engine.IO client by hand: what it sends is what the test says, byte for byte, right or wrong. */
import { WebSocket } from 'ws';
import { within, type Stage } from './cases.ts';

export type Packet = string | Buffer;
const SEPARATOR = '\x1e';

export interface Handshake {
  sid: string;
  upgrades: string[];
  pingInterval: number;
  pingTimeout: number;
  maxPayload: number;
}

/** A session on one transport. Pings are answered, unless `mute`. */
export class Wire {
  handshake!: Handshake;
  mute = false;
  pings = 0;
  readonly stage: Stage;
  /** Resolves when the other end ended the session. */
  readonly closed: Promise<void>;
  #close!: () => void;
  #open = true;
  #queue: Packet[] = [];
  #wake: (() => void) | undefined;
  #socket: WebSocket | undefined;
  constructor(stage: Stage) {
    this.stage = stage;
    this.closed = new Promise((resolve) => {
      this.#close = () => {
        this.#open = false;
        resolve();
        this.#wake?.();
      };
    });
  }

  /** Opens a session on the stage's transport, by an address of its own if `query` is given. */
  static async open(stage: Stage, query = 'EIO=4'): Promise<Wire> {
    const wire = new Wire(stage);
    if (stage.mode === 'websocket') {
      const greeting = new Promise<string>((resolve, reject) => {
        wire.#attach(new WebSocket(`${stage.url('/socket.io/').replace(/^http/, 'ws')}?${query}&transport=websocket`), resolve, reject);
      });
      wire.handshake = JSON.parse((await within(greeting, 'the open packet')).slice(1)) as Handshake;
    } else {
      const greeting = await (await fetch(stage.url(`/socket.io/?${query}&transport=polling`))).text();
      wire.handshake = JSON.parse(greeting.slice(1)) as Handshake;
      void wire.#poll();
    }
    return wire;
  }
  /** Opens a session and joins the main namespace, or `nsp`. */
  static async join(stage: Stage, nsp = ''): Promise<Wire> {
    const wire = await Wire.open(stage);
    await wire.send(`40${nsp}`);
    await wire.next();
    return wire;
  }

  #attach(socket: WebSocket, greeted?: (text: string) => void, failed?: (error: Error) => void): void {
    this.#socket = socket;
    let first = greeted;
    socket.on('message', (data: Buffer, binary) => {
      if (first) {
        first(data.toString());
        first = undefined;
      } else this.#heard(binary ? data : data.toString());
    });
    socket.on('error', (error) => failed?.(error));
    socket.on('close', this.#close);
  }
  async #poll(): Promise<void> {
    while (this.#open && !this.#socket) {
      const response = await fetch(this.address()).catch(() => undefined);
      // The poll under way at the upgrade is answered with a noop, or not at all: the session goes on beside it.
      if (this.#socket) return;
      if (!response?.ok) return this.#close();
      for (const packet of (await response.text()).split(SEPARATOR)) this.#heard(packet.startsWith('b') ? Buffer.from(packet.slice(1), 'base64') : packet);
    }
  }
  #heard(packet: Packet): void {
    if (packet === '1') return this.#close();
    if (packet === '6') return;
    if (packet === '2') {
      this.pings++;
      if (!this.mute) void this.send('3');
    } else this.#queue.push(packet);
    this.#wake?.();
  }

  /** The session's own polling address. */
  address(more = ''): string {
    return this.stage.url(`/socket.io/?EIO=4&transport=polling&sid=${this.handshake.sid}${more}`);
  }
  /** Sends one packet (text, or bytes as Engine.IO's binary packet). */
  async send(...packets: Packet[]): Promise<void> {
    if (this.#socket) for (const packet of packets) this.#socket.send(packet, { binary: typeof packet !== 'string' });
    else await this.post(packets.map((packet) => (typeof packet === 'string' ? packet : `b${packet.toString('base64')}`)).join(SEPARATOR));
  }
  /** Posts a payload as it is. */
  async post(payload: string): Promise<Response> {
    return fetch(this.address(), { method: 'POST', body: payload, headers: { 'content-type': 'text/plain;charset=UTF-8' } });
  }
  /** The next packet that is no heartbeat; undefined when the session ended before one came. */
  async next(): Promise<Packet | undefined> {
    return within(
      (async () => {
        while (this.#queue.length === 0 && this.#open) await new Promise<void>((resolve) => (this.#wake = resolve));
        return this.#queue.shift();
      })(),
      'a packet',
    );
  }
  async take(count: number): Promise<(Packet | undefined)[]> {
    const packets: (Packet | undefined)[] = [];
    while (packets.length < count) packets.push(await this.next());
    return packets;
  }
  async pinged(times: number): Promise<void> {
    while (this.pings < times && this.#open) await new Promise<void>((resolve) => (this.#wake = resolve));
  }
  /** Ended by the other end, rather than by a time of ours. */
  ended(): Promise<string> {
    return within(this.closed.then(() => 'closed'), 'the end of the session');
  }
  /** The probe and the upgrade (Engine.IO protocol, "Upgrade"), each step answered. */
  async upgrade(): Promise<string> {
    const socket = new WebSocket(`${this.stage.url('/socket.io/').replace(/^http/, 'ws')}?EIO=4&transport=websocket&sid=${this.handshake.sid}`);
    const probed = new Promise<string>((resolve, reject) => {
      socket.once('message', (data: Buffer) => resolve(data.toString()));
      socket.once('error', reject);
    });
    socket.on('open', () => socket.send('2probe'));
    const answer = await within(probed, 'the answer to the probe');
    this.#attach(socket);
    socket.send('5');
    return answer;
  }
  close(): void {
    this.#open = false;
    this.#socket?.terminate();
    this.#wake?.();
  }
}

/** What a WebSocket handshake is answered with: its status, `open` where a packet came, or `closed` where none did. */
export function dialled(stage: Stage, query: string): Promise<number | 'open' | 'closed'> {
  const socket = new WebSocket(`${stage.url('/socket.io/').replace(/^http/, 'ws')}?${query}`);
  return within(
    new Promise((resolve) => {
      socket.on('message', () => resolve('open'));
      socket.on('unexpected-response', (request, response) => {
        resolve(response.statusCode ?? 0);
        request.destroy();
      });
      socket.on('error', () => resolve('closed'));
      socket.on('close', () => resolve('closed'));
    }).finally(() => socket.terminate()) as Promise<number | 'open' | 'closed'>,
    'an answer to the handshake',
  );
}
