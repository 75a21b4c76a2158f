/**
 * A tapped connection: stands between a client's socket and the HTTP server, sees every byte both ways, knows whose
 * exchange each belongs to, and disturbs it where that line's faults say so. To the server it is the socket.
 *
 * Attribution is by HTTP exchange, not by connection: one keep-alive connection may carry several lines in turn.
 * Pipelined requests are held back until the response before them is out, so that no response is ever written to a
 * wrong line's trace. After a 101 the connection belongs to one line until it ends.
 */
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { TOKEN_PARAM } from '../../protocol/channel.ts';
import type { Faults } from '../../protocol/control.ts';
import type { FaultName } from '../../protocol/trace/event.ts';
import { Gate } from './gate.ts';
import { asksUpgrade, BodyCounter, headEnd, readHead, requestBody, responseBody, type Head } from './http-scan.ts';
import type { Clock, LineLimits } from './limits.ts';
import type { Recorder } from './recorder.ts';
import { redactHead } from './redact.ts';
import { cannedResponse, strippedHead } from './upgrade-faults.ts';

/** What a connection needs of the line whose exchange it carries. */
export interface WireLine {
  readonly recorder: Recorder;
  readonly faults: Faults;
  /** This connection's number within the line, from 1; undefined when the line has too many already. */
  join(wire: Wire): number | undefined;
  leave(wire: Wire): void;
  nextExchange(): number;
  /** Something crossed: the line is not idle. */
  touch(): void;
}
export interface WireHost {
  lineOf(token: string): WireLine | undefined;
  limits: LineLimits;
  clock: Clock;
}

/** Bytes that may wait in the delay line before the writer is slowed, and pipelined bytes that may wait (bytes). */
const MAX_GATED = 1_000_000;
const MAX_PIPELINED = 256 * 1024;

interface Piece {
  t: number;
  bytes: Uint8Array;
}
/** The exchange that the connection carries now. */
interface Current {
  line: WireLine | undefined;
  connection: number;
  exchange: number;
  method: string;
  upgrade: boolean;
  clientAt: number;
  serverAt: number;
  requestBody: BodyCounter;
  responseHead: Piece[];
  responseBody: BodyCounter | undefined;
}

export class Wire extends Duplex {
  #socket: Socket;
  #host: WireHost;
  #state: 'head' | 'exchange' | 'tunnel' | 'raw' | 'silent' = 'head';
  #current: Current | undefined;
  #head: Piece[] = [];
  #headSize = 0;
  #pipelined: Piece[] = [];
  #pipelinedSize = 0;
  #in: Gate;
  #out: Gate;
  #ended = false;
  #closeTold = false;
  #cancelReap: (() => void) | undefined;
  /** Node's http and engine.io ask for these. */
  encrypted: boolean;
  connecting = false;

  constructor(socket: Socket, host: WireHost) {
    super({ allowHalfOpen: true, autoDestroy: true, emitClose: true });
    this.#socket = socket;
    this.#host = host;
    this.#in = new Gate(() => host.clock.now());
    this.#out = new Gate(() => host.clock.now());
    this.encrypted = Boolean((socket as { encrypted?: boolean }).encrypted);
    socket.on('data', (chunk: Buffer) => this.#received(chunk));
    socket.on('end', () => this.#clientEnded());
    socket.on('timeout', () => this.emit('timeout'));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#tellClose('client', error.code === 'ECONNRESET' ? 'rst' : 'fin');
      this.destroy(error);
    });
    socket.on('close', () => {
      this.#tellClose('client', 'fin');
      this.destroy();
    });
  }

  // ---- client → server ----

  #received(bytes: Buffer): void {
    const current = this.#current;
    if (this.#state === 'tunnel' && current) {
      current.line?.touch();
      this.#deliver({ t: this.#time(current), bytes }, current);
      return;
    }
    if (this.#state === 'raw') return this.#forward(bytes);
    this.#pipelined.push({ t: this.#host.clock.now(), bytes });
    this.#pipelinedSize += bytes.length;
    this.#advance();
    if (this.#pipelinedSize > MAX_PIPELINED) this.#socket.pause();
  }

  /** Works through what arrived as far as the exchange allows. */
  #advance(): void {
    for (let piece = this.#pipelined[0]; piece; piece = this.#pipelined[0]) {
      if (this.#state === 'silent') {
        this.#drop();
        continue;
      }
      if (this.#state === 'head') {
        this.#takeHead();
        continue;
      }
      const current = this.#current;
      if (!current) return;
      if (this.#state === 'tunnel') {
        this.#takePipelined(piece.bytes.length);
        this.#deliver(this.#stamp(piece, current), current);
        continue;
      }
      const taken = current.requestBody.take(piece.bytes);
      if (taken === 0) return; // The rest waits for the response: the next request, or frames sent before the 101.
      const part = { t: piece.t, bytes: piece.bytes.subarray(0, taken) };
      this.#takePipelined(taken);
      this.#deliver(this.#stamp(part, current), current);
      this.#finishIfOver();
    }
  }

