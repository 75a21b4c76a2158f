/**
 * A tapped connection: stands between a client's socket and the HTTP server, sees every byte both ways, knows whose
 * exchange each belongs to, and disturbs it where that line's faults say so. To the server it is the socket.
 *
 * Attribution is by HTTP exchange, not by connection: one keep-alive connection may carry several lines in turn.
 * Pipelined requests are held back until the response before them is out, so that no response is ever written to a
 * wrong line's trace. After a 101 the connection belongs to one line until it ends.
 */
import type { Socket } from 'node:net';
import { Exchange, type Piece, type WireLine } from './exchange.ts';
import type { GatePool } from './gate.ts';
import { readHead } from './http-scan.ts';
import { Inflow } from './inflow.ts';
import { RequestHead } from './request-head.ts';
import { Swallow } from './swallow.ts';
import { cannedResponse, HEAD_TOO_LONG, strippedHead } from './upgrade-faults.ts';
import { WireEnd, type WireHost } from './wire-end.ts';

/** What may wait its turn (pipelined requests, early frames) before the sender is slowed: bytes, and reads. */
const MAX_PIPELINED = 64 * 1024;
const MAX_PIECES = 500;
/** The most that one part of a joined write is counted for (ms), as in `Inflow`. */
const MOST_WRITE_MS = 0.01;

export class Wire extends WireEnd {
  #state: 'head' | 'exchange' = 'head';
  /** A head that is not whole yet. */
  #head: RequestHead | undefined;
  /** What was read and is not looked at yet: pipelined requests, frames before the 101. */
  #waiting: Piece[] = [];
  #waitingSize = 0;
  #swallowed = new Swallow();
  #clientEnded = false;
  #pushedEnd = false;
  #inflow: Inflow;

