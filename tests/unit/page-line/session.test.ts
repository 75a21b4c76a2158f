import { describe, expect, test } from 'vitest';
import type { DemoDefinition } from '../../../src/line/demo.ts';
import { LineError } from '../../../src/line/errors.ts';
import { createParking } from '../../../src/line/park.ts';
import type { Reach, Reached } from '../../../src/line/reach.ts';
import { recordedSource } from '../../../src/line/recorded.ts';
import { createSession, initialOptions } from '../../../src/line/session.ts';
import type { Sink, Source } from '../../../src/line/source.ts';
import type { Recording, TraceEvent } from '../../../protocol/trace/event.ts';

const text = (words: string) => new TextEncoder().encode(words);
/** One exchange with its answer, at the times given. */
function exchange(n: number, asked: number, answered: number): TraceEvent[] {
  const request = text('GET /line HTTP/1.1\r\nHost: a\r\n\r\n');
  const response = text('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
  return [
    { kind: 'exchange', t: asked, exchange: n, connection: 1 },
    { kind: 'bytes', t: asked, connection: 1, exchange: n, from: 'client', at: 0, length: request.length, bytes: request },
    { kind: 'bytes', t: answered, connection: 1, exchange: n, from: 'server', at: 0, length: response.length, bytes: response },
    { kind: 'flushed', t: answered, connection: 1, exchange: n, upto: response.length },
  ];
}
const recording: Recording = {
  version: 1,
  demo: 'handshake',
  made: { at: '2026-11-23', browser: 'Chromium', server: 'Socket.IO' },
  takes: [{ options: { pace: 'slow' }, events: [...exchange(1, 10, 20), ...exchange(2, 50, 80)] }],
};

const definition: DemoDefinition = {
  name: 'handshake',
  options: [
    { name: 'pace', values: ['slow', 'fast'], initial: 'slow' },
    { name: 'delay', values: ['0', '200'], initial: '0', live: true },
    { name: 'greeting', values: ['hi'], initial: 'hi', text: 5 },
  ],
  words: {} as never,
  Demo: undefined as never,
  drive: async () => {},
  faultsFor: ({ delay }) => ({ delay: Number(delay) }),
  facts: () => ({ values: {}, predictions: {} }),
  needsWebSocket: true,
};

/** A session on a page whose line, frames and reach are in the test's hands. */
function stage(reach: Reach = 'live-websocket', parking = createParking()) {
  const frames: (() => void)[] = [];
  let time = 0;
  let told: ((reached: Reached) => void) | undefined;
  let now: Reached = { reach, line: { http: 'http://a:1', ws: 'ws://a:1' } };
  const rechecks: (Reached | undefined)[] = [];
  const finished: string[] = [];
  const runs: { sink: Sink; options: Record<string, string>; end: () => void; fail: (error: unknown) => void; stopped: boolean }[] = [];
  const live: Source = {
    growing: true,
    start: (options, sink) =>
      new Promise((resolve, reject) => runs.push({ sink, options, end: () => resolve(), fail: reject, stopped: false })),
    stop: () => {
      const last = runs.at(-1)!;
      last.stopped = true;
      last.end();
    },
  };
  const session = createSession({
    demo: definition,
    options: initialOptions(definition),
    reach: {
      now,
      settled: async () => now,
      recheck: async (given) => (rechecks.push(given), given && told?.((now = given)), now),
      watch: (changed) => (changed(now), (told = changed), () => {}),
    },
    parking,
    live: async () => live,
    recorded: recordedSource(async () => recording),
    now: () => time,
    frame: (run) => {
      frames.push(run);
      return () => void frames.splice(frames.indexOf(run), 1);
    },
    reducedMotion: () => false,
    finished: (_, options, source) => finished.push(`${source} ${options.pace}`),
  });
  return {
    session,
    runs,
    rechecks,
    finished,
    reach: (next: Reach) => told?.((now = { ...now, reach: next })),
    /** Lets `ms` pass, one drawing. */
    draw(ms: number) {
      time += ms;
      for (const frame of frames.splice(0)) frame();
    },
    settle: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

describe('live', () => {
  test('from dialling to done: the trace grows, the end is told once', async () => {
    const { session, runs, finished, settle } = stage();
    expect(session.now).toMatchObject({ state: 'idle', source: 'live-websocket', shown: undefined });
    void session.start();
    expect(session.now.state).toBe('running');
    await settle();
    runs[0]!.sink.events(exchange(1, 10, 20));
    expect(session.now.view.crossings).toHaveLength(2);
    expect(session.now).toMatchObject({ cursor: Infinity, shown: 'live-websocket' });
    runs[0]!.end();
    await settle();
    expect(session.now.state).toBe('done');
    session.scrub(15);
    session.follow();
    expect(finished).toEqual(['live-websocket slow']);
  });

  test('what is chosen for the next run changes nothing of the one that is drawn', async () => {
    const { session, runs, finished, settle } = stage();
    void session.start();
    await settle();
    runs[0]!.sink.events(exchange(1, 10, 20));
    session.scrub(15);
    runs[0]!.end();
    await settle();
    session.setOption('pace', 'fast');
    expect(session.now).toMatchObject({ options: { pace: 'fast' }, take: { options: { pace: 'slow' }, exact: true } });
    session.scrub(20);
    expect(finished).toEqual(['live-websocket slow']);
    void session.start();
    await settle();
    expect(session.now.take).toMatchObject({ options: { pace: 'fast' } });
    session.setOption('delay', '200');
    expect(session.now.take, 'a choice that acts at once belongs to the run').toMatchObject({ options: { delay: '200' } });
  });

  test('hung up before anything crossed, there is nothing to keep or to tell of', async () => {
    const { session, runs, settle } = stage();
    void session.start();
    await settle();
    runs[0]!.sink.events([{ kind: 'clock', t: 1, rtt: 2 }]);
    session.stop();
    await settle();
    expect(runs[0]!.stopped).toBe(true);
    expect(session.now).toMatchObject({ state: 'idle', notice: undefined, shown: undefined, events: [] });
  });

  test('hanging up keeps the trace and proves nothing', async () => {
    const { session, runs, finished, settle } = stage();
    void session.start();
    await settle();
    runs[0]!.sink.events(exchange(1, 10, 20));
    session.stop();
    await settle();
    expect(runs[0]!.stopped).toBe(true);
    expect(session.now).toMatchObject({ state: 'done', notice: 'stopped' });
    expect(session.now.view.crossings).toHaveLength(2);
    expect(finished).toEqual([]);
    runs[0]!.sink.events(exchange(2, 30, 40));
    expect(session.now.view.crossings).toHaveLength(2);
  });

  test('reset forgets everything', async () => {
    const { session, runs, settle } = stage();
    session.setOption('pace', 'fast');
    void session.start();
    await settle();
    runs[0]!.sink.events(exchange(1, 10, 20));
    session.reset();
    expect(session.now).toMatchObject({ state: 'idle', events: [], options: { pace: 'slow' }, shown: undefined });
  });

  test('dialling again while the first answer is still under way leaves one line', async () => {
    const { session, runs, settle } = stage();
    void session.start();
    void session.start();
    await settle();
    expect(runs).toHaveLength(1);
  });

  test('starting a second demo parks the first, whose trace stays', async () => {
    const parking = createParking();
    const one = stage('live-websocket', parking);
    const two = stage('live-websocket', parking);
    void one.session.start();
    await one.settle();
    one.runs[0]!.sink.events(exchange(1, 10, 20));
    void two.session.start();
    expect(one.session.now).toMatchObject({ state: 'done', notice: 'parked' });
    expect(one.session.now.view.crossings).toHaveLength(2);
    expect(two.session.now.state).toBe('running');
  });

  test('step by step: the line goes on, the reader sees one crossing at a time, the end is told when it was seen', async () => {
    const { session, runs, finished, settle } = stage();
    session.step();
    await settle();
    runs[0]!.sink.events([...exchange(1, 10, 20), ...exchange(2, 50, 80)]);
    const first = session.now.cursor;
    expect(first).toBeLessThan(50);
    runs[0]!.end();
    await settle();
    expect(session.now.state).toBe('done');
    expect(finished).toEqual([]);
    for (let i = 0; i < 5; i++) if (session.now.cursor !== Infinity) session.step();
    expect(finished).toEqual(['live-websocket slow']);
  });
});

describe('options', () => {
  test('hold still while the line is up, but for those that are live', async () => {
    const { session, runs, settle } = stage();
    void session.start();
    await settle();
    const faults: unknown[] = [];
    runs[0]!.sink.line({ setFaults: async (given: unknown) => void faults.push(given) } as never);
    session.setOption('pace', 'fast');
    session.setOption('delay', '200');
    expect(session.now.options).toMatchObject({ pace: 'slow', delay: '200' });
    expect(faults).toEqual([{ delay: 200 }]);
  });
  test('unknown names and values change nothing; text has its bounds', () => {
    const { session } = stage();
    session.setOption('pace', 'sideways');
    session.setOption('nothing', 'at all');
    session.setOption('greeting', 'too long for it');
    session.setOption('greeting', '');
    expect(session.now.options).toEqual({ pace: 'slow', delay: '0', greeting: 'hi' });
    session.setOption('greeting', 'ครับ');
    expect(session.now.options.greeting).toBe('ครับ');
    expect(initialOptions(definition, { pace: 'fast', delay: 'x' })).toMatchObject({ pace: 'fast', delay: '0' });
  });
});

describe('recorded', () => {
  test('plays in its own time, is running until its end, and is told as a recording', async () => {
    const { session, finished, draw, settle } = stage('recording');
    expect(session.now.source).toBe('recording');
    void session.start();
    await settle();
    expect(session.now).toMatchObject({ state: 'running', cursor: 0, take: { exact: true } });
    expect(session.now.view.crossings).toHaveLength(0);
    draw(30);
    expect(session.now.view.crossings).toHaveLength(2);
    draw(100);
    expect(session.now).toMatchObject({ state: 'done', cursor: Infinity, shown: 'recording' });
    expect(finished).toEqual(['recording slow']);
  });
  test('paused it stays running, stopped it is done', async () => {
    const { session, draw, settle } = stage('recording');
    void session.start();
    await settle();
    draw(30);
    session.pause();
    draw(500);
    expect(session.now).toMatchObject({ state: 'running', cursor: 30 });
    session.stop();
    expect(session.now.state).toBe('done');
  });
  test('a hidden tab draws nothing: what was not drawn is not skipped', async () => {
    const long = { ...recording, takes: [{ options: { pace: 'slow' }, events: [...exchange(1, 10, 20), ...exchange(2, 5000, 5010)] }] };
    recording.takes.unshift(...long.takes);
    const { session, draw, settle } = stage('recording');
    void session.start();
    await settle();
    draw(60_000);
    expect(session.now.state).toBe('running');
    expect(session.now.view.crossings).toHaveLength(2);
    recording.takes.shift();
  });
  test('a demo that needs WebSocket plays its recording where only polling gets through', () => {
    expect(stage('live-polling').session.now.source).toBe('recording');
  });
  test('none there: an error with words, not an empty box', async () => {
    const { session, settle } = stage('recording');
    const takes = recording.takes.splice(0);
    void session.start();
    await settle();
    expect(session.now).toMatchObject({ state: 'error', error: { code: 'load-failed' } });
    recording.takes.push(...takes);
  });
});

describe('when the server goes away', () => {
  test('before anything crossed: the recording stands in at once, and says so', async () => {
    const { session, runs, rechecks, draw, settle } = stage();
    void session.start();
    await settle();
    runs[0]!.fail(new LineError('unreachable'));
    await settle();
    expect(session.now).toMatchObject({ state: 'running', source: 'recording', notice: 'fell-back' });
    expect(rechecks).toHaveLength(1);
    draw(1000);
    expect(session.now.state).toBe('done');
  });
  test('while the line is up: the trace stays, the words say so, and the next is a recording', async () => {
    const { session, runs, settle, reach } = stage();
    void session.start();
    await settle();
    runs[0]!.sink.events(exchange(1, 10, 20));
    runs[0]!.fail(new LineError('channel-lost'));
    await settle();
    expect(session.now).toMatchObject({ state: 'error', source: 'recording', shown: 'live-websocket', error: { code: 'channel-lost' } });
    expect(session.now.view.crossings).toHaveLength(2);
    reach('live-websocket');
    expect(session.now).toMatchObject({ state: 'done', source: 'live-websocket', error: undefined, notice: 'back-after' });
    expect(session.now.view.crossings, 'what had crossed stays').toHaveLength(2);
  });
  test('a server that says it is closing is away too: no badge stays live', async () => {
    const { session, runs, settle, rechecks } = stage();
    void session.start();
    await settle();
    runs[0]!.sink.events(exchange(1, 10, 20));
    runs[0]!.fail(new LineError('shutdown'));
    await settle();
    expect(rechecks).toHaveLength(1);
    expect(session.now).toMatchObject({ state: 'error', source: 'recording', shown: 'live-websocket', error: { code: 'shutdown' } });
  });
  test('what the server refused is said, and the recording can be played', async () => {
    const { session, runs, settle, draw } = stage();
    void session.start();
    await settle();
    runs[0]!.fail(new LineError('too-many-lines', { limit: 400 }));
    await settle();
    expect(session.now).toMatchObject({ state: 'error', source: 'live-websocket', error: { code: 'too-many-lines', params: { limit: 400 } } });
    void session.start({ recording: true });
    await settle();
    expect(session.now).toMatchObject({ state: 'running', source: 'recording', error: undefined });
    draw(1000);
    expect(session.now).toMatchObject({ state: 'done', source: 'live-websocket', shown: 'recording' });
  });
  test('a demo that fails is an error, whatever it threw', async () => {
    const { session, runs, settle } = stage();
    void session.start();
    await settle();
    runs[0]!.fail('just a string');
    await settle();
    expect(session.now).toMatchObject({ state: 'error', error: { code: 'demo-failed', params: { message: 'just a string' } } });
  });
  test('it is live again by itself, and a recording that is still drawn is not called live', async () => {
    const { session, draw, settle, reach } = stage('recording');
    void session.start();
    await settle();
    draw(1000);
    reach('live-websocket');
    expect(session.now).toMatchObject({ state: 'done', source: 'live-websocket', shown: 'recording', notice: 'back-live' });
  });
});