  /** Removes `size` bytes (at most the first piece) from what waits. */
  #takePipelined(size: number): void {
    const [first] = this.#pipelined;
    if (!first) return;
    this.#pipelinedSize -= size;
    if (size >= first.bytes.length) this.#pipelined.shift();
    else first.bytes = first.bytes.subarray(size);
    if (this.#pipelinedSize < MAX_PIPELINED && this.#socket.isPaused() && this.readableFlowing !== false) this.#socket.resume();
  }
  #drop(): void {
    const [piece] = this.#pipelined;
    const current = this.#current;
    if (!piece) return;
    this.#takePipelined(piece.bytes.length);
    if (current?.line) this.#record('client', this.#stamp(piece, current), current, { lost: true });
  }

  #takeHead(): void {
    const [piece] = this.#pipelined;
    if (!piece) return;
    // The empty line may lie across two pieces: search from a little before the new one.
    const before = this.#headSize;
    const joined = before === 0 ? piece.bytes : Buffer.concat([...this.#head.map(({ bytes }) => bytes), piece.bytes]);
    const end = headEnd(joined, before - 3);
    const taken = end < 0 ? piece.bytes.length : end - before;
    this.#head.push({ t: piece.t, bytes: piece.bytes.subarray(0, taken) });
    this.#headSize += taken;
    this.#takePipelined(taken);
    if (end < 0) {
      // Too long for a head: Node's parser refuses it in its own words, untraced.
      if (this.#headSize > this.#host.limits.headBytes) this.#passRaw(joined);
      return;
    }
    const pieces = this.#head;
    this.#head = [];
    this.#headSize = 0;
    this.#begin(joined.subarray(0, end), pieces);
  }
  #passRaw(bytes: Uint8Array): void {
    this.#state = 'raw';
    this.#leave();
    this.#forward(Buffer.from(bytes));
    for (const { bytes: rest } of this.#pipelined.splice(0)) this.#forward(rest as Buffer);
  }

  /** A whole request head is here: whose is it, and may it go on? */
  #begin(bytes: Uint8Array, pieces: Piece[]): void {
    const head = readHead(bytes);
    const [method = '', target = ''] = head.start.split(' ');
    const query = target.indexOf('?');
    const token = query < 0 ? null : new URLSearchParams(target.slice(query + 1)).get(TOKEN_PARAM);
    const line = token ? this.#host.lineOf(token) : undefined;
    if (this.#current?.line !== line) this.#leave();
    const connection = line?.join(this);
    const current: Current = {
      line: connection === undefined ? undefined : line,
      connection: connection ?? 0,
      exchange: connection === undefined ? 0 : (line?.nextExchange() ?? 0),
      method,
      upgrade: asksUpgrade(head),
      clientAt: 0,
      serverAt: 0,
      requestBody: new BodyCounter(requestBody(head)),
      responseHead: [],
      responseBody: undefined,
    };
    this.#current = current;
    this.#state = 'exchange';
    if (!current.line) return this.#forward(Buffer.from(bytes));

    const first = pieces[0] ? this.#stamp(pieces[0], current).t : current.line.recorder.now();
    current.line.touch();
    current.line.recorder.add({ kind: 'exchange', t: first, exchange: current.exchange, connection: current.connection });
    const fault = current.upgrade ? current.line.faults.upgrade : undefined;
    const clean = redactHead(bytes);
    if (fault) return this.#faultUpgrade(fault, bytes, clean, pieces, current, head);
    this.#deliverHead(bytes, clean, pieces, current);
  }

  /** Records the head as it came, piece by piece, and hands it on whole. */
  #deliverHead(bytes: Uint8Array, clean: Uint8Array, pieces: Piece[], current: Current, instead?: Buffer): void {
    const { line } = current;
    if (!line) return;
    const hole = line.faults.blackHole === true;
    const at = hole ? 0 : this.#in.plan(bytes.length, line.faults);
    let offset = 0;
    for (const piece of pieces) {
      const stamped = this.#stamp(piece, current);
      const held = line.faults.delay || line.faults.throttle ? at - piece.t : 0;
      this.#record('client', { t: stamped.t, bytes: clean.subarray(offset, offset + piece.bytes.length) }, current, hole ? { lost: true } : held > 0 ? { held } : {});
      offset += piece.bytes.length;
    }
    if (hole) return this.#swallow('black-hole', current);
    const whole = instead ?? Buffer.from(bytes);
    this.#in.pass(at, whole.length, () => this.#forward(whole));
  }

  #faultUpgrade(fault: NonNullable<Faults['upgrade']>, bytes: Uint8Array, clean: Uint8Array, pieces: Piece[], current: Current, head: Head): void {
    const { line } = current;
    if (!line) return;
    const where = { connection: current.connection, exchange: current.exchange };
    if (fault === 'strip') {
      const { rewritten, removed } = strippedHead(bytes);
      current.upgrade = false;
      this.#deliverHead(bytes, clean, pieces, current, rewritten);
      line.recorder.fault('strip', { ...where, detail: { removed } });
      return;
    }
    let offset = 0;
    for (const piece of pieces) {
      this.#record('client', { t: this.#stamp(piece, current).t, bytes: clean.subarray(offset, offset + piece.bytes.length) }, current, fault === 'hang' ? { lost: true } : {});
      offset += piece.bytes.length;
    }
    line.recorder.fault(fault, where);
    if (fault === 'hang') return this.#beSilent();
    const answer = cannedResponse(fault === 'refuse-400' ? 400 : 403, head);
    this.#record('server', { t: line.recorder.now(), bytes: answer }, current, {});
    const upto = current.serverAt;
    this.#state = 'silent';
    this.#socket.write(answer, () => line.recorder.add({ kind: 'flushed', t: line.recorder.now(), ...where, upto }));
    this.#tellClose('fault', 'fin');
    this.#socket.end(() => this.destroy());
  }

  #swallow(fault: FaultName, current: Current): void {
    current.line?.recorder.fault(fault, { connection: current.connection, exchange: current.exchange });
    this.#beSilent();
  }
  /** From here on nothing passes and nobody is told; the connection is kept for a while and then reaped. */
  #beSilent(): void {
    this.#state = 'silent';
    this.#reapLater();
  }
  #reapLater(): void {
    this.#cancelReap ??= this.#host.clock.after(this.#host.limits.silentMs, () => {
      this.#tellClose('limit', 'fin');
      this.destroy();
    });
  }

  #deliver(piece: Piece, current: Current): void {
    const { line } = current;
    if (!line) return this.#forward(piece.bytes as Buffer);
    const { faults } = line;
    if (faults.blackHole) {
      this.#reapLater();
      return this.#record('client', piece, current, { lost: true });
    }
    if (this.#cancelReap) this.#stopReap();
    if (!faults.delay && !faults.throttle && this.#in.empty) {
      this.#record('client', piece, current, {});
      return this.#forward(piece.bytes as Buffer);
    }
    const at = this.#in.plan(piece.bytes.length, faults);
    this.#record('client', piece, current, { held: at - this.#host.clock.now() });
    this.#in.pass(at, piece.bytes.length, () => this.#forward(piece.bytes as Buffer));
    if (this.#in.waiting > MAX_GATED) this.#socket.pause();
  }
  #stopReap(): void {
    this.#cancelReap?.();
    this.#cancelReap = undefined;
  }

  #forward(bytes: Buffer): void {
    if (this.#ended || this.destroyed) return;
    if (!this.push(bytes)) this.#socket.pause();
  }
  override _read(): void {
    if (this.#socket.isPaused() && this.#pipelinedSize <= MAX_PIPELINED && this.#in.waiting <= MAX_GATED) this.#socket.resume();
  }
  #clientEnded(): void {
    this.#tellClose('client', 'fin');
    const faults = this.#current?.line?.faults;
    if (this.#state === 'silent' || (this.#state === 'tunnel' && faults?.blackHole)) {
      if (this.#state === 'silent') this.destroy();
      return;
    }
    const end = () => {
      if (this.#ended || this.destroyed) return;
      this.#ended = true;
      this.push(null);
    };
    // Requests that were pipelined before the end are still to be served.
    if (this.#in.empty) end();
    else this.#in.pass(this.#in.plan(0, faults), 0, end);
  }

  // ---- server → client ----

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#send(chunk, done);
  }
  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    // What was corked together (a frame's header and payload, a response's head and body) goes out as one write.
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
  }

  #send(chunk: Buffer, done: (error?: Error | null) => void): void {
    const current = this.#current;
    if (!current?.line) {
      if (current) this.#follow(chunk, current);
      this.#socket.write(chunk, done);
      this.#finishIfOver();
      return;
    }
    const { line } = current;
    const { faults, recorder } = line;
    line.touch();
    const t = recorder.now();
    if (faults.blackHole) {
      this.#reapLater();
      this.#recordServer({ t, bytes: chunk }, current, { lost: true });
      return done();
    }
    const where = { connection: current.connection, exchange: current.exchange };
    if (!faults.delay && !faults.throttle && this.#out.empty) {
      this.#recordServer({ t, bytes: chunk }, current, {});
      const upto = current.serverAt + pending(current);
      this.#socket.write(chunk, (error) => {
        if (!error) recorder.add({ kind: 'flushed', t: recorder.now(), ...where, upto });
        done(error);
      });
      this.#finishIfOver();
      return;
    }
    const at = this.#out.plan(chunk.length, faults);
    this.#recordServer({ t, bytes: chunk }, current, { held: at - this.#host.clock.now() });
    const upto = current.serverAt + pending(current);
    // Accepted at once, or header and payload of one frame would each wait in turn and double the delay.
    const full = this.#out.waiting > MAX_GATED;
    const copy = Buffer.from(chunk);
    this.#out.pass(at, copy.length, () => {
      this.#socket.write(copy, (error) => {
        if (!error) recorder.add({ kind: 'flushed', t: recorder.now(), ...where, upto });
      });
      if (full) done();
      this.#finishIfOver();
    });
    if (!full) done();
  }

  /** Records the server's bytes; a head only when it is whole, so that its secrets can be blanked. */
  #recordServer(piece: Piece, current: Current, more: { held?: number; lost?: true }): void {
    if (this.#state === 'tunnel' || current.responseBody) {
      this.#record('server', piece, current, more);
      if (this.#state !== 'tunnel') this.#follow(piece.bytes, current);
      return;
    }
    current.responseHead.push(piece);
    const joined = current.responseHead.length === 1 ? piece.bytes : Buffer.concat(current.responseHead.map(({ bytes }) => bytes));
    const end = headEnd(joined);
    if (end < 0) return;
    const clean = redactHead(joined.subarray(0, end));
    const pieces = current.responseHead;
    current.responseHead = [];
    let offset = 0;
    for (const part of pieces) {
      const inHead = Math.max(0, Math.min(part.bytes.length, end - offset));
      if (inHead > 0) this.#record('server', { t: part.t, bytes: clean.subarray(offset, offset + inHead) }, current, more);
      offset += inHead;
    }
    this.#headOut(readHead(joined.subarray(0, end)), current);
    const rest = joined.subarray(end);
    if (rest.length > 0) this.#recordServer({ t: piece.t, bytes: rest }, current, more);
  }

  /** Follows an untraced response, or a traced body, to its end. */
  #follow(bytes: Uint8Array, current: Current): void {
    if (current.responseBody) {
      current.responseBody.take(bytes);
      return;
    }
    if (this.#state === 'tunnel') return;
    current.responseHead.push({ t: 0, bytes });
    const joined = current.responseHead.length === 1 ? bytes : Buffer.concat(current.responseHead.map((piece) => piece.bytes));
    const end = headEnd(joined);
    if (end < 0) return;
    current.responseHead = [];
    this.#headOut(readHead(joined.subarray(0, end)), current);
    if (end < joined.length) this.#follow(joined.subarray(end), current);
  }
  #headOut(head: Head, current: Current): void {
    const status = Number(head.start.split(' ')[1]);
    if (status === 101) {
      this.#state = 'tunnel';
      // Frames that came with the request head were waiting for this.
      queueMicrotask(() => this.#advance());
    } else if (status >= 200 || !(status >= 100)) current.responseBody = new BodyCounter(responseBody(head, current.method));
    // 1xx: another head follows in the same exchange.
  }

  /** Both sides of the exchange are out: the next request may come. */
  #finishIfOver(): void {
    const current = this.#current;
    if (this.#state !== 'exchange' || !current?.responseBody?.done || !current.requestBody.done || !this.#out.empty) return;
    this.#state = 'head';
    if (this.#pipelined.length > 0) queueMicrotask(() => this.#advance());
  }

  override _final(done: (error?: Error | null) => void): void {
    const end = () => {
      this.#tellClose('server', 'fin');
      this.#socket.end(() => done());
    };
    if (this.#current?.line?.faults.blackHole) return done();
    if (this.#out.empty) end();
    else this.#out.pass(this.#out.plan(0, this.#current?.line?.faults), 0, end);
  }
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#in.clear();
    this.#out.clear();
    this.#stopReap();
    this.#tellClose('server', 'fin');
    if (!this.#socket.destroyed) this.#socket.destroy();
    this.#leave();
    done(error);
  }

  // ---- faults from outside ----

  /** Is an exchange of this line under way here, or its open WebSocket? */
  carries(line: WireLine): boolean {
    return this.#current?.line === line && this.#state !== 'head' && this.#state !== 'raw';
  }
  /** Cuts the connection now, by FIN or by RST; told in the trace. */
  cut(how: 'fin' | 'rst'): void {
    const current = this.#current;
    current?.line?.recorder.fault(how === 'fin' ? 'cut-fin' : 'cut-rst', { connection: current.connection, exchange: current.exchange });
    this.#tellClose('fault', how);
    if (how === 'rst') this.#socket.resetAndDestroy();
    else this.#socket.end();
    this.destroy();
  }
  /** Ends the connection because a limit says so. */
  endByLimit(): void {
    this.#tellClose('limit', 'fin');
    this.destroy();
  }

  // ---- recording ----

  #time(current: Current): number {
    return current.line ? current.line.recorder.now() : this.#host.clock.now();
  }
  /** A piece's time moved from the host's clock to the line's. */
  #stamp(piece: Piece, current: Current): Piece {
    const { line } = current;
    return line ? { t: Math.max(0, line.recorder.now() - (this.#host.clock.now() - piece.t)), bytes: piece.bytes } : piece;
  }
  #record(from: 'client' | 'server', { t, bytes }: Piece, current: Current, more: { held?: number; lost?: true }): void {
    const at = from === 'client' ? current.clientAt : current.serverAt;
    if (from === 'client') current.clientAt += bytes.length;
    else current.serverAt += bytes.length;
    current.line?.recorder.bytes({ t, connection: current.connection, exchange: current.exchange, from, at, bytes, ...more });
  }
  #tellClose(by: 'client' | 'server' | 'fault' | 'limit', how: 'fin' | 'rst'): void {
    const current = this.#current;
    if (this.#closeTold || !current?.line) return;
    this.#closeTold = true;
    const { recorder } = current.line;
    recorder.add({ kind: 'close', t: recorder.now(), connection: current.connection, by, how });
  }
  #leave(): void {
    this.#current?.line?.leave(this);
    this.#current = undefined;
  }

  // ---- what Node's http, ws and engine.io ask a socket for ----

  setTimeout(ms: number, run?: () => void): this {
    this.#socket.setTimeout(ms);
    if (run) this.once('timeout', run);
    return this;
  }
  setNoDelay(on?: boolean): this {
    this.#socket.setNoDelay(on);
    return this;
  }
  setKeepAlive(on?: boolean, ms?: number): this {
    this.#socket.setKeepAlive(on, ms);
    return this;
  }
  ref(): this {
    this.#socket.ref();
    return this;
  }
  unref(): this {
    this.#socket.unref();
    return this;
  }
  address() {
    return this.#socket.address();
  }
  destroySoon(): void {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  }
  resetAndDestroy(): this {
    this.#tellClose('server', 'rst');
    this.#socket.resetAndDestroy();
    this.destroy();
    return this;
  }
  get timeout() {
    return this.#socket.timeout;
  }
  get remoteAddress() {
    return this.#socket.remoteAddress;
  }
  get remotePort() {
    return this.#socket.remotePort;
  }
  get remoteFamily() {
    return this.#socket.remoteFamily;
  }
  get localAddress() {
    return this.#socket.localAddress;
  }
  get localPort() {
    return this.#socket.localPort;
  }
  get bytesRead() {
    return this.#socket.bytesRead;
  }
  get bytesWritten() {
    return this.#socket.bytesWritten;
  }
}

/** Bytes of a response head that were written but not recorded yet. */
function pending(current: Current): number {
  return current.responseHead.reduce((sum, { bytes }) => sum + bytes.length, 0);
}
