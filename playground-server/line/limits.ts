/** What one page and one class may take from the server at once. Each limit is told, in words, where it acts. */
export interface LineLimits {
  /** Lines that one page (one control connection) may hold, and all pages together. */
  linesPerPage: number;
  lines: number;
  /** TCP connections, and Socket.IO sessions, that one line may use at a time. A lost session counts until its timeout. */
  connectionsPerLine: number;
  sessionsPerLine: number;
  /** TCP connections of all lines together. */
  connections: number;
  /** Bytes that are recorded for one line; past it lengths stay true and bytes are no longer kept. */
  recordedBytesPerLine: number;
  /** Bytes that may cross one line in its life, recorded or not. */
  bytesPerLine: number;
  /**
   * How much of each second (ms) the server works on what one line's client sends; past it the client waits, so that a
   * flood on one line is hardly felt on the others.
   */
  busyMs: number;
  /**
   * The same of all lines together. While they are over it, each may have only `frugalMs` of a second: enough for a demo,
   * not for a flood.
   */
  crowdMs: number;
  frugalMs: number;
  /** Memory (bytes) that traces of all lines together hold while they wait to be shown; past it the page that lets most wait loses its lines. */
  waitingBytes: number;
  /** Bytes that delays and throttles of all lines together may hold back; past it each sender is slowed early. */
  heldBytes: number;
  /** A line without a byte for this long, and a line of this age, is hung up (ms). */
  idleMs: number;
  ageMs: number;
  /** How long a connection that a fault holds silent is kept (ms). */
  silentMs: number;
  /** Requests on the control channel: per page and second, with a burst of as many. */
  requestsPerSecond: number;
  /** How long a request may take to arrive, head and whole (ms). */
  headMs: number;
  requestMs: number;
  /** The largest request head and body, and WebSocket message, on a line (bytes). */
  headBytes: number;
  bodyBytes: number;
}

export const LINE_LIMITS: LineLimits = {
  linesPerPage: 4,
  lines: 1_000,
  connectionsPerLine: 12,
  sessionsPerLine: 50,
  connections: 5_000,
  recordedBytesPerLine: 512 * 1024,
  bytesPerLine: 64 * 1024 * 1024,
  busyMs: 50,
  crowdMs: 300,
  frugalMs: 5,
  waitingBytes: 64 * 1024 * 1024,
  heldBytes: 64 * 1024 * 1024,
  idleMs: 120_000,
  ageMs: 30 * 60_000,
  silentMs: 120_000,
  requestsPerSecond: 40,
  headMs: 20_000,
  requestMs: 60_000,
  headBytes: 16 * 1024,
  bodyBytes: 1_000_000,
};

/** The clock and timers that limits stand on; tests put their own in its place. Times are monotonic ms. */
export interface Clock {
  now(): number;
  after(ms: number, run: () => void): () => void;
  every(ms: number, run: () => void): () => void;
}

export const realClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
  every(ms, run) {
    const timer = setInterval(run, ms);
    timer.unref();
    return () => clearInterval(timer);
  },
};
