/**
 * What the page does on the polling meter's line: four real clients for the same news, side by side, with the
 * browser's own fetch, EventSource and WebSocket. The far end is `playground-server/demos/polling-meter.ts`.
 */
import type { LiveLine } from '../../line/demo.ts';
import { pause } from '../pause.ts';

/** ms beyond the run's own length after which something must be wrong. */
const TOO_LATE = 10_000;

/** The model's, held equal by its type: this file is fetched with the line, and must not drag the model along. */
const SSE_MARK: typeof import('./model.ts').SSE_MARK = 'sse.message';

type Item = { n?: number; over?: boolean };
const isOver = (items: readonly Item[]) => items.some(({ over }) => over === true);

async function ask(line: LiveLine, path: string): Promise<Item[]> {
  return (await (await line.fetch(path)).json()) as Item[];
}

/** Asks at a fixed pace, whatever the answers. Resolves when an answer says that the news is over. */
async function shortPolling(line: LiveLine, every: number): Promise<void> {
  for (let due = line.now(); !line.signal.aborted; due += every) {
    await pause(due - line.now(), line.signal);
    if (line.signal.aborted || isOver(await ask(line, '/line/meter/short'))) return;
  }
}

/** Asks, is kept waiting until there is news, asks again. */
async function longPolling(line: LiveLine): Promise<void> {
  while (!line.signal.aborted) if (isOver(await ask(line, '/line/meter/long'))) return;
}

/** Both pushed ways: `open` when the news can begin to come, `over` when the last has come. */
interface Pushed {
  open: Promise<void>;
  over: Promise<void>;
}

function serverSentEvents(line: LiveLine): Pushed {
  const source = new EventSource(line.url('/line/meter/events'));
  const open = new Promise<void>((resolve, reject) => {
    source.addEventListener('open', () => resolve());
    // A browser that can't get through keeps trying by itself; we don't.
    source.addEventListener('error', () => reject(new Error('Server-Sent Events did not open')));
    line.signal.addEventListener('abort', () => resolve());
  });
  const over = new Promise<void>((resolve, reject) => {
    const end = () => {
      source.close();
      resolve();
    };
    source.addEventListener('message', ({ data }) => {
      const item = JSON.parse(String(data)) as Item;
      if (item.over) end();
      else if (item.n !== undefined) line.mark(SSE_MARK, { n: item.n });
    });
    source.addEventListener('over', end);
    source.addEventListener('error', () => {
      source.close();
      reject(new Error('Server-Sent Events broke off'));
    });
    line.signal.addEventListener('abort', end);
  });
  return { open, over };
}

function webSocket(line: LiveLine): Pushed {
  const socket = line.webSocket('/line/meter');
  const open = new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('close', () => reject(new Error('the WebSocket did not open')));
    line.signal.addEventListener('abort', () => resolve());
  });
  const over = new Promise<void>((resolve, reject) => {
    let heard = false;
    socket.addEventListener('message', ({ data }) => {
      if (!(JSON.parse(String(data)) as Item).over) return;
      heard = true;
      socket.close(1000);
    });
    // Its close frame belongs to the bill: wait until it has crossed.
    socket.addEventListener('close', () => (heard || line.signal.aborted ? resolve() : reject(new Error('the WebSocket closed'))));
    line.signal.addEventListener('abort', () => resolve());
  });
  return { open, over };
}

export async function drive(line: LiveLine, options: Record<string, string>): Promise<void> {
  const { signal } = line;
  const pushed = [webSocket(line), serverSentEvents(line)];
  const long = longPolling(line);
  const ends = [long, ...pushed.map(({ over }) => over)];
  // Whatever breaks is told once, below; nothing may go unhandled meanwhile.
  for (const end of ends) end.catch(() => {});
  try {
    await Promise.all(pushed.map(({ open }) => open));
    if (signal.aborted) return;
    await line.tell('begin');
    const late = pause(Number(options.seconds) * 1000 + Number(options.ask) + TOO_LATE, signal).then(() => {
      if (!signal.aborted) throw new Error('the news did not end');
    });
    late.catch(() => {});
    await Promise.race([Promise.all([...ends, shortPolling(line, Number(options.ask))]), late]);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
