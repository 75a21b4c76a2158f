/**
 * A control connection as the owner of lines: gathers events into batches, and never lets a slow viewer hold up the
 * line or fill the memory.
 */
import type { Announcements, GoneReason } from '../../protocol/control.ts';
import type { TraceEvent } from '../../protocol/trace/event.ts';
import { packEvents } from '../../protocol/trace/pack.ts';
import type { Clock } from './limits.ts';
import type { LineOwner } from './lines.ts';

/** A batch leaves after this long (ms) or this many bytes, whichever is first. */
const BATCH_MS = 30;
const BATCH_BYTES = 64 * 1024;
/** A viewer that has this much unread (bytes) gets no more bytes, only their lengths, until it has caught up. */
const MAX_UNREAD = 4 * 1024 * 1024;

interface Batch {
  events: TraceEvent[];
  bytes: number;
}

export interface Viewer extends LineOwner {
  /** Sends what waits, now. */
  flush(): void;
  close(): void;
}

export function createViewer(options: {
  clock: Clock;
  send<N extends keyof Announcements>(name: N, payload: Announcements[N]): void;
  /** Bytes that the channel has accepted and not sent yet. */
  unread(): number;
}): Viewer {
  const batches = new Map<number, Batch>();
  let waiting = 0;
  let cancel: (() => void) | undefined;

  function flush(): void {
    cancel?.();
    cancel = undefined;
    for (const [line, { events }] of batches) options.send('line:trace', { line, ...packEvents(events) });
    batches.clear();
    waiting = 0;
  }

  return {
    trace(line, event, size) {
      const batch = batches.get(line) ?? { events: [], bytes: 0 };
      batches.set(line, batch);
      // A viewer too slow to read keeps the lengths and loses the bytes: the line itself is never slowed.
      const dropped = event.kind === 'bytes' && size > 0 && options.unread() > MAX_UNREAD;
      batch.events.push(dropped ? { ...event, bytes: new Uint8Array() } : event);
      if (dropped) batch.events.push({ kind: 'cut-off', t: event.t, limit: MAX_UNREAD });
      else {
        batch.bytes += size;
        waiting += size;
      }
      if (batch.bytes >= BATCH_BYTES) flush();
      else cancel ??= options.clock.after(BATCH_MS, flush);
    },
    gone(line: number, reason: GoneReason, params) {
      flush();
      options.send('line:gone', { line, reason, ...(params ? { params } : {}) });
    },
    waiting: () => waiting,
    flush,
    close() {
      cancel?.();
      batches.clear();
      waiting = 0;
    },
  };
}
