import { expect, test } from 'vitest';
import { model } from '../../../src/demos/duplex/model.ts';
import { text } from '../../../src/demos/duplex/words.ts';
import { transcript } from '../../../src/demos/duplex/transcript.ts';
import { http, mark, view, websocket } from './duplex-view.ts';

const word = JSON.stringify({ n: 1, text: 'rain' });
const trace = view(
  [
    websocket(1, '/line/duplex', 1020, [{ from: 'server', left: 2000, arrived: 2200, text: word }, { from: 'client', left: 2100, text: 'hello' }]),
    http(2, 'GET', '/line/duplex/ask', { left: 3000, arrived: 3200 }, { left: 3200, arrived: 3400, body: `[${word}]` }),
    http(3, 'POST', '/line/duplex/say', { left: 3500, arrived: 3700, body: 'hello' }),
  ],
  [mark(2000, 'server', 'says', { n: 1, text: 'rain' })],
  3800,
);

test('tells both figures in the order of time', () => {
  expect(transcript(model(trace), text.en).map(({ line }) => line)).toEqual([
    '1.00 s Walkie-talkie: The server says “rain”; it waits 1.20 s until someone asks',
    '1.00 s Phone call: The server says “rain”; it arrives in 200 ms',
    '1.10 s Phone call: You say “hello”; it is under way',
    '2.00 s Walkie-talkie: You say “over” with a GET; the answer brings 1 word',
    '2.50 s Walkie-talkie: You say “hello” with a POST; no answer yet',
  ]);
});

test('in Thai as completely', () => {
  const lines = transcript(model(trace), text.th);
  expect(lines).toHaveLength(5);
  for (const { line } of lines) expect(line).toMatch(/[ก-๙]/);
  expect(new Set(lines.map(({ id }) => id)).size).toBe(5);
});
