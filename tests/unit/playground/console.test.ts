import { describe, expect, test } from 'vitest';
import type { ConsoleEntry, Shown } from '../../../protocol/programs.ts';
import { copyText, createLog, LEVELS, lineText, MOST_LINES, sift } from '../../../src/playground/console/log.ts';
import { plainText } from '../../../src/playground/console/plain.ts';
import { readClientMessage } from '../../../src/playground/frames/messages.ts';

const text = (v: string): Shown => ({ k: 'string', v });
const entry = (said: string, over: Partial<ConsoleEntry> = {}): ConsoleEntry => ({ t: 0, end: 'server', level: 'log', values: [text(said)], times: 1, ...over });
const client = (said: string, t = 0) => entry(said, { end: 'client', t });

describe('the console', () => {
  test('takes a server line that came again as its new count', () => {
    const log = createLog();
    log.addServer([entry('tick', { t: 5 })], 10);
    log.addServer([entry('tick', { t: 5, times: 4 })], 50);
    expect(log.lines.map(({ times }) => times)).toEqual([4]);
  });
  test('folds what one client says again, not what two say', () => {
    const log = createLog();
    log.addClient('Client 1', client('hey', 1), 1);
    log.addClient('Client 1', client('hey', 2), 2);
    log.addClient('Client 2', client('hey', 3), 3);
    expect(log.lines.map(({ client: who, times }) => [who, times])).toEqual([['Client 1', 2], ['Client 2', 1]]);
  });
  test('puts a server line that came late before the client line that it caused', () => {
    const log = createLog();
    log.addServer([entry('listening', { t: 0 })], 1000);
    log.addClient('Client 1', client('connected', 0), 1100);
    // Written 150 ms after `listening`, at 1150; told 40 ms later. The client heard of it at 1152.
    log.addClient('Client 1', client('acknowledged', 52), 1152);
    log.addServer([entry('heard', { t: 150 })], 1190);
    expect(log.lines.map(lineText)).toEqual(['listening', 'connected', 'heard', 'acknowledged']);
  });
  test('keeps the newest lines and counts the others', () => {
    const log = createLog();
    log.addServer(Array.from({ length: MOST_LINES + 7 }, (_, i) => entry(String(i), { t: i })), 0, 3);
    expect(log.lines).toHaveLength(MOST_LINES);
    expect(log.dropped).toBe(10);
    expect(lineText(log.lines.at(-1)!)).toBe(String(MOST_LINES + 6));
  });
  test('is sifted by text in any case and by level', () => {
    const log = createLog();
    log.addServer([entry('Joined tea'), entry('broken', { level: 'error', t: 1 })], 0);
    expect(sift(log.lines, { text: ' JOINED ', levels: new Set(LEVELS) }).map(lineText)).toEqual(['Joined tea']);
    log.addClient('Client 2', { ...client('hello'), place: { file: 'client.js', line: 7 } }, 2);
    for (const who of ['client 2', 'client.js:7']) expect(sift(log.lines, { text: who, levels: new Set(LEVELS) }).map(lineText)).toEqual(['hello']);
    expect(sift(log.lines, { text: '', levels: new Set(['error']) }).map(lineText)).toEqual(['broken']);
  });
  test('is copied as text with who wrote it', () => {
    const log = createLog();
    log.addServer([entry('a', { times: 3 })], 0);
    log.addClient('Client 1', { ...client('b', 1), level: 'warn' }, 1);
    expect(copyText(log.lines)).toBe('[server] a (×3)\n[Client 1] warn: b');
  });
});

test('values as text', () => {
  const object: Shown = { k: 'object', name: 'Object', entries: [[text('a'), { k: 'array', entries: [[{ k: 'number', v: '0' }, { k: 'null' }]], more: 2 }], [text('b'), text('x')]] };
  expect(plainText(object)).toBe('{ a: [null, … 2], b: "x" }');
  expect(plainText({ k: 'map', entries: [[text('k'), { k: 'bigint', v: '1n' }]] })).toBe('{ "k" => 1n }');
  expect(plainText({ k: 'error', name: 'TypeError', v: 'TypeError: no' })).toBe('TypeError: no');
  expect(plainText({ k: 'bytes', name: 'Buffer', v: '01 02', more: 0 })).toBe('Buffer <01 02>');
});

