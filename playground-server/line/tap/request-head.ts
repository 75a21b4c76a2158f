/** A request's head as it arrives, in as many pieces as it pleases. */
import type { Piece } from './exchange.ts';
import { headEnd } from './http-scan.ts';

export class RequestHead {
  #pieces: Piece[] = [];
  /** How much of it the server has already (bytes). */
  passed = 0;
  size = 0;

  /** How many bytes of `piece` belong to the head, and whether it is whole with them. Adds them. */
  take(piece: Piece): { taken: number; whole: boolean } {
    const joined = this.size === 0 ? piece.bytes : Buffer.concat([this.bytes, piece.bytes]);
    // The empty line may lie across two pieces: searched for from a little before the new one.
    const end = headEnd(joined, this.size - 3);
    const taken = end < 0 ? piece.bytes.length : end - this.size;
    this.#pieces.push({ t: piece.t, bytes: piece.bytes.subarray(0, taken) });
    this.size += taken;
    return { taken, whole: end >= 0 };
  }
  get bytes(): Uint8Array {
    const [first] = this.#pieces;
    return this.#pieces.length === 1 && first ? first.bytes : Buffer.concat(this.#pieces.map(({ bytes }) => bytes));
  }
  get pieces(): readonly Piece[] {
    return this.#pieces;
  }
  /** What the server does not have yet, a copy; it counts as passed from now on. */
  rest(): Buffer {
    const rest = Buffer.from(this.bytes.subarray(this.passed));
    this.passed = this.size;
    return rest;
  }
}
