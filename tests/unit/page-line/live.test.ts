import { beforeEach, describe, expect, test, vi } from 'vitest';
import { dialControl, type ControlChannel, type LineEar } from '../../../src/line/control.ts';
import type { LiveLine } from '../../../src/line/demo.ts';
import { LineError } from '../../../src/line/errors.ts';
import { liveSource, pageChannel } from '../../../src/line/live.ts';
import type { TraceEvent } from '../../../protocol/trace/event.ts';

vi.mock('../../../src/line/control.ts', () => ({ dialControl: vi.fn() }));

const address = { http: 'http://class.test:3001', ws: 'ws://class.test:3001' };

/** A channel whose server answers as told, and remembers what it was asked. */
function channel(answers: { clock?: 'fails'; open?: LineError } = {}) {
  const asked: [string, unknown][] = [];
  const state = { ear: undefined as LineEar | undefined, open: true, clockSet: 0 };
  const made = {
    offset: 1000,
    rtt: 2,
    async setClock() {
      state.clockSet++;
    },
    get open() {
      return state.open;
    },
    async request(name: string, payload: unknown) {
      asked.push([name, payload]);
      if (name === 'line:open' && answers.open) throw answers.open;
      if (name === 'clock' && answers.clock) throw new LineError('channel-lost');
      return name === 'line:open' ? { ok: true, line: 7, token: 'TOKEN', opened: performance.now() + 1000 } : { ok: true };
    },
    hear(_: number, ear: LineEar) {
      state.ear = ear;
      return () => (state.ear = undefined);
    },
    close() {},
  } as unknown as ControlChannel;
  return { made, asked, state };
}

let events: TraceEvent[];
let lines: (LiveLine | undefined)[];
const sink = { events: (batch: readonly TraceEvent[]) => void events.push(...batch), line: (line: LiveLine | undefined) => void lines.push(line) };
beforeEach(() => {
  events = [];
  lines = [];
});
const until = (signal: AbortSignal) => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));

describe('a live line', () => {
  test('opens with its options and faults, brings clock, marks and trace, and is hung up at the end', async () => {
    const { made, asked, state } = channel();
    const source = liveSource(
      {
        name: 'duplex',
        faultsFor: ({ delay }) => ({ delay: Number(delay) }),
        async drive(line, options) {
          line.mark('hello', { pace: options.pace ?? '' });
          state.ear!.trace([{ kind: 'connection', t: 1, connection: 1 }]);
          await line.tell('talk', { text: 'a' });
        },
      },
      address,
      async () => made,
    );
    await source.start({ delay: '200', pace: 'off' }, sink);
    expect(asked).toEqual([
      ['line:open', { demo: 'duplex', options: { delay: '200', pace: 'off', lang: 'th' }, faults: { delay: 200 } }],
      ['line:tell', { line: 7, action: 'talk', data: { text: 'a' } }],
      ['line:hangup', { line: 7 }],
    ]);
    expect(events.map(({ kind }) => kind)).toEqual(['clock', 'mark', 'connection']);
    expect(events[1]!.t).toBeGreaterThanOrEqual(0);
    expect(events[1]!.t).toBeLessThan(1000);
    expect(lines.at(-1)).toBeUndefined();
    expect(state.ear).toBeUndefined();
    expect(state.clockSet, 'the clocks were compared for this line').toBe(1);
  });

  test('stopped while the clocks are compared, it opens no line', async () => {
    const { made, asked } = channel();
    const source = liveSource({ name: 'duplex', drive: () => Promise.reject(new Error('dialled')) }, address, async () => made);
    Object.assign(made, { setClock: async () => source.stop() });
    await source.start({}, sink);
    expect(asked).toEqual([]);
    expect(lines).toEqual([]);
  });

  test('its addresses carry the token', async () => {
    const { made } = channel();
    let line: LiveLine | undefined;
    await liveSource({ name: 'duplex', drive: async (given) => void (line = given) }, address, async () => made).start({}, sink);
    expect(line!.url('/line/duplex/ask')).toBe('http://class.test:3001/line/duplex/ask?line=TOKEN');
    expect(line!.url('/line/a?b=c', 'ws')).toBe('ws://class.test:3001/line/a?b=c&line=TOKEN');
  });

  test('stopping wins over a demo that does not listen', async () => {
    const { made, asked } = channel();
    const source = liveSource({ name: 'duplex', drive: () => new Promise(() => {}) }, address, async () => made);
    const over = source.start({}, sink);
    await expect.poll(() => lines.length).toBe(1);
    source.stop();
    await over;
    expect(asked.at(-1)![0]).toBe('line:hangup');
  });

  test('what the server refuses is what the reader is told', async () => {
    const { made } = channel({ open: new LineError('too-many-lines', { limit: 3 }) });
    await expect(liveSource({ name: 'duplex', drive: async () => {} }, address, async () => made).start({}, sink)).rejects.toMatchObject({ code: 'too-many-lines', params: { limit: 3 } });
  });

  test('a line that the server ends, and a channel that breaks', async () => {
    for (const [end, code] of [
      [(ear: LineEar) => ear.gone('too-long', {}), 'too-long'],
      [(ear: LineEar) => ear.lost(), 'channel-lost'],
    ] as const) {
      const { made, state } = channel();
      const source = liveSource({ name: 'duplex', drive: ({ signal }) => (end(state.ear!), until(signal)) }, address, async () => made);
      await expect(source.start({}, sink)).rejects.toMatchObject({ code });
    }
  });

  test('a demo that fails because the server died is not blamed for it', async () => {
    const fails = { name: 'duplex' as const, drive: async () => Promise.reject(new TypeError('Failed to fetch')) };
    await expect(liveSource(fails, address, async () => channel().made).start({}, sink)).rejects.toMatchObject({ code: 'demo-failed' });
    await expect(liveSource(fails, address, async () => channel({ clock: 'fails' }).made).start({}, sink)).rejects.toMatchObject({ code: 'channel-lost' });
  });

  test('nor for a line that the server ended: its reason may come after the demo has felt it', async () => {
    const { made, state } = channel();
    const asks = made.request.bind(made);
    // What is told of the line comes before the answer, as on the real channel.
    made.request = (async (name, payload) => {
      if (name === 'clock') state.ear!.gone('too-long', { minutes: 30 });
      return asks(name, payload);
    }) as typeof made.request;
    const source = liveSource({ name: 'duplex', drive: async () => Promise.reject(new Error('the WebSocket closed')) }, address, async () => made);
    await expect(source.start({}, sink)).rejects.toMatchObject({ code: 'too-long', params: { minutes: 30 } });
  });
});

describe('the page’s channel', () => {
  test('is dialled once, however many lines find the one before broken', async () => {
    const dialled: { open: boolean }[] = [];
    vi.mocked(dialControl).mockImplementation(async () => {
      const made = { open: true };
      dialled.push(made);
      return made as ControlChannel;
    });
    const first = await pageChannel('http://class.test:3000');
    expect(await pageChannel('http://class.test:3000')).toBe(first);
    dialled[0]!.open = false;
    const [one, other] = await Promise.all([pageChannel('http://class.test:3000'), pageChannel('http://class.test:3000')]);
    expect(one).toBe(other);
    expect(dialled).toHaveLength(2);
  });
});