describe('messages of a frame', () => {
  const console_ = (values: unknown, more: object = {}) => readClientMessage({ saitrong: 'client', type: 'console', entry: { level: 'log', values, ...more } });

  test('are read', () => {
    expect(readClientMessage({ saitrong: 'client', type: 'ready' })).toEqual({ type: 'ready', dropped: 0 });
    expect(console_([text('hey')], { t: 5, place: { file: 'client.js', line: 3, column: 1 } })).toEqual({
      type: 'console',
      dropped: 0,
      entry: { t: 5, end: 'client', level: 'log', values: [text('hey')], times: 1, place: { file: 'client.js', line: 3, column: 1 } },
    });
  });
  test.each([null, 1, 'x', {}, { saitrong: 'server' }, { saitrong: 'client' }, { saitrong: 'client', type: 'run' }, { saitrong: 'client', type: 'console' }, { saitrong: 'client', type: 'problem', problem: {} }])('%j is none', (data) =>
    expect(readClientMessage(data)).toBeUndefined(),
  );
  test('cannot pass for the server’s, nor bring a cause or a count', () => {
    const read = console_([text('x')], { end: 'server', times: 1e9, cause: { line: 1, packet: 1 }, level: 'fatal' });
    expect(read).toMatchObject({ entry: { end: 'client', times: 1, level: 'log' } });
    expect(read).not.toHaveProperty('entry.cause');
  });
  test('name a message of the server’s by its session, and no line', () => {
    const named = (cause: unknown) => readClientMessage({ saitrong: 'client', type: 'console', entry: { values: [text('x')] }, cause });
    expect(named({ session: 'a', packet: 2, line: 9 })).toHaveProperty('cause', { session: 'a', packet: 2 });
    expect(named({ session: 's'.repeat(999), packet: 2 })).toHaveProperty('cause.session', 's'.repeat(64));
    for (const cause of [null, 5, { packet: 1 }, { session: 'a' }, { session: 'a', packet: 0.5 }, { session: 'a', packet: -1 }, { session: {}, packet: 1 }]) expect(named(cause)).not.toHaveProperty('cause');
  });
  test('bring facts of known kinds only, with plain and bounded numbers and words', () => {
    const told = (hint: unknown) => readClientMessage({ saitrong: 'client', type: 'problem', problem: { message: '', name: 'Seen', hint } });
    expect(told({ code: 'seen:no-listener', params: { event: 'e'.repeat(999), namespace: '/', acked: 1, evil: { toString: 'x' }, 'no name': 1, nan: NaN } })).toMatchObject({
      problem: { end: 'client', hint: { code: 'seen:no-listener', params: { event: 'e'.repeat(200), namespace: '/', acked: 1 } } },
    });
    for (const hint of [{ code: 'not-here', params: { what: 'fs' } }, { code: 'seen:everything' }, { code: 'no-listener' }, { code: 5 }, 'seen:no-listener', null]) expect(told(hint)).not.toHaveProperty('problem.hint');
  });
  test('are bounded in length, depth and width', () => {
    let deep: unknown = text('x');
    for (let i = 0; i < 10_000; i++) deep = { k: 'array', entries: [[{ k: 'number', v: '0' }, deep]] };
    const cyclic: Record<string, unknown> = { k: 'object' };
    cyclic.entries = Array.from({ length: 1000 }, () => [text('k'), cyclic]);
    const read = console_([text('y'.repeat(1e6)), deep, cyclic, ...Array.from({ length: 1000 }, () => text('z'))]);
    expect(JSON.stringify(read).length).toBeLessThan(200_000);
    expect(read).toMatchObject({ entry: { values: { length: 50 } } });
  });
  test('hold text alone: other things in its place are left out', () => {
    expect(console_([{ k: 'string', v: { toString: 'x' } }, { k: '__proto__' }, { k: 'array', entries: 'x', more: -5 }])).toMatchObject({ entry: { values: [{ k: 'string', v: '' }, { k: 'undefined' }, { k: 'array' }] } });
  });
});
