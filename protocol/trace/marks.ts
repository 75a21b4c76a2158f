/**
 * The marks by which a page says when something left it or reached it, exactly as they are spelled and what they carry.
 * `readTrace` pairs them with the crossings they tell of; what carries no mark is timed by estimate.
 *
 * Paired by path and ordinal: `path` is the URL's pathname without its query; the nth WebSocket that the page dialled
 * on that path (`socket`), the nth data message on it (`n`); for HTTP the nth fetch on that path (`n`). All count
 * from 1. Preflights (OPTIONS with Access-Control-Request-Method) are the browser's own and are not counted.
 * All are made by the client's end (`end: 'client'`), with `t` on the server's clock.
 */
import type { TraceEvent } from './event.ts';

export const MARK = {
  /** `{ path, socket }`: the WebSocket's `open` event: the 101 arrived. */
  wsOpen: 'ws.open',
  /** `{ path, socket, n }`: right before `send()` of the nth data message (text or binary). */
  wsSend: 'ws.send',
  /** `{ path, socket, n }`: the `message` event of the nth data message. */
  wsMessage: 'ws.message',
  /** `{ path, socket }`: right before `close()`, where the page closes by itself. May be left out. */
  wsClosing: 'ws.closing',
  /** `{ path, socket, code, reason, wasClean }`: the `close` event. */
  wsClose: 'ws.close',
  /** `{ path, n }`: right before `fetch()`. */
  httpRequest: 'http.request',
  /** `{ path, n, status }`: the response's head arrived (fetch resolved). */
  httpResponse: 'http.response',
  /** `{ path, n }`: the body was read to its end. May be left out. */
  httpEnd: 'http.end',
} as const;
export type MarkName = (typeof MARK)[keyof typeof MARK];

type MarkEvent = Extract<TraceEvent, { kind: 'mark' }>;

/** Times of the page's marks, found by what they are about. */
export interface MarkIndex {
  add(mark: MarkEvent): void;
  /** `first` is the socket's ordinal (ws.*) or the fetch's (http.*); `n` the message's. Undefined where no mark tells. */
  at(name: MarkName, path: string, first: number, n?: number): number | undefined;
}

export function createMarkIndex(): MarkIndex {
  const times = new Map<string, number>();
  const key = (name: string, path: unknown, first: unknown, n: unknown) => `${name} ${path as string} ${first as number} ${(n as number) ?? ''}`;
  return {
    add({ name, data, t, end }) {
      if (end !== 'client' || typeof data !== 'object' || data === null || Array.isArray(data)) return;
      const http = name.startsWith('http.');
      if (!http && !name.startsWith('ws.')) return;
      const id = http ? key(name, data.path, data.n, undefined) : key(name, data.path, data.socket, data.n);
      // The first one counts: a mark that is said twice must not move what was drawn.
      if (!times.has(id)) times.set(id, t);
    },
    at: (name, path, first, n) => times.get(key(name, path, first, n)),
  };
}
