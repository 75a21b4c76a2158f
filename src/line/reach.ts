/**
 * Learns by measuring whether the playground server can be reached, and by what.
 *
 * One check serves the whole page. While the server is out of reach it is repeated with growing pauses, and when the
 * browser says that the network or the reader is back. While it is in reach one small question now and then keeps the
 * badges honest: a server that died is not "live" until somebody presses.
 */

export type Reach = 'live-websocket' | 'live-polling' | 'recording';

/** Where the line listener is: origins without path. */
export interface LineAddress {
  http: string;
  ws: string;
}
export interface Reached {
  reach: Reach;
  /** Undefined where nothing answered. */
  line: LineAddress | undefined;
}

/** What a check needs from the browser; tests bring their own. */
export interface Surroundings {
  location: { origin: string; protocol: string; hostname: string };
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  WebSocket: new (url: string) => Pick<WebSocket, 'close' | 'onopen' | 'onerror' | 'onclose'>;
  setTimeout: (run: () => void, ms: number) => unknown;
  clearTimeout: (id: never) => void;
  /** Is nobody looking at the page? Then nothing is asked. */
  isHidden?: () => boolean;
}

/** How long one question may stay unanswered, ms. */
export const PATIENCE = 3000;
/** Pauses between checks while nothing answers, ms; the last one repeats. */
export const PAUSES = [2000, 3000, 5000, 8000, 12_000, 15_000] as const;

/** How often a page that is looked at asks whether the server is still there, ms. */
export const STILL_THERE = 5000;

/** Address of the line listener as `/healthz` names it: `url` where it has a name of its own, else the page's host. */
export function lineAddress(line: { port: number; url: string | null }, location: Surroundings['location']): LineAddress {
  const http = line.url ? new URL(line.url).origin : `${location.protocol}//${location.hostname}:${line.port}`;
  return { http, ws: http.replace(/^http/, 'ws') };
}

/** Rejects after `PATIENCE` ms; `give` is told to give up then. */
function within<T>(around: Surroundings, ask: (given: AbortSignal) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = new AbortController();
    const timer = around.setTimeout(() => {
      end.abort();
      reject(new Error('no answer'));
    }, PATIENCE);
    ask(end.signal)
      .then(resolve, reject)
      .finally(() => around.clearTimeout(timer as never));
  });
}

const getHealth = (around: Surroundings, origin: string) =>
  within(around, async (signal) => {
    const response = await around.fetch(`${origin}/healthz`, { signal, cache: 'no-store', credentials: 'omit' });
    const health = (await response.json()) as { ok?: unknown; line?: { port?: unknown; url?: unknown } };
    if (!response.ok || health?.ok !== true) throw new Error('not well');
    return health;
  });

const probe = (around: Surroundings, ws: string) =>
  within(
    around,
    (signal) =>
      new Promise<true>((resolve, reject) => {
        const socket = new around.WebSocket(`${ws}/probe`);
        socket.onopen = () => resolve(true);
        socket.onerror = socket.onclose = () => reject(new Error('no WebSocket'));
        signal.addEventListener('abort', () => socket.close());
      }),
  );

/** One measurement. Never rejects; answers within twice `PATIENCE`. */
export async function measure(around: Surroundings): Promise<Reached> {
  try {
    const { line } = await getHealth(around, around.location.origin);
    if (typeof line?.port !== 'number') throw new Error('no line');
    const address = lineAddress({ port: line.port, url: typeof line.url === 'string' ? line.url : null }, around.location);
    const [http, ws] = await Promise.all([
      getHealth(around, address.http).then(Boolean, () => false),
      probe(around, address.ws).catch(() => false),
    ]);
    if (http) return { reach: ws ? 'live-websocket' : 'live-polling', line: address };
  } catch {
    // Not reached: said by the return value.
  }
  return { reach: 'recording', line: undefined };
}

export interface ReachWatch {
  /** The last result; undefined before the first. */
  readonly now: Reached | undefined;
  /** The first result, or the next where a check is under way. */
  settled(): Promise<Reached>;
  /** Something failed that the last result promised: ask again. `asGiven` counts until the answer is there. */
  recheck(asGiven?: Reached): Promise<Reached>;
  /** Calls back on every change, and once at once where a result is there. Returns how to stop. */
  watch(changed: (reached: Reached) => void): () => void;
}

/** Asks on first use. `wake` calls back when the network or the reader may be back. */
export function watchReach(around: Surroundings, wake: (ask: () => void) => void): ReachWatch {
  let now: Reached | undefined;
  let asking: Promise<Reached> | undefined;
  let timer: unknown;
  let failures = 0;
  const watchers = new Set<(reached: Reached) => void>();

  function settle(reached: Reached) {
    const changed = now?.reach !== reached.reach || now.line?.http !== reached.line?.http;
    now = reached;
    if (changed) for (const watcher of [...watchers]) watcher(reached);
  }
  function ask(): Promise<Reached> {
    around.clearTimeout(timer as never);
    asking ??= measure(around).then((reached) => {
      asking = undefined;
      failures = reached.reach === 'recording' ? failures + 1 : 0;
      if (failures > 0) timer = around.setTimeout(() => void ask(), PAUSES[Math.min(failures, PAUSES.length) - 1]!);
      else stay();
      settle(reached);
      return reached;
    });
    return asking;
  }
  /** In reach: only the site's own health is asked; whatever is wrong there is measured as a whole. */
  function stay() {
    timer = around.setTimeout(() => {
      if (around.isHidden?.()) return stay();
      getHealth(around, around.location.origin).then(
        () => {
          if (!asking) stay();
        },
        () => void ask(),
      );
    }, STILL_THERE);
  }
  let woken = false;
  function firstUse() {
    if (woken) return;
    woken = true;
    wake(() => void ask());
  }
  return {
    get now() {
      return now;
    },
    settled() {
      firstUse();
      return asking ?? (now ? Promise.resolve(now) : ask());
    },
    recheck(asGiven) {
      firstUse();
      if (asGiven) settle(asGiven);
      return ask();
    },
    watch(changed) {
      firstUse();
      watchers.add(changed);
      if (now) changed(now);
      else void ask();
      return () => watchers.delete(changed);
    },
  };
}

let page: ReachWatch | undefined;
/** The page's own watch. In a browser only. */
export function pageReach(): ReachWatch {
  page ??= watchReach(
    {
      location,
      fetch: (url, init) => fetch(url, init),
      WebSocket,
      setTimeout: (run, ms) => setTimeout(run, ms),
      clearTimeout: (id) => clearTimeout(id),
      isHidden: () => document.visibilityState === 'hidden',
    },
    (ask) => {
      addEventListener('online', ask);
      addEventListener('pageshow', (event) => event.persisted && ask());
      document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && ask());
    },
  );
  return page;
}
