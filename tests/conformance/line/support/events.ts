/** A line's events as a test sees them: collected, awaited, and put together as streams. */
import type { End } from '../../../../protocol/span.ts';
import type { TraceEvent } from '../../../../protocol/trace/event.ts';

export type Of<K extends TraceEvent['kind']> = Extract<TraceEvent, { kind: K }>;

export class Events {
  readonly all: TraceEvent[] = [];
  #waiting = new Set<() => void>();
  add(event: TraceEvent): void {
    this.all.push(event);
    for (const look of this.#waiting) look();
  }
  of<K extends TraceEvent['kind']>(kind: K): Of<K>[] {
    return this.all.filter((event): event is Of<K> => event.kind === kind);
  }
  /** Resolves as soon as `enough` holds for what was collected. */
  until(enough: (events: Events) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!enough(this)) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }
  /** All that one end sent, in order of exchanges and offsets; of one connection where given. */
  stream(from: End, connection?: number): Buffer {
    const parts = this.of('bytes').filter((event) => event.from === from && (connection === undefined || event.connection === connection));
    parts.sort((a, b) => a.exchange - b.exchange || a.at - b.at);
    return Buffer.concat(parts.map(({ bytes }) => bytes));
  }
  /** True length of what one end sent, kept or not. */
  length(from: End): number {
    return this.of('bytes').reduce((sum, event) => sum + (event.from === from ? event.length : 0), 0);
  }
  /** One event of each kind and fault, for whole-sequence assertions. */
  faults(): string[] {
    return this.of('fault').map(({ fault }) => fault);
  }
}
