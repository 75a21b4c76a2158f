/**
 * What the page does on the fallback demo's line: the real `io()`, with the options the reader picked, on a network
 * that breaks WebSocket the way the reader picked. The far end is `playground-server/demos/fallback.ts`.
 */
import type { Faults } from '../../../protocol/control.ts';
import type { LiveLine } from '../../line/demo.ts';

/** How many messages each end sends, and how far apart (ms); the far end's own are the same. */
export const MESSAGES = 8;
const EVERY = 250;
/** How long (ms) we keep watching an upgrade that nobody answers, and a client that never gets through. */
const WATCH_PROBE = 2_500;
const WATCH_NEVER = 9_000;
/** … or this many failed attempts, whichever comes first. */
const ATTEMPTS = 4;

/** The options object for `io()`: exactly what stands in the lesson's table, nothing hidden. */
export function ioOptions(transports: string): { transports?: string[]; tryAllTransports?: boolean } {
  switch (transports) {
    case 'websocket':
      return { transports: ['websocket'] };
    case 'websocket-polling':
      return { transports: ['websocket', 'polling'] };
    case 'try-all':
      return { transports: ['websocket', 'polling'], tryAllTransports: true };
    default:
      return {};
  }
}

export function faultsFor(options: Record<string, string>): Faults {
  const network = options.network;
  return network === 'refuse-400' || network === 'refuse-403' || network === 'strip' || network === 'hang' ? { upgrade: network } : {};
}

/** Runs until every message has come through both ways and the upgrade is settled, or until it is clear that none will. */
export async function drive(line: LiveLine, options: Record<string, string>): Promise<void> {
  const socket = await line.io(ioOptions(options.transports ?? 'default'));
  const timers: ReturnType<typeof setTimeout>[] = [];
  const transport = () => socket.io.engine?.transport?.name ?? 'none';

  try {
    await new Promise<void>((resolve) => {
      let acked = 0;
      let ticked = 0;
      let attempts = 0;
      let upgrade: 'none' | 'under-way' | 'settled' = 'none';
      line.signal.addEventListener('abort', () => resolve(), { once: true });

      const settleIfOver = () => {
        if (acked < MESSAGES || ticked < MESSAGES) return;
        if (upgrade === 'under-way') {
          timers.push(
            setTimeout(() => {
              if (upgrade === 'under-way') line.mark('stopped-watching', { why: 'probe' });
              resolve();
            }, WATCH_PROBE),
          );
        } else resolve();
      };

      // The manager makes a new engine for every attempt: listen on each, once.
      const watched = new WeakSet<object>();
      const watchEngine = () => {
        const engine = socket.io.engine;
        if (!engine || watched.has(engine)) return;
        watched.add(engine);
        engine.on('upgrade', () => {
          upgrade = 'settled';
          line.mark('upgrade', { transport: transport() });
          settleIfOver();
        });
        engine.on('upgradeError', (error: Error) => {
          upgrade = 'settled';
          line.mark('upgrade-error', { message: error.message });
          settleIfOver();
        });
      };
      watchEngine();
      socket.io.on('reconnect_attempt', () => queueMicrotask(watchEngine));
      socket.io.on('open', watchEngine);

      socket.on('connect', () => {
        watchEngine();
        line.mark('connect', { transport: transport() });
        // A client that began with polling tries WebSocket beside it, and tells of it only when that is settled.
        if (upgrade === 'none' && transport() === 'polling' && (options.transports ?? 'default') === 'default') upgrade = 'under-way';
        for (let n = 1; n <= MESSAGES; n++) {
          timers.push(
            setTimeout(() => {
              line.mark('say', { n, transport: transport() });
              socket.emit('say', n, (back: number) => {
                acked++;
                line.mark('acked', { n: back });
                settleIfOver();
              });
            }, n * EVERY),
          );
        }
      });
      socket.on('tick', (n: number) => {
        ticked++;
        line.mark('tick', { n });
        settleIfOver();
      });
      socket.on('connect_error', (error: Error) => {
        attempts++;
        line.mark('connect-error', { message: error.message });
        if (attempts >= ATTEMPTS) {
          line.mark('stopped-watching', { why: 'never', attempts });
          resolve();
        }
      });
      socket.on('disconnect', (reason: string) => line.mark('disconnect', { reason }));

      timers.push(
        setTimeout(() => {
          if (socket.connected) return;
          line.mark('stopped-watching', { why: 'never', attempts });
          resolve();
        }, WATCH_NEVER),
      );
    });
  } finally {
    for (const timer of timers) clearTimeout(timer);
    const engine = socket.io.engine;
    const closed = new Promise<void>((resolve) => {
      if (!socket.connected || !engine) return resolve();
      engine.once('close', () => resolve());
      setTimeout(resolve, 500);
    });
    socket.disconnect();
    await closed;
  }
}
