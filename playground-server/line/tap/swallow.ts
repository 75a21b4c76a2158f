/**
 * Bytes that come from a client where nothing passes any more (a hang, a black hole, a refusal): told in the trace as
 * lost, as far as they are the exchange's own. What follows its request is another's, maybe another line's, with
 * cookies in it, and is told to nobody.
 */
import type { Exchange, Piece } from './exchange.ts';

export class Swallow {
  /** Bytes came before the answer to an upgrade; they were another request's. */
  #early = false;
  #foreign = false;

  take(exchange: Exchange | undefined, piece: Piece): void {
    if (!exchange || this.#foreign) return;
    if (exchange.switched) return exchange.client(piece, { lost: true });
    if (exchange.upgrade) {
      // Frames sent early, or another request: a frame before the answer begins with no letter (RFC 6455 §5.2).
      const [first = 0] = piece.bytes;
      this.#foreign = !this.#early && first >= 0x41 && first <= 0x5a;
      this.#early = true;
      return this.#foreign ? undefined : exchange.client(piece, { lost: true });
    }
    const size = exchange.requestBody.take(piece.bytes);
    if (size > 0) exchange.client({ t: piece.t, bytes: piece.bytes.subarray(0, size) }, { lost: true });
  }
}
