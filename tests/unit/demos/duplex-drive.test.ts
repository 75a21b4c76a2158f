import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CAN_SPEAK, deskOf, desks } from '../../../src/demos/duplex/desk.ts';
import { drive } from '../../../src/demos/duplex/drive.ts';
import { speech } from '../../../src/demos/duplex/speech.ts';
import { fakeLine, pass } from './duplex-line.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { documentElement: { lang: 'en' } });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A drive whose server says a word every `pace` ms, as the far end does. */
function run(options: Record<string, string>, answer: () => unknown = () => []) {
  const fake = fakeLine(answer);
  let end: 'running' | 'done' | Error = 'running';
  const over = drive(fake.line, options, desks).then(() => (end = 'done'), (error: Error) => (end = error));
  const paced = Number(options.pace);
  let n = 0;
  const talk = async (words: number) => {
    for (let i = 0; i < words; i++) {
      await pass(paced);
      fake.socket.tell({ n: ++n, text: 'word' });
    }
  };
  return { ...fake, over, talk, end: () => end, open: async () => (fake.socket.open(), pass(0)) };
}
const [hello, answer] = speech.en.reader;

test('by itself it speaks twice, asks twice, and is done soon after the server’s last word', async () => {
  const { open, talk, socket, fetched, line, end } = run({ pace: '1500', delay: '200' });
  await open();
  await talk(8);
  expect(socket.sent).toEqual([hello, answer]);
  expect(fetched.map(({ path, body }) => [path.slice(-3), body])).toEqual([['say', hello], ['ask', undefined], ['say', answer]]);
  await pass(1_000);
  expect(fetched.at(-1)?.path).toBe('/line/duplex/ask');
  expect(end()).toBe('done');
  expect(line.now()).toBeLessThan(15_000);
});

test('there is a desk from the moment that is marked, and none before', async () => {
  const { open, line, marks } = run({ pace: '1500', delay: '0' });
  await pass(100);
  expect([deskOf(line), marks]).toEqual([undefined, []]);
  await open();
  expect(deskOf(line)).toBeDefined();
  expect(marks).toEqual([{ name: CAN_SPEAK, data: undefined }]);
});

test('its words leave when the server’s next one does, or a little before, so that they pass each other', async () => {
  const { open, talk, fetched } = run({ pace: '1500', delay: '500' });
  await open();
  // The second word comes at 3000, having left at 2500; the third leaves at 4000.
  await talk(3);
  expect(fetched[0]?.t).toBe(3_950);
});

test('once the reader acts, nobody acts for them, and the line stays until they have been still for a while', async () => {
  const { open, talk, line, socket, fetched, told, end } = run({ pace: '1500', delay: '0' });
  await open();
  await talk(1);
  deskOf(line)!.say('mine');
  await talk(7);
  expect(socket.sent).toEqual(['mine']);
  deskOf(line)!.goOn();
  deskOf(line)!.over();
  await pass(5_900);
  expect(end()).toBe('running');
  expect(fetched.map(({ path }) => path.slice(-3))).toEqual(['say', 'say', 'ask']);
  // The far end's own words are over: it is asked to go on as long as the reader does.
  expect(told.filter(({ action }) => action === 'talk').length).toBeGreaterThan(1);
  await pass(3_000);
  expect(end()).toBe('done');
  expect(deskOf(line)).toBeUndefined();
});

test('no longer than a minute, however busy the reader', async () => {
  const { open, talk, line, end } = run({ pace: '1500', delay: '0' });
  await open();
  await talk(8);
  for (let i = 0; i < 25 && end() === 'running'; i++) {
    deskOf(line)?.touch();
    await pass(2_000);
  }
  expect(end()).toBe('done');
  expect(line.now()).toBeLessThan(63_000);
});

test('where the server only speaks when made to, it is made to', async () => {
  const { open, told, fetched, socket, end, line } = run({ pace: 'off', delay: '0' });
  await open();
  await pass(9_200);
  expect(told.map(({ action }) => action)).toEqual(['talk', 'talk', 'talk', 'talk']);
  expect(socket.sent).toEqual([hello, answer]);
  expect(fetched.filter(({ path }) => path.endsWith('ask'))).toHaveLength(2);
  expect(end()).toBe('done');
  expect(line.now()).toBeLessThan(15_000);
});

test('the radio speaks one at a time, in order', async () => {
  const answers: (() => void)[] = [];
  const { open, line, fetched } = run({ pace: '1500', delay: '0' }, () => new Promise((resolve) => answers.push(() => resolve([]))));
  await open();
  for (const word of ['a', 'b', 'c']) deskOf(line)!.say(word);
  await pass(10);
  expect(fetched.map(({ body }) => body)).toEqual(['a']);
  answers[0]!();
  await pass(10);
  expect(fetched.map(({ body }) => body)).toEqual(['a', 'b']);
});

describe('what goes wrong is told', () => {
  test('a WebSocket that never opens', async () => {
    const { socket, over, end } = run({ pace: '700', delay: '0' });
    socket.close();
    await over;
    expect(end()).toMatchObject({ message: 'the WebSocket did not open' });
  });
  test('a WebSocket that closes meanwhile', async () => {
    const { socket, open, over, end, line } = run({ pace: '700', delay: '0' });
    await open();
    socket.close();
    await over;
    expect(end()).toMatchObject({ message: 'the WebSocket closed' });
    expect(deskOf(line)).toBeUndefined();
  });
  test('a radio that gets no answer', async () => {
    const { open, line, over, end } = run({ pace: '700', delay: '0' }, () => Promise.reject(new TypeError('Failed to fetch')));
    await open();
    deskOf(line)!.over();
    await over;
    expect(end()).toBeInstanceOf(TypeError);
  });
  test('but not that the reader stopped', async () => {
    const { open, stop, over, end } = run({ pace: '700', delay: '0' });
    await open();
    stop.abort();
    await over;
    expect(end()).toBe('done');
  });
});
