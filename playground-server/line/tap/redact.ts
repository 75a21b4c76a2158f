/**
 * Secrets in heads and in the trailers of chunked bodies, blanked at equal length before anything leaves the recorder: a page may see its own line's bytes,
 * but an HttpOnly cookie must stay what its name says. The bytes on the wire are untouched.
 */
import { BodyCounter, type BodyKind } from './http-scan.ts';

const SECRET = new Set(['cookie', 'set-cookie', 'authorization', 'proxy-authorization']);
const COLON = 58;
const STAR = 42;
const CR = 13;
const LF = 10;
const SPACE = 32;
const TAB = 9;
/** No secret header's name is longer (bytes). */
const LONGEST_NAME = 64;

/** A copy of a whole head in which secret values are stars; the same bytes where there are none. */
export function redactHead(head: Uint8Array): Uint8Array {
  let copy: Uint8Array | undefined;
  let secret = false;
  // Lines end with LF; a CR alone, which no server accepts, must not hide a name behind it either.
  for (let line = 0, end: number; line < head.length; line = end + 1) {
    end = line;
    while (end < head.length && head[end] !== LF && head[end] !== CR) end++;
    const colon = head.indexOf(COLON, line);
    // A folded line (it begins with white space) continues the value before it, and so does what a lone CR cuts off.
    const goesOn = head[line] === SPACE || head[line] === TAB || (secret && head[line - 1] === CR);
    const named = colon > line && colon < end && SECRET.has(Buffer.from(head.subarray(line, colon)).toString('latin1').trim().toLowerCase());
    if (!goesOn || named) secret = named;
    if (secret && end > line) {
      copy ??= Uint8Array.from(head);
      copy.fill(STAR, named ? (head[colon + 1] === SPACE ? colon + 2 : colon + 1) : line, end);
    }
  }
  return copy ?? head;
}

/** Blanks secret values in the trailers of one chunked body, which come in as many pieces as they please. */
export class TrailerRedactor {
  #body: BodyCounter;
  /** `after-name`: right behind the colon of a secret one, whose one space is kept as in heads. */
  #at: 'line-start' | 'name' | 'after-name' | 'secret' | 'plain' = 'line-start';
  #secret = false;
  #name = '';

  constructor(body: BodyKind) {
    this.#body = new BodyCounter(body.kind === 'chunked' ? body : { kind: 'none' });
  }

  /** The next bytes of the body as they may be shown: a copy where something had to be blanked. */
  clean(bytes: Uint8Array): Uint8Array {
    const end = this.#body.take(bytes);
    let copy: Uint8Array | undefined;
    for (let i = this.#body.trailersAt; i < end; i++) {
      if (this.#hides(bytes[i] as number)) (copy ??= Uint8Array.from(bytes))[i] = STAR;
    }
    return copy ?? bytes;
  }

  /** Reads one byte of a trailer line; whether it is part of a secret value. */
  #hides(byte: number): boolean {
    if (byte === LF || (byte === CR && !this.#secret)) {
      this.#at = 'line-start';
      return false;
    }
    if (this.#at === 'line-start') {
      // A folded line (it begins with white space) continues the value before it.
      if (byte === SPACE || byte === TAB) this.#at = this.#secret ? 'secret' : 'plain';
      else {
        this.#at = 'name';
        this.#name = '';
        this.#secret = false;
      }
    }
    if (this.#at === 'name') {
      if (byte === COLON) {
        this.#secret = SECRET.has(this.#name.trim().toLowerCase());
        this.#at = this.#secret ? 'after-name' : 'plain';
      } else if (this.#name.length < LONGEST_NAME) this.#name += String.fromCharCode(byte);
      return false;
    }
    if (this.#at === 'after-name') {
      this.#at = 'secret';
      if (byte === SPACE) return false;
    }
    return this.#at === 'secret' && byte !== CR;
  }
}
