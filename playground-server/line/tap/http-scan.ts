/**
 * Finds where HTTP/1.1 messages begin and end in a byte stream: just enough to know whose bytes are whose. What the
 * bytes mean is the annotators' to say (`protocol/http1`). Sources: RFC 9112 §2, §6, §7.1.
 */

export interface Head {
  /** The start line without its line end, latin1. */
  start: string;
  /** Lower-case names; repeated headers joined by `, `. */
  headers: Map<string, string>;
}

export type BodyKind = { kind: 'none' } | { kind: 'length'; length: number } | { kind: 'chunked' } | { kind: 'until-close' };

/** Offset after the empty line, or -1 while the head is not whole. Searching starts at `from`. */
export function headEnd(bytes: Uint8Array, from = 0): number {
  for (let i = bytes.indexOf(10, Math.max(leading(bytes), from)); i >= 0; i = bytes.indexOf(10, i + 1)) {
    if (bytes[i + 1] === 10) return i + 2;
    if (bytes[i + 1] === 13 && bytes[i + 2] === 10) return i + 3;
  }
  return -1;
}

/** Empty lines before a request are passed over (RFC 9112 §2.2). */
function leading(bytes: Uint8Array): number {
  let at = 0;
  while (bytes[at] === 13 || bytes[at] === 10) at++;
  return at;
}

/** The first line of a head in latin1, and whether its end is there. */
export function startLine(head: Uint8Array): { start: string; whole: boolean } {
  const from = leading(head);
  const end = head.indexOf(10, from);
  const bytes = head.subarray(from, end < 0 ? head.length : end);
  return { start: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').trimEnd(), whole: end >= 0 };
}

/** Reads a whole head; never throws. What cannot be a header line is passed over: Node's parser refuses it later. */
export function readHead(bytes: Uint8Array): Head {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').replace(/^[\r\n]+/, '').split(/\r?\n/);
  const headers = new Map<string, string>();
  for (const line of lines.slice(1)) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return { start: lines[0] ?? '', headers };
}

const listed = (value: string | undefined, word: string) => (value ?? '').toLowerCase().split(',').some((part) => part.trim() === word);

/** Does this request ask to leave HTTP (RFC 9110 §7.8)? */
export function asksUpgrade(head: Head): boolean {
  return head.headers.has('upgrade') && listed(head.headers.get('connection'), 'upgrade');
}

export function requestBody({ headers }: Head): BodyKind {
  if (listed(headers.get('transfer-encoding'), 'chunked')) return { kind: 'chunked' };
  const length = Number(headers.get('content-length') ?? 0);
  return length > 0 && Number.isSafeInteger(length) ? { kind: 'length', length } : { kind: 'none' };
}

export function responseBody({ start, headers }: Head, method: string): BodyKind {
  const status = Number(start.split(' ')[1]);
  if (method === 'HEAD' || status === 204 || status === 304 || (status >= 100 && status < 200)) return { kind: 'none' };
  if (listed(headers.get('transfer-encoding'), 'chunked')) return { kind: 'chunked' };
  const length = headers.get('content-length');
  if (length === undefined) return { kind: 'until-close' };
  return Number(length) > 0 ? { kind: 'length', length: Number(length) } : { kind: 'none' };
}

/** A chunk's first line without its LF (RFC 9112 §7.1), and how much of a line is kept: a longer one is no chunk size. */
const CHUNK_SIZE = /^[0-9a-f]{1,13}[ \t]*(;[^\r]*)?\r?$/i;
const MAX_LINE = 4096;

/** Counts a body through: how many of the given bytes still belong to it, and whether it is over. */
export class BodyCounter {
  #left: number;
  #kind: BodyKind['kind'];
  /** Chunked: reading a size line, data and its CRLF, or the trailers up to an empty line. */
  #part: 'size' | 'data' | 'trailers' = 'size';
  #line = '';
  /** Where in the bytes that were taken last the trailers of a chunked body begin; behind them where there are none. */
  trailersAt = 0;
  done: boolean;
  constructor(body: BodyKind) {
    this.#kind = body.kind;
    this.#left = body.kind === 'length' ? body.length : 0;
    this.done = body.kind === 'none';
  }
  /** Takes what belongs to the body from the front of `bytes`; answers how many bytes that were. */
  take(bytes: Uint8Array): number {
    if (this.done) return 0;
    if (this.#kind === 'until-close') return bytes.length;
    if (this.#kind === 'length') {
      const taken = Math.min(this.#left, bytes.length);
      this.#left -= taken;
      this.done = this.#left === 0;
      return taken;
    }
    this.trailersAt = this.#part === 'trailers' ? 0 : bytes.length;
    let i = 0;
    while (i < bytes.length && !this.done) {
      if (this.#part === 'data') {
        const taken = Math.min(this.#left, bytes.length - i);
        this.#left -= taken;
        i += taken;
        if (this.#left === 0) this.#part = 'size';
        continue;
      }
      const byte = bytes[i++] as number;
      if (byte !== 10) {
        if (this.#line.length < MAX_LINE) this.#line += String.fromCharCode(byte);
        continue;
      }
      const line = this.#line;
      this.#line = '';
      if (this.#part === 'trailers') this.done = line === '\r' || line === '';
      else {
        const size = CHUNK_SIZE.test(line) ? parseInt(line, 16) : NaN;
        // No chunk size: Node's parser says so to the client and closes; what follows is nobody's body.
        if (Number.isNaN(size)) this.done = true;
        else if (size === 0) {
          this.#part = 'trailers';
          this.trailersAt = i;
        } else {
          this.#left = size + 2;
          this.#part = 'data';
        }
      }
    }
    return i;
  }
}
