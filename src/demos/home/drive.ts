/** The home page's line: answers every word of the server's with the same word, as long as somebody looks. */
import type { LiveLine } from '../../line/demo.ts';

/** A page that is left open all day need not hold a line all day, ms. */
const LONGEST = 10 * 60_000;

export function drive(line: LiveLine): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = line.webSocket('/line/home');
    let opened = false;
    const timer = setTimeout(() => socket.close(1000), LONGEST);
    socket.addEventListener('open', () => (opened = true));
    socket.addEventListener('message', ({ data }) => socket.sendMarked(data as string));
    socket.addEventListener('close', ({ code }) => {
      clearTimeout(timer);
      if (opened || line.signal.aborted) resolve();
      else reject(new Error(`WebSocket ${code}`));
    });
  });
}
