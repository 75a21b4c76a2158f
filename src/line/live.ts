/**
 * The source that dials: opens a line on the control channel, lets the demo drive it, brings its trace as it grows.
 * Loaded only when a line is dialled.
 */
// Whatever a live line speaks can be read; recordings of Socket.IO bring this with their demo.
import '../../protocol/trace/engine-io.ts';
import type { ReplyData } from '../../protocol/control.ts';
import { dialControl } from './control.ts';
import type { ControlChannel } from './control.ts';
import type { DemoDefinition } from './demo.ts';
import { LineError, asLineError } from './errors.ts';
import { createLiveLine } from './live-line.ts';
import type { LineAddress } from './reach.ts';
import type { Source } from './source.ts';

/** How long the last bytes of a line that is over may be under way, ms: they are waited for, not longer. */
const LAST_WORDS = 1000;

let shared: Promise<ControlChannel> | undefined;
/** The page's one channel: dialled by the first line, kept for the next, hung up with the page. */
export async function pageChannel(origin: string): Promise<ControlChannel> {
  const known = shared;
  // Two lines may find the channel broken at once: the second is to wait for what the first has dialled meanwhile.
  if (known && !(await known.catch(() => undefined))?.open && shared === known) shared = undefined;
  shared ??= dialControl(origin);
  return shared;
}
/** Hangs up every line of this page. */
export function hangUpPage(): void {
  void shared?.then((channel) => channel.close()).catch(() => undefined);
  shared = undefined;
}

export type Dialled = Pick<DemoDefinition, 'name' | 'drive' | 'faultsFor'>;

export function liveSource(demo: Dialled, address: LineAddress, channelOf: () => Promise<ControlChannel>): Source {
  let current: AbortController | undefined;
  return {
    growing: true,
    async start(options, sink) {
      current?.abort();
      const end = (current = new AbortController());
      const channel = await channelOf();
      await channel.setClock();
      if (end.signal.aborted) return;
      const opened: ReplyData['line:open'] = await channel.request('line:open', {
        demo: demo.name,
        // The far end's own words are in the page's language.
        options: { ...options, lang: globalThis.document?.documentElement.lang.startsWith('en') ? 'en' : 'th' },
        faults: demo.faultsFor?.(options) ?? {},
      });
      let broken: LineError | undefined;
      const breakWith = (error: LineError) => {
        broken ??= error;
        end.abort();
      };
      const deaf = channel.hear(opened.line, {
        trace: (events) => sink.events(events),
        gone: (reason, params) => breakWith(new LineError(reason, params)),
        lost: () => breakWith(new LineError('channel-lost')),
      });
      const line = createLiveLine({ channel, address, ...opened, signal: end.signal, note: (events) => sink.events(events) });
      sink.events([{ kind: 'clock', t: line.now(), rtt: channel.rtt }]);
      sink.line(line);
      try {
        // Stopped before it was dialled: nothing goes out. And a demo that stops listening must not keep the reader.
        if (!end.signal.aborted) await Promise.race([demo.drive(line, options), aborted(end.signal)]);
      } catch (thrown) {
        // A demo often feels a dying server, or a line that the server ends, before the channel tells of it: ask. What
        // was told by the time of the answer is the reason; only then is it the demo's own failure.
        if (!end.signal.aborted) breakWith((await answers(channel)) ? asLineError(thrown) : new LineError('channel-lost'));
      } finally {
        end.abort();
        sink.line(undefined);
        // The server sends all it recorded before it answers; a server that is gone answers nothing.
        if (channel.open) await Promise.race([channel.request('line:hangup', { line: opened.line }).catch(() => undefined), pause(LAST_WORDS)]);
        deaf();
      }
      if (broken) throw broken;
    },
    stop() {
      current?.abort();
    },
  };
}

/** Whether the server still answers on the channel. */
const answers = (channel: ControlChannel) => channel.request('clock', {}).then(() => true, () => false);

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
