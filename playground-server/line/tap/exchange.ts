/**
 * One HTTP exchange on a tapped connection, and the open line that a 101 makes of it: whose it is, how far it has come,
 * and its bytes into that line's trace. An exchange without a line is followed all the same: the connection has to know
 * where it ends.
 */
import { TOKEN_PARAM } from '../../../protocol/channel.ts';
import type { Faults } from '../../../protocol/control.ts';
import type { End } from '../../../protocol/span.ts';
import type { FaultName, Json } from '../../../protocol/trace/event.ts';
import type { Recorder } from '../recorder.ts';
import { asksUpgrade, BodyCounter, headEnd, readHead, requestBody, responseBody, type BodyKind, type Head } from './http-scan.ts';
import { redactHead, TrailerRedactor } from './redact.ts';
import type { Wire } from './wire.ts';

/** What a connection needs of the line whose exchange it carries. */
export interface WireLine {
  readonly recorder: Recorder;
  readonly faults: Faults;
  /** This connection's number within the line, from 1; undefined when the line has too many already. */
  join(wire: Wire): number | undefined;
  leave(wire: Wire): void;
  nextExchange(): number;
  /** So many bytes crossed: the line is not idle. */
  touch(bytes: number): void;
  /** The server worked on it for so long (ms); and how long its client has to wait for having caused too much (ms), 0 as a rule. */
  worked(ms: number): void;
  wait(): number;
}

/** Bytes and when they were read or written (ms, the host's clock). */
export interface Piece {
  t: number;
  bytes: Uint8Array;
}
/** What a fault did to the bytes; see `protocol/trace/event.ts`. */
export interface Fate {
  held?: number;
  lost?: true;
}
const PASSED: Fate = {};

/** The line's token in a request's start line; undefined where there is none. */
export function tokenIn(start: string): string | undefined {
  const target = start.split(' ')[1] ?? '';
  const query = target.indexOf('?');
  return query < 0 ? undefined : (new URLSearchParams(target.slice(query + 1)).get(TOKEN_PARAM) ?? undefined);
}

export class Exchange {
  readonly line: WireLine | undefined;
  readonly head: Head;
  /** Asks to leave HTTP, so that what follows the head is unreadable until the response is known. */
  readonly upgrade: boolean;
  readonly requestBody: BodyCounter;
  /** A 101 was written: from here on both directions are frames. */
  switched = false;
  readonly #where: { connection: number; exchange: number };
  #method: string;
  #clientAt = 0;
  #serverAt = 0;
  /** Pieces of a response head that is not whole yet: its secrets can't be blanked before. */
  #head: { piece: Piece; fate: Fate }[] = [];
  #headSize = 0;
  #body: BodyCounter | undefined;
  #clientTrailers: TrailerRedactor;
  #serverTrailers: TrailerRedactor | undefined;

  constructor(line: WireLine | undefined, wire: Wire, head: Head) {
    const connection = line?.join(wire);
    this.line = connection === undefined ? undefined : line;
    this.#where = { connection: connection ?? 0, exchange: this.line?.nextExchange() ?? 0 };
    this.head = head;
    this.#method = head.start.split(' ')[0] ?? '';
    this.upgrade = asksUpgrade(head) || this.#method === 'CONNECT';
    const body: BodyKind = this.upgrade ? { kind: 'none' } : requestBody(head);
    this.requestBody = new BodyCounter(body);
    this.#clientTrailers = new TrailerRedactor(body);
  }

  /** Records the request's head as it came, piece by piece, secrets blanked. `head` is all pieces in one. */
  begin(head: Uint8Array, pieces: readonly Piece[], fate: Fate = PASSED): void {
    const { line } = this;
    if (!line) return;
    line.touch(head.length);
    const { recorder } = line;
    recorder.add({ kind: 'exchange', t: recorder.since(pieces[0]?.t ?? recorder.opened), ...this.#where });
    const clean = redactHead(head);
    let offset = 0;
    for (const { t, bytes } of pieces) {
      this.#record('client', { t, bytes: clean.subarray(offset, offset + bytes.length) }, fate);
      offset += bytes.length;
    }
  }
  /** Records bytes of the request's body, or frames from the client. They come in order, each once. */
  client(piece: Piece, fate: Fate = PASSED): void {
    if (!this.line) return;
    this.line.touch(piece.bytes.length);
    this.#record('client', { t: piece.t, bytes: this.#clientTrailers.clean(piece.bytes) }, fate);
  }
  /** Follows what the server wrote, and records it: a head only when it is whole, with its secrets blanked. */
  server(piece: Piece, fate: Fate = PASSED): void {
    this.line?.touch(piece.bytes.length);
    if (this.switched) return this.#record('server', piece, fate);
    if (this.#body) {
      this.#body.take(piece.bytes);
      return this.#record('server', { t: piece.t, bytes: this.#serverTrailers?.clean(piece.bytes) ?? piece.bytes }, fate);
    }
    this.#head.push({ piece, fate });
    this.#headSize += piece.bytes.length;
    const joined = this.#head.length === 1 ? piece.bytes : Buffer.concat(this.#head.map((one) => one.piece.bytes));
    const end = headEnd(joined);
    if (end < 0) return;
    const clean = redactHead(joined.subarray(0, end));
    let offset = 0;
    for (const one of this.#head) {
      const size = Math.min(one.piece.bytes.length, end - offset);
      if (size > 0) this.#record('server', { t: one.piece.t, bytes: clean.subarray(offset, offset + size) }, one.fate);
      offset += size;
    }
    this.#head = [];
    this.#headSize = 0;
    this.#answered(readHead(joined.subarray(0, end)));
    if (end < joined.length) this.server({ t: piece.t, bytes: joined.subarray(end) }, fate);
  }
  #answered(head: Head): void {
    const status = Number(head.start.split(' ')[1]);
    if (status === 101) this.switched = true;
    // After any other 1xx another head follows in the same exchange.
    else if (!(status >= 100 && status < 200)) {
      const body = responseBody(head, this.#method);
      this.#body = new BodyCounter(body);
      this.#serverTrailers = new TrailerRedactor(body);
    }
  }

  /** Both messages are whole. */
  get over(): boolean {
    return this.requestBody.done && this.#body?.done === true;
  }
  /** How many bytes the server has written in this exchange. */
  get written(): number {
    return this.#serverAt + this.#headSize;
  }
  /** The operating system took the server's bytes up to `upto`. */
  flushed(upto: number): void {
    if (this.line) this.line.recorder.add({ kind: 'flushed', t: this.line.recorder.now(), ...this.#where, upto });
  }
  fault(fault: FaultName, detail?: Json): void {
    this.line?.recorder.fault(fault, detail === undefined ? this.#where : { ...this.#where, detail });
  }
  #record(from: End, { t, bytes }: Piece, fate: Fate): void {
    const at = from === 'client' ? this.#clientAt : this.#serverAt;
    if (from === 'client') this.#clientAt += bytes.length;
    else this.#serverAt += bytes.length;
    this.line?.recorder.bytes(t, this.#where, from, at, bytes, fate);
  }
}
