/** Events of one line that wait to be sent. Where bytes are no longer kept, lengths are added up instead of listed. */
import type { TraceEvent } from '../../protocol/trace/event.ts';

/** What an event holds besides its bytes or words: 220 bytes of memory where it was measured, and some for the list. */
const EVENT_WEIGHT = 300;

type Of<K extends TraceEvent['kind']> = Extract<TraceEvent, { kind: K }>;

export class Batch {
  #events: TraceEvent[] = [];
  #lengths = new Map<string, Of<'bytes'>>();
  #flushed = new Map<number, Of<'flushed'>>();
  #cutOff = false;
  /** Length of what marks say. */
  #words = 0;
  /** Bytes kept in the events that wait. */
  bytes = 0;
  get size(): number {
    return this.#events.length;
  }
  /** About how much memory it holds, bytes. */
  get weight(): number {
    return this.bytes + this.#words + this.#events.length * EVENT_WEIGHT;
  }
  add(event: TraceEvent): void {
    if (event.kind === 'cut-off') this.#cutOff = true;
    if (this.#cutOff && this.#merged(event)) return;
    if (event.kind === 'bytes') this.bytes += event.bytes.length;
    else if (event.kind === 'mark' && event.data !== undefined) this.#words += 2 * JSON.stringify(event.data).length;
    this.#events.push(event);
  }
  /** What waited; the batch begins anew. */
  take(): TraceEvent[] {
    const events = this.#events;
    this.#events = [];
    this.#lengths.clear();
    this.#flushed.clear();
    this.bytes = 0;
    this.#words = 0;
    return events;
  }
  #merged(event: TraceEvent): boolean {
    if (event.kind === 'flushed') {
      const before = this.#flushed.get(event.exchange);
      if (!before) return void this.#flushed.set(event.exchange, event), false;
      before.upto = Math.max(before.upto, event.upto);
      return true;
    }
    if (event.kind !== 'bytes' || event.bytes.length > 0 || event.lost || event.held) return false;
    const key = `${event.exchange} ${event.from}`;
    const before = this.#lengths.get(key);
    if (!before || before.at + before.length !== event.at) return void this.#lengths.set(key, event), false;
    before.length += event.length;
    return true;
  }
}
