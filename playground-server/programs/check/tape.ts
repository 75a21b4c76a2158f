/** One line of a check: keeps its trace, reads it as it grows, and wakes whoever waits for a packet on it. */
import '../../../protocol/trace/engine-io.ts';
import type { LinePacket } from '../../../protocol/exercises.ts';
import type { TraceEvent } from '../../../protocol/trace/event.ts';
import { clientMessages } from '../../../protocol/trace/messages.ts';
import { createTraceReader } from '../../../protocol/trace/reader.ts';

/**
 * A namespace that no program has: Socket.IO answers a wish to join it on the same connection, after everything that was
 * sent before was handled. So a check knows what will not come any more, without waiting by time.
 */
export const KNOCK = '/knock-';
/** Packets that want something of the program. */
const WISHES: ReadonlySet<string> = new Set(['CONNECT', 'EVENT', 'BINARY_EVENT']);
/** More packets than any honest program sends in a check. */
export const MOST_PACKETS = 2_000;
/** Bytes of one line that are kept. */
export const MOST_BYTES = 200_000;
/** From this many packets on, reading waits a little (ms), so that a flood costs few readings. */
const MANY = 100;
const PAUSE_MS = 25;

export interface Tape {
  add(event: TraceEvent, size: number): void;
  readonly events: readonly TraceEvent[];
  /** Bytes kept so far. */
  readonly size: number;
  packets(): readonly LinePacket[];
  /** The crossing that carried the client's `nth` message, from 1 (`Cause.packet`). */
  message(nth: number): string | undefined;
  /** The last that the client wanted of the program, and when it had arrived. */
  lastWish(): { crossing: string; arrived: number } | undefined;
  /** Called after something was read; returns how to stop. */
  watch(changed: () => void): () => void;
}

export function createTape(): Tape {
  const reader = createTraceReader();
  const events: TraceEvent[] = [{ kind: 'clock', t: 0, rtt: 0 }];
  const watchers = new Set<() => void>();
  let unread: TraceEvent[] = [...events];
  let packets: LinePacket[] = [];
  let size = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function read(): void {
    timer = undefined;
    reader.push(unread);
    unread = [];
    packets = [];
    for (const { id, from, packets: inside } of reader.view().crossings) {
      for (const { socket } of inside) {
        if (!socket || socket.error) continue;
        const { name, namespace, ackId, data } = socket;
        const list = Array.isArray(data) ? (data as unknown[]) : [];
        const isEvent = name === 'EVENT' || name === 'BINARY_EVENT';
        packets.push({
          n: packets.length,
          from,
          name,
          namespace,
          ...(ackId === undefined ? {} : { ackId }),
          ...(isEvent ? { event: String(list[0]) } : {}),
          args: isEvent ? list.slice(1) : list,
          data,
          crossing: id,
        });
        if (packets.length > MOST_PACKETS) break;
      }
    }
    for (const changed of [...watchers]) changed();
  }

  function upToNow(): void {
    if (timer === undefined) return;
    clearTimeout(timer);
    read();
  }

  return {
    add(event, bytes) {
      // Past its bounds only the end of a connection is news.
      if (packets.length > MOST_PACKETS || (size > MOST_BYTES && event.kind === 'bytes')) return;
      size += bytes;
      events.push(event);
      unread.push(event);
      timer ??= setTimeout(read, packets.length > MANY ? PAUSE_MS : 0);
    },
    events,
    get size() {
      return size;
    },
    packets: () => packets,
    message(nth) {
      upToNow();
      return clientMessages(reader.view())[nth - 1]?.id;
    },
    lastWish() {
      upToNow();
      const last = clientMessages(reader.view()).findLast(({ packets: inside }) => inside.some(({ socket }) => socket && WISHES.has(socket.name) && !socket.namespace.startsWith(KNOCK)));
      return last?.arrived === undefined ? undefined : { crossing: last.id, arrived: last.arrived };
    },
    watch(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}
