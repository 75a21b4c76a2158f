/**
 * A control connection as the owner of lines: gathers events into batches, and never lets a slow viewer hold up the
 * line or fill the memory.
 */
import type { Announcements, GoneReason } from '../../protocol/control.ts';
import { packEvents } from '../../protocol/trace/pack.ts';
import { Batch } from './batch.ts';
import type { Clock } from './limits.ts';
import type { LineOwner } from './lines.ts';

/**
 * A batch leaves after this long (ms), this many bytes or this many events, whichever is first: packing more of them at
 * a time is felt in the p99 of what crosses meanwhile (`npm run bench line`).
 */
const BATCH_MS = 30;
const BATCH_BYTES = 64 * 1024;
const BATCH_EVENTS = 64;
/** While the channel holds this much unsent (bytes), batches wait. */
const MAX_UNSENT = 256 * 1024;
/** A batch that had to wait until it is this large (bytes, events) keeps lengths only from then on. */
const MAX_WAITING_BYTES = 256 * 1024;
const MAX_WAITING_EVENTS = 10_000;
/** What waits in all is looked at whenever one line's part has grown by so much (bytes): looking costs too. */
const GROWN_BYTES = 64 * 1024;

export interface Viewer extends LineOwner {
  /** Sends what waits, now. */
  flush(): void;
  /** Forgets what waits; what still comes is left. */
  close(): void;
}

export interface ViewerOptions {
  clock: Clock;
  send<N extends keyof Announcements>(name: N, payload: Announcements[N]): void;
  /** Bytes that the channel has accepted and not sent yet. */
  unread(): number;
  /** The viewer is too slow for this line's bytes: they are to be kept no longer. */
  cutOff(line: number): void;
  /** The viewer is too slow even for their lengths: the line has to go. */
  giveUp(line: number): void;
  /** What waits has grown: somebody is to look at the whole. */
  grown(): void;
}

export function createViewer(options: ViewerOptions): Viewer {
  const batches = new Map<number, Batch>();
  const cut = new Set<number>();
  /** What each line's batch weighed when the whole was looked at last. */
  const weighed = new WeakMap<Batch, number>();
  let closed = false;
  let cancel: (() => void) | undefined;
  const blocked = () => options.unread() > MAX_UNSENT;
  const later = () => (cancel ??= options.clock.after(BATCH_MS, tick));

  /** Sends what waits, line after line, but not so much at one time that the lines themselves would feel it. */
  function tick(): void {
    cancel = undefined;
    if (blocked()) return void later();
    let sent = 0;
    for (const [line, batch] of batches) {
      if (batch.size === 0) continue;
      if (sent >= BATCH_EVENTS) return void (cancel = options.clock.after(1, tick));
      sent += batch.size;
      send(line, batch);
      // Its turn comes again after the others'.
      batches.delete(line);
      batches.set(line, batch);
    }
  }
  function flush(): void {
    cancel?.();
    cancel = undefined;
    for (const [line, batch] of batches) send(line, batch);
  }
  function send(line: number, batch: Batch): void {
    if (batch.size === 0) return;
    options.send('line:trace', { line, ...packEvents(batch.take()) });
    weighed.delete(batch);
  }
  function restrain(line: number, batch: Batch): void {
    if (batch.size > 2 * MAX_WAITING_EVENTS) return options.giveUp(line);
    if (!cut.has(line) && (batch.bytes > MAX_WAITING_BYTES || batch.size > MAX_WAITING_EVENTS)) {
      cut.add(line);
      options.cutOff(line);
    }
    const { weight } = batch;
    if (weight - (weighed.get(batch) ?? 0) < GROWN_BYTES) return;
    weighed.set(batch, weight);
    options.grown();
  }

  return {
    trace(line, event) {
      if (closed) return;
      let batch = batches.get(line);
      if (!batch) batches.set(line, (batch = new Batch()));
      batch.add(event);
      if (batch.bytes < BATCH_BYTES && batch.size < BATCH_EVENTS) return void later();
      if (!blocked()) return send(line, batch);
      later();
      restrain(line, batch);
    },
    gone(line: number, reason: GoneReason, params) {
      if (closed) return;
      if (!blocked()) flush();
      batches.delete(line);
      options.send('line:gone', { line, reason, ...(params ? { params } : {}) });
    },
    forget(line) {
      if (!blocked()) flush();
      batches.delete(line);
      cut.delete(line);
    },
    waiting() {
      let bytes = options.unread();
      for (const batch of batches.values()) bytes += batch.weight;
      return bytes;
    },
    flush,
    close() {
      closed = true;
      cancel?.();
      batches.clear();
    },
  };
}
