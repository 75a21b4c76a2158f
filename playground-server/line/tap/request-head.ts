/** A request's head as it arrives, in as many pieces as it pleases: none of them makes the others be read again. */
import { tokenIn, type Piece } from './exchange.ts';
import { headEnd, startLine } from './http-scan.ts';

export class RequestHead {
  #pieces: Piece[] = [];
  /** All pieces in one: the first itself while it is alone, then a copy that grows. */
  #bytes: Uint8Array = new Uint8Array(0);
  #token: string | undefined;
  #lineSeen = false;
  /** How much of it the server has already (bytes). */
  passed = 0;
  size = 0;

  /** How many bytes of `piece` belong to the head, and whether it is whole with them. Adds them. */
  take(piece: Piece): { taken: number; whole: boolean } {
    const before = this.size;
    this.#append(piece.bytes);
    // The empty line may lie across two pieces: searched for from a little before the new one.
    const end = headEnd(this.#bytes.subarray(0, before + piece.bytes.length), before - 3);
    const taken = end < 0 ? piece.bytes.length : end - before;
    this.#pieces.push({ t: piece.t, bytes: piece.bytes.subarray(0, taken) });
    this.size = before + taken;
    return { taken, whole: end >= 0 };
  }
  #append(bytes: Uint8Array): void {
    const needed = this.size + bytes.length;
    if (this.size === 0) this.#bytes = bytes;
    else {
      if (this.#pieces.length === 1 || needed > this.#bytes.length) {
        const grown = Buffer.allocUnsafeSlow(Math.max(1024, needed * 2));
        grown.set(this.bytes);
        this.#bytes = grown;
      }
      this.#bytes.set(bytes, this.size);
    }
  }
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.size);
  }
  get pieces(): readonly Piece[] {
    return this.#pieces;
  }
  /** The line's token, from when the first line is whole; undefined where it has none. */
  get token(): string | undefined {
    if (!this.#lineSeen) {
      const { start, whole } = startLine(this.bytes);
      this.#lineSeen = whole;
      if (whole) this.#token = tokenIn(start);
    }
    return this.#token;
  }
  /** What the server does not have yet, a copy; it counts as passed from now on. */
  rest(): Buffer {
    const rest = Buffer.from(this.bytes.subarray(this.passed));
    this.passed = this.size;
    return rest;
  }
}
