/**
 * The page's end of one live line, as a demo's `drive` sees it: the real WebSocket, fetch and socket.io-client,
 * dialled with the line's token, their moments marked in the trace.
 */
import { TOKEN_PARAM } from '../../protocol/channel.ts';
import type { Json, TraceEvent } from '../../protocol/trace/event.ts';
import { MARK } from '../../protocol/trace/marks.ts';
import type { ControlChannel } from './control.ts';
import type { LiveLine } from './demo.ts';
import type { LineAddress } from './reach.ts';

export interface LineParts {
  channel: ControlChannel;
  address: LineAddress;
  line: number;
  token: string;
  /** The server's monotonic clock at the trace's t = 0, ms. */
  opened: number;
  signal: AbortSignal;
  /** Receives the page's own events. */
  note(events: TraceEvent[]): void;
}

/** Counts from 1 for each name: which socket on this path, which request on this path. */
function ordinals(): (name: string) => number {
  const seen = new Map<string, number>();
  return (name) => {
    const next = (seen.get(name) ?? 0) + 1;
    seen.set(name, next);
    return next;
  };
}

export function createLiveLine({ channel, address, line, token, opened, signal, note }: LineParts): LiveLine {
  const nthSocket = ordinals();
  const nthRequest = ordinals();
  const now = () => performance.now() + channel.offset - opened;
  const mark = (name: string, data?: Json) =>
    note([{ kind: 'mark', t: now(), end: 'client', name, ...(data === undefined ? {} : { data }) }]);

  function url(path: string, scheme: 'http' | 'ws' = 'http'): string {
    const full = new URL(path, address[scheme]);
    full.searchParams.set(TOKEN_PARAM, token);
    return full.href;
  }
  const pathOf = (path: string) => new URL(path, address.http).pathname;

  const self: LiveLine = {
    http: address.http,
    ws: address.ws,
    token,
    url,
    signal,
    now,
    mark,
    webSocket(path) {
      const at = { path: pathOf(path), socket: nthSocket(pathOf(path)) };
      const socket = new WebSocket(url(path, 'ws')) as ReturnType<LiveLine['webSocket']>;
      socket.binaryType = 'arraybuffer';
      let sent = 0;
      let received = 0;
      socket.sendMarked = (data) => {
        // Marked before it is handed over, so that the mark can never come after the bytes.
        mark(MARK.wsSend, { ...at, n: ++sent });
        socket.send(data as string | Uint8Array<ArrayBuffer>);
      };
      const close = socket.close.bind(socket);
      socket.close = (code, reason) => {
        if (socket.readyState === WebSocket.OPEN) mark(MARK.wsClosing, at);
        close(code, reason);
      };
      socket.addEventListener('open', () => mark(MARK.wsOpen, at));
      socket.addEventListener('message', () => mark(MARK.wsMessage, { ...at, n: ++received }));
      socket.addEventListener('close', ({ code, reason, wasClean }) => mark(MARK.wsClose, { ...at, code, reason, wasClean }));
      signal.addEventListener('abort', () => socket.close(), { once: true });
      return socket;
    },
    async fetch(path, init) {
      const at = { path: pathOf(path), n: nthRequest(pathOf(path)) };
      mark(MARK.httpRequest, at);
      const response = await fetch(url(path), { cache: 'no-store', credentials: 'omit', ...init, signal: either(signal, init?.signal) });
      mark(MARK.httpResponse, { ...at, status: response.status });
      return response;
    },
    async io(options = {}) {
      const { io } = await import('socket.io-client');
      const given = options as { query?: Record<string, string> };
      const socket = io(address.http, { forceNew: true, ...options, query: { ...given.query, [TOKEN_PARAM]: token } });
      if (signal.aborted) socket.disconnect();
      signal.addEventListener('abort', () => socket.disconnect(), { once: true });
      return socket;
    },
    async setFaults(faults) {
      await channel.request('line:faults', { line, faults });
    },
    async cut(how) {
      await channel.request('line:cut', { line, how });
    },
    async tell(action, data = {}) {
      await channel.request('line:tell', { line, action, data });
    },
  };
  return self;
}

/** Aborted with the first of both (AbortSignal.any is younger than many phones). */
function either(one: AbortSignal, other: AbortSignal | null | undefined): AbortSignal {
  if (!other) return one;
  const both = new AbortController();
  for (const signal of [one, other]) {
    if (signal.aborted) both.abort(signal.reason);
    signal.addEventListener('abort', () => both.abort(signal.reason), { once: true });
  }
  return both.signal;
}