  constructor(socket: Socket, host: WireHost, pool: GatePool) {
    super(socket, host, pool);
    this.#inflow = new Inflow({ hand: (bytes) => this.#hand(bytes), line: () => this.exchange?.line, clock: host.clock });
    socket.on('data', (chunk: Buffer) => this.#received(chunk));
  }

  // ---- client → server ----

  #received(bytes: Buffer): void {
    if (this.let) return;
    const t = this.host.clock.now();
    if (this.silenced) return this.#swallow({ t, bytes });
    if (this.exchange?.switched && this.#waitingSize === 0) return this.#deliver({ t, bytes }, this.exchange);
    this.#waiting.push({ t, bytes });
    this.#waitingSize += bytes.length;
    this.#advance();
    if (this.#queueFull) this.socket.pause();
  }
  get #queueFull(): boolean {
    return this.#waitingSize > MAX_PIPELINED || this.#waiting.length > MAX_PIECES;
  }

  /** Works through what arrived, as far as the exchange allows. */
  #advance(): void {
    for (let piece = this.#waiting[0]; piece && !this.silenced && !this.let; piece = this.#waiting[0]) {
      if (this.#state === 'head') this.#readHead(piece);
      else if (!this.#advanceExchange(piece)) return; // The rest waits: the next request, or frames sent before the 101.
    }
    if (this.#clientEnded && this.#waitingSize === 0) this.#passEnd();
  }
  /** False where the piece is not this exchange's, or not known to be. */
  #advanceExchange(piece: Piece): boolean {
    const exchange = this.exchange;
    if (!exchange) return false;
    const size = exchange.switched ? piece.bytes.length : exchange.requestBody.take(piece.bytes);
    if (size === 0) return false;
    this.#deliver({ t: piece.t, bytes: this.#take(size) }, exchange);
    this.#finishIfOver();
    return true;
  }
  /** Takes `size` bytes (at most the first piece) from the front of what waits. */
  #take(size: number): Uint8Array {
    const first = this.#waiting[0] as Piece;
    const taken = first.bytes.subarray(0, size);
    this.#waitingSize -= size;
    if (size >= first.bytes.length) this.#waiting.shift();
    else first.bytes = first.bytes.subarray(size);
    if (this.socket.isPaused() && this.readableFlowing !== false) this._read();
    return taken;
  }

  #readHead(piece: Piece): void {
    const head = (this.#head ??= new RequestHead());
    const { taken, whole } = head.take(piece);
    this.#take(taken);
    if (head.size > this.host.limits.headBytes) return this.#refuseLong(head);
    if (whole) return this.#begin(head);
    // What is there goes on at once, so that Node's own timeouts and refusals act as ever; unless a fault waits for it.
    const { upgrade, delay, throttle, blackHole } = this.#lineOf(head)?.faults ?? {};
    if (!upgrade && !delay && !throttle && !blackHole) this.#forward(head.rest());
  }
  /** Whose request this is, as soon as its first line is whole. */
  #lineOf({ token }: RequestHead): WireLine | undefined {
    return token ? this.host.lineOf(token) : undefined;
  }
  /** Longer than a head may be: refused as Node would, but where its end is not looked for any further. */
  #refuseLong(head: RequestHead): void {
    const exchange = this.#open(head);
    exchange.begin(head.bytes, head.pieces);
    exchange.server({ t: this.host.clock.now(), bytes: HEAD_TOO_LONG });
    const upto = exchange.written;
    this.socket.write(HEAD_TOO_LONG, () => exchange.flushed(upto));
    this.endByLimit();
  }

  protected override silence(fault: 'hang' | 'black-hole', exchange: Exchange): void {
    super.silence(fault, exchange);
    this.#inflow.clear();
    for (const piece of this.#waiting.splice(0)) this.#swallow(piece);
    this.#waitingSize = 0;
  }
  #swallow(piece: Piece): void {
    this.#swallowed.take(this.exchange, piece);
  }

  /** A whole request head is here: whose is it, and may it go on? */
  #begin(head: RequestHead): void {
    const { bytes, pieces, passed } = head;
    const exchange = this.#open(head);
    if (!exchange.line) return this.#forward(head.rest());
    const { faults } = exchange.line;
    const fault = exchange.upgrade ? faults.upgrade : undefined;
    if (faults.blackHole || fault === 'hang') {
      exchange.begin(bytes, pieces, { lost: true });
      return this.silence(faults.blackHole ? 'black-hole' : 'hang', exchange);
    }
    const at = faults.delay || faults.throttle ? this.in.plan(bytes.length, faults) : undefined;
    exchange.begin(bytes, pieces, at === undefined ? {} : { held: Math.max(0, at - this.host.clock.now()) });
    let on = head.rest();
    if (fault === 'strip') {
      const { rewritten, removed } = strippedHead(bytes, passed);
      on = rewritten.subarray(passed);
      exchange.fault(fault, { removed });
    } else if (fault) exchange.fault(fault);
    this.in.pass(at ?? 0, bytes.length, () => {
      if (fault === 'refuse-400' || fault === 'refuse-403') this.#refuse(fault === 'refuse-400' ? 400 : 403, exchange);
      else this.#forward(on);
    });
  }
  #open(head: RequestHead): Exchange {
    this.#head = undefined;
    this.exchange = new Exchange(this.#lineOf(head), this, readHead(head.bytes));
    this.#state = 'exchange';
    if (this.exchange.line) this.joined.add(this.exchange.line);
    return this.exchange;
  }

  /** Answers in the server's place, as a network that breaks WebSocket does, and ends the connection. */
  #refuse(status: 400 | 403, exchange: Exchange): void {
    const t = this.host.clock.now();
    const bytes = cannedResponse(status, exchange.head);
    const at = this.out.plan(bytes.length, exchange.line?.faults);
    exchange.server({ t, bytes }, at > t ? { held: at - t } : {});
    const upto = exchange.written;
    this.out.pass(at, bytes.length, () => {
      for (const piece of this.#waiting.splice(0)) this.#swallow(piece);
      this.socket.write(bytes, () => exchange.flushed(upto));
      this.endAs({ by: 'fault', how: 'fin' });
    });
  }
  #deliver(piece: Piece, exchange: Exchange): void {
    const bytes = piece.bytes as Buffer;
    const faults = exchange.line?.faults;
    if (faults?.blackHole) {
      exchange.client(piece, { lost: true });
      return this.silence('black-hole', exchange);
    }
    if (!faults?.delay && !faults?.throttle && this.in.empty) {
      exchange.client(piece);
      return this.#forward(bytes);
    }
    for (const part of this.in.parts(bytes, faults)) {
      const at = this.in.plan(part.length, faults);
      exchange.client({ t: piece.t, bytes: part }, { held: Math.max(0, at - piece.t) });
      this.in.pass(at, part.length, () => this.#forward(part));
    }
    if (this.in.full) this.socket.pause();
  }
  #forward(bytes: Buffer): void {
    if (this.#pushedEnd || this.destroyed || bytes.length === 0) return;
    this.#inflow.take(bytes);
    if (this.#inflow.waiting > 0) this.socket.pause();
  }
  #hand(bytes: Buffer): void {
    if (!this.push(bytes)) this.socket.pause();
    else if (this.socket.isPaused()) this._read();
  }
  override _read(): void {
    if (this.socket.isPaused() && !this.#queueFull && !this.in.full && this.#inflow.waiting === 0) this.socket.resume();
  }
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#inflow.clear();
    super._destroy(error, done);
  }
  protected override clientEnded(): void {
    // Nobody is there any more to be kept waiting; what a black hole's server side makes of it is its own affair.
    if (this.silenced) return void this.socket.destroy();
    this.#clientEnded = true;
    // What was pipelined before the end is still to be served.
    if (this.#waitingSize === 0) this.#passEnd();
  }
  #passEnd(): void {
    const end = () =>
      this.#inflow.whenEmpty(() => {
        if (this.#pushedEnd || this.destroyed) return;
        this.#pushedEnd = true;
        this.push(null);
      });
    if (this.in.empty) end();
    else this.in.pass(this.in.plan(0, this.exchange?.line?.faults), 0, end);
  }

  // ---- server → client ----

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#send(chunk, done);
  }
  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    // What was corked together (a frame's header and payload, a response's head and body) goes out as one write.
    const line = this.exchange?.line;
    const began = line ? this.host.clock.now() : 0;
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
    line?.worked(Math.min(this.host.clock.now() - began, chunks.length * MOST_WRITE_MS));
  }

  #send(chunk: Buffer, done: (error?: Error | null) => void): void {
    // Words to a request whose head never became whole (400, 408, 431) are still part of its exchange.
    const broken = this.exchange ? undefined : this.#head;
    if (broken) this.#open(broken).begin(broken.bytes, broken.pieces);
    const exchange = this.exchange;
    if (!exchange?.line) {
      exchange?.server({ t: 0, bytes: chunk });
      this.socket.write(chunk, done);
      return this.#afterSend();
    }
    const { faults } = exchange.line;
    const t = this.host.clock.now();
    if (this.silenced || faults.blackHole) {
      exchange.server({ t, bytes: chunk }, { lost: true });
      this.silence('black-hole', exchange);
      return done();
    }
    if (!faults.delay && !faults.throttle && this.out.empty) {
      exchange.server({ t, bytes: chunk });
      const upto = exchange.written;
      this.socket.write(chunk, (error) => {
        if (!error) exchange.flushed(upto);
        done(error);
      });
      return this.#afterSend();
    }
    // Accepted at once, or header and payload of one frame would each wait in turn and double the delay.
    const { full } = this.out;
    for (const part of this.out.parts(Buffer.from(chunk), faults)) {
      const at = this.out.plan(part.length, faults);
      exchange.server({ t, bytes: part }, { held: Math.max(0, at - t) });
      const upto = exchange.written;
      this.out.pass(at, part.length, () => {
        this.socket.write(part, (error) => void (error ?? exchange.flushed(upto)));
        this.#finishIfOver();
      });
    }
    this.#afterSend();
    if (full) this.out.pass(this.out.plan(0, undefined), 0, () => done());
    else done();
  }
  #afterSend(): void {
    // Frames that came with the request's head were waiting for the 101.
    if (this.exchange?.switched) {
      if (this.#waitingSize > 0) queueMicrotask(() => this.#advance());
    } else this.#finishIfOver();
  }
  /** Both messages of the exchange are out: the connection is nobody's until the next request comes. */
  #finishIfOver(): void {
    if (!this.exchange?.over || this.exchange.switched || !this.out.empty || !this.in.empty) return;
    this.exchange = undefined;
    this.#state = 'head';
    if (this.#waitingSize > 0) queueMicrotask(() => this.#advance());
  }

  // ---- whose it is ----

  /** Is an exchange of this line under way here, or its open WebSocket? */
  carries(line: WireLine): boolean {
    return this.exchange?.line === line;
  }
  protected override numberIn(line: WireLine): number | undefined {
    return line.join(this);
  }
  protected override leave(line: WireLine): void {
    line.leave(this);
  }
}
