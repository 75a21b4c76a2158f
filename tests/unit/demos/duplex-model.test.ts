import { describe, expect, test } from 'vitest';
import { facts, model, perMessage } from '../../../src/demos/duplex/model.ts';
import { bodyText, median, told } from '../../../src/demos/told.ts';
import { http, mark, view, websocket } from './duplex-view.ts';

const word = (n: number) => JSON.stringify({ n, text: `word ${n}` });
const says = (n: number, t: number) => mark(t, 'server', 'says', { n, text: `word ${n}` });

/** Three words at 1000, 2000, 3000; 100 ms each way. The radio speaks at 2100 and asks at 3500; the phone speaks at 1950. */
const calm = view(
  [
    websocket(1, '/line/duplex', 200, [
      { from: 'server', left: 1000, arrived: 1100, text: word(1) },
      { from: 'client', left: 1950, arrived: 2050, text: 'ฮัลโหล' },
      { from: 'server', left: 2000, arrived: 2100, text: word(2) },
      { from: 'server', left: 3000, arrived: 3100, text: word(3) },
      { from: 'client', left: 4000, arrived: 4100, text: '', opcode: 8 },
    ]),
    http(2, 'POST', '/line/duplex/say', { left: 2100, arrived: 2200, body: 'ฮัลโหล' }, { left: 2205, arrived: 2305, body: `[${word(1)},${word(2)}]` }),
    http(3, 'GET', '/line/duplex/ask', { left: 3500, arrived: 3600 }, { left: 3605, arrived: 3705, body: `[${word(3)}]` }),
  ],
  [says(1, 1000), says(2, 2000), says(3, 3000)],
  4100,
);

describe('the words wait on the radio', () => {
  test('until the answer that carries them leaves', () => {
    expect(model(calm).waiting.map(({ n, from, until }) => [n, from, until])).toEqual([[1, 1000, 2205], [2, 2000, 2205], [3, 3000, 3605]]);
  });
  test('side by side while they wait together, in the first place again when it is free', () => {
    expect(model(calm).waiting.map(({ slot }) => slot)).toEqual([0, 1, 0]);
  });
  test('and the queue is what has not been fetched at that moment', () => {
    expect([900, 1500, 2100, 2400, 3300, 4000].map((t) => model(calm, t).queue)).toEqual([0, 1, 2, 0, 1, 0]);
  });
});

test('a flight is under way until the cursor reaches its arrival', () => {
  const { flights, turns } = model(calm, 2030);
  expect(flights.map(({ left, arrived }) => [left, arrived])).toEqual([[1000, 1100], [1950, undefined], [2000, undefined]]);
  expect(turns).toEqual([]);
  expect(model(calm, 2150).turns[0]).toMatchObject({ kind: 'say', text: 'ฮัลโหล', heard: undefined });
});

test('messages that were in the air together have crossed; those that met only by less than the clocks’ error have not', () => {
  expect(model(calm).crossings).toEqual([['1.client.2', '1.server.3']]);
  const brief = view([websocket(1, '/line/duplex', 0, [
    { from: 'client', left: 100, arrived: 101.5, text: 'a' },
    { from: 'server', left: 100.5, arrived: 102, text: word(1) },
  ])], [says(1, 100.5)], 200);
  expect(model(brief).crossings).toEqual([]);
});

test('delays are medians from the saying to the arrival; bytes are whole messages, heads included', () => {
  const { radio, phone, handshakeBytes } = model(calm);
  expect(radio).toMatchObject({ serverDelay: 705, readerDelay: 100, messages: 4 });
  expect(radio.bytes).toBe(calm.exchanges[1]!.request.length + calm.exchanges[1]!.response!.length + calm.exchanges[2]!.request.length + calm.exchanges[2]!.response!.length);
  expect(phone).toMatchObject({ serverDelay: 100, readerDelay: 100, messages: 4 });
  expect(perMessage(phone)).toBe(Math.round((3 * (word(1).length + 2) + 18 + 6) / 4));
  expect(handshakeBytes).toBe(calm.exchanges[0]!.request.length + calm.exchanges[0]!.response!.length);
});

describe('facts', () => {
  test('quote this trace', () => {
    expect(facts(calm)).toEqual({
      predictions: { 'radio-waits': 'when-asked', crossing: 'yes' },
      values: expect.objectContaining({ radioDelay: '705 ms', phoneDelay: '100 ms', crossings: 1 }),
    });
  });
  test('say never where nobody asked, and leave out what the trace does not show', () => {
    const unasked = view([websocket(1, '/line/duplex', 0, [{ from: 'server', left: 500, arrived: 501, text: word(1) }])], [says(1, 500)], 900);
    expect(facts(unasked).predictions).toEqual({ 'radio-waits': 'never' });
    expect(facts(view([], [], 0))).toEqual({
      predictions: {},
      values: { radioDelay: '–', phoneDelay: '–', radioBytes: '–', phoneBytes: '–', crossings: 0, phoneHandshake: 0 },
    });
  });
  test('say at once where every answer was as quick as the phone', () => {
    const eager = view(
      [
        websocket(1, '/line/duplex', 0, [{ from: 'server', left: 500, arrived: 501, text: word(1) }]),
        http(2, 'GET', '/line/duplex/ask', { left: 501, arrived: 502 }, { left: 503, arrived: 504, body: `[${word(1)}]` }),
      ],
      [says(1, 500)],
      900,
    );
    expect(facts(eager).predictions['radio-waits']).toBe('at-once');
  });
});

describe('what was told', () => {
  test('comes from chunks without their marks', () => {
    const { response } = http(1, 'GET', '/x', { left: 0 }, { left: 1, body: '9\r\n[{"n":4,"\r\ne\r\ntext":"สวัส"}]\r\n0\r\n\r\n' });
    const head = response!.http!.headLength;
    const bytes = response!.bytes;
    const second = head + 3 + 9 + 2 + 3;
    response!.spans = [
      { layer: 'http', field: 'chunk-data', start: head + 3, end: head + 12 },
      { layer: 'http', field: 'chunk-data', start: second, end: bytes.length - 7 },
    ];
    expect(bodyText(response!)).toBe('[{"n":4,"text":"สวัส"}]');
    expect(told(response)).toEqual([{ n: 4, text: 'สวัส' }]);
  });
  test('is nothing where the answer is unfinished, broken, or tells something else', () => {
    const answer = (body: string, complete = true) => http(1, 'GET', '/x', { left: 0 }, { left: 1, body, complete }).response;
    expect(told(undefined)).toEqual([]);
    expect(told(answer('[{"n":1,"te', true))).toEqual([]);
    expect(told(answer('[{"n":1}]', false))).toEqual([]);
    expect(told(answer('[{"over":true},null,7,{"n":"1"},{"n":2}]'))).toEqual([{ n: 2, text: '' }]);
  });
});

test('median', () => {
  expect([median([]), median([3]), median([5, 1]), median([9, 1, 2])]).toEqual([undefined, 3, 3, 2]);
});
