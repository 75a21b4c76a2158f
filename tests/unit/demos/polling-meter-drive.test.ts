import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drive } from '../../../src/demos/polling-meter/drive.ts';
import { fakeLine, pass } from './duplex-line.ts';

class FakeEventSource extends EventTarget {
  static last: FakeEventSource;
  closed = false;
  url: string;
  constructor(url: string) {
    super();
    this.url = url;
    FakeEventSource.last = this;
  }
  close() {
    this.closed = true;
  }
  tell(name: string, data: unknown = {}) {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeEventSource);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function run() {
  let over = false;
  const held: ((items: unknown) => void)[] = [];
  const fake = fakeLine((path) => (path.endsWith('/long') ? new Promise((resolve) => held.push(resolve)) : over ? [{ over: true }] : []));
  let end: 'running' | 'done' | Error = 'running';
  const ended = drive(fake.line, { news: '400', ask: '1000', seconds: '10' }).then(() => (end = 'done'), (error: Error) => (end = error));
  const of = (way: string) => fake.fetched.filter(({ path }) => path === `/line/meter/${way}`);
  return { ...fake, held, of, ended, end: () => end, finish: () => (over = true) };
}

async function opened() {
  const all = run();
  await pass(0);
  all.socket.open();
  FakeEventSource.last.tell('open');
  await pass(0);
  return all;
}

test('the news begins when both pushed lines are open; the long poll is asked before', async () => {
  const { told, of, socket } = run();
  await pass(50);
  expect(of('long')).toHaveLength(1);
  expect(told).toEqual([]);
  socket.open();
  await pass(0);
  expect(told).toEqual([]);
  FakeEventSource.last.tell('open');
  await pass(0);
  expect(told).toEqual([{ action: 'begin', data: undefined }]);
  expect(FakeEventSource.last.url).toBe('http://line.test/line/meter/events');
});

test('short polling asks at its pace whatever comes; long polling asks again as soon as it is answered', async () => {
  const { of, held } = await opened();
  await pass(3_500);
  expect(of('short').map(({ t }) => t)).toEqual([0, 1_000, 2_000, 3_000]);
  held[0]!([{ n: 1 }]);
  await pass(0);
  expect(of('long')).toHaveLength(2);
});

test('an event that comes by SSE is marked, for its bytes do not tell when', async () => {
  const { marks } = await opened();
  FakeEventSource.last.tell('message', { n: 3, text: 'news' });
  expect(marks).toEqual([{ name: 'sse.message', data: { n: 3 } }]);
});

test('it is done when all four have heard that the news is over', async () => {
  const { socket, held, finish, end } = await opened();
  await pass(10_000);
  finish();
  socket.tell({ over: true });
  held[0]!([{ over: true }]);
  await pass(1_000);
  expect(end()).toBe('running');
  FakeEventSource.last.tell('over');
  await pass(0);
  expect(end()).toBe('done');
  expect(FakeEventSource.last.closed).toBe(true);
  expect(socket.readyState).toBe(WebSocket.CLOSED);
});

test('what breaks is told, and nothing waits for ever', async () => {
  const broken = await opened();
  broken.socket.close();
  await broken.ended;
  expect(broken.end()).toMatchObject({ message: 'the WebSocket closed' });

  const quiet = await opened();
  await pass(21_000);
  expect(quiet.end()).toMatchObject({ message: 'the news did not end' });

  const refused = run();
  await pass(0);
  FakeEventSource.last.tell('error');
  await refused.ended;
  expect(refused.end()).toMatchObject({ message: 'Server-Sent Events did not open' });
});

test('a stop is no error', async () => {
  const { stop, ended, end } = await opened();
  stop.abort();
  await ended;
  expect(end()).toBe('done');
  expect(FakeEventSource.last.closed).toBe(true);
});
