/** What the page does on a live line: greet, answer with bytes, hang up (docs/demos.md, handshake). */
import type { LiveLine } from '../../line/demo.ts';
import { pageLocale } from '../../line/language.ts';
import { GREETING, GREETING_LIMIT } from './greeting.ts';

/** Why we hang up: said on the wire, for the reader of this page. */
const REASON = { th: 'พอแล้ว ขอบคุณ', en: 'that is all, thank you' };
const CLOSED_WITHIN = 5000;

/**
 * Resolves when the line is closed by both ends. The server answers the greeting, pings 300 ms later (the browser pongs by
 * itself, which no JavaScript sees), and sends our three bytes back; we hang up after all of that.
 * Throws where the line cannot be opened or breaks.
 */
export async function drive(line: LiveLine, options: Record<string, string>): Promise<void> {
  const socket = line.webSocket('/line');
  const next = (name: 'open' | 'message') =>
    new Promise<void>((resolve, reject) => {
      socket.addEventListener(name, () => resolve(), { once: true });
      socket.addEventListener('close', ({ code }) => reject(new Error(`closed with ${code} before ${name}`)), { once: true });
      line.signal.addEventListener('abort', () => resolve(), { once: true });
    });
  await next('open');
  if (line.signal.aborted) return;

  socket.sendMarked(options.greeting?.slice(0, GREETING_LIMIT) || GREETING);
  await next('message');
  // Room for the ping, 300 ms after the answer, before the bytes.
  await wait(700, line.signal);
  if (line.signal.aborted) return;

  socket.sendMarked(new Uint8Array([1, 2, 3]));
  await next('message');
  await wait(400, line.signal);
  if (line.signal.aborted) return;

  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve(), { once: true }));
  socket.close(1000, REASON[pageLocale()]);
  await Promise.race([closed, wait(CLOSED_WITHIN, line.signal)]);
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
