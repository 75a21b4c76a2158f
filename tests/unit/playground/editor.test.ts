/** Which editor comes, and what Monaco is told beside TypeScript's own: which findings help, which events may be meant. */
import { describe, expect, test } from 'vitest';
import { readMonaco, thaiMessages } from '../../../scripts/build/monaco.ts';
import { chooseEditor, keepWantedEditor, wantedEditor } from '../../../src/playground/editors/choose.ts';
import { eventsIn, openCall, reservedFor } from '../../../src/playground/editors/monaco/events.ts';
import { THAI } from '../../../src/playground/editors/monaco/thai.ts';
import { kindOf, usefulInJavaScript } from '../../../src/playground/editors/monaco/useful.ts';
import { words as en } from '../../../src/playground/editors/words.en.ts';
import { words as th } from '../../../src/playground/editors/words.th.ts';

describe('the choice of an editor', () => {
  test('Monaco where there is room and a fine pointer, unless CodeMirror was chosen; nowhere else', () => {
    expect(chooseEditor(true, 'monaco')).toBe('monaco');
    expect(chooseEditor(true, undefined)).toBe('monaco');
    expect(chooseEditor(true, 'codemirror')).toBe('codemirror');
    for (const wanted of ['monaco', 'codemirror', undefined] as const) expect(chooseEditor(false, wanted)).toBe('codemirror');
  });
  test('the wish is kept; storage that is blocked, or holds something else, is no wish', () => {
    const kept = new Map<string, string>();
    const storage = () => ({ getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) });
    expect(wantedEditor(storage)).toBeUndefined();
    keepWantedEditor('monaco', storage);
    expect(wantedEditor(storage)).toBe('monaco');
    for (const key of kept.keys()) kept.set(key, 'emacs');
    expect(wantedEditor(storage)).toBeUndefined();
    const blocked = () => {
      throw new Error('denied');
    };
    expect(wantedEditor(blocked)).toBeUndefined();
    expect(() => keepWantedEditor('monaco', blocked)).not.toThrow();
  });
});

test('Monaco still says every sentence that has Thai words, and both languages of our own say the same things', () => {
  expect(Object.keys(thaiMessages(readMonaco())).length).toBeGreaterThanOrEqual(Object.keys(THAI).length);
  const keys = (value: object): unknown => Object.entries(value).map(([key, inner]) => (typeof inner === 'object' ? [key, keys(inner as object)] : key));
  expect(keys(th)).toEqual(keys(en));
});

describe('findings in JavaScript', () => {
  const at = (code: number, text: string, word: string, message = '') => usefulInJavaScript({ code, message, rest: text.slice(text.indexOf(word)), length: word.length, text });
  test('what would fail when it runs is told', () => {
    expect(at(1005, 'io.on("x"', '"x"')).toBe(true);
    expect(at(2304, 'iO.on()', 'iO')).toBe(true);
    expect(at(2591, 'import "fs"', '"fs"')).toBe(true);
    expect(at(2339, 'socket.emti("x")', 'emti', "Property 'emti' does not exist on type 'Socket'.")).toBe(true);
    expect(at(2551, 'if (socket.conected) {}', 'conected', "Property 'conected' does not exist on type 'Socket'. Did you mean 'connected'?")).toBe(true);
    expect(at(8010, 'function f(a: string) {}', 'string')).toBe(true);
  });
  test('what JavaScript may well do is not', () => {
    expect(at(18047, 'form.reset()', 'form')).toBe(false);
    expect(at(7006, 'function f(a) {}', 'a')).toBe(false);
    expect(at(2345, 'element.append(3)', '3')).toBe(false);
    expect(at(2339, 'input.value', 'value', "Property 'value' does not exist on type 'Element'.")).toBe(false);
    expect(at(2339, 'form.reset()', 'reset', "Property 'reset' does not exist on type 'Element'.")).toBe(false);
    expect(at(2339, 'socket.nick = 1; log(socket.nick)', 'nick', "Property 'nick' does not exist on type 'Socket'.")).toBe(false);
    expect(at(2551, 'socket.rom = 1; log(socket.rom)', 'rom', "Property 'rom' does not exist on type 'Socket'. Did you mean 'rooms'?")).toBe(false);
    expect(at(2339, 'const f = socket.nick', 'nick', "Property 'nick' does not exist on type 'Socket'.")).toBe(false);
  });
  test('a comparison is no assignment', () => {
    expect(at(2551, 'if (socket.conected === true) {}', 'conected', "on type 'Socket'")).toBe(true);
  });
  test('kinds', () => {
    expect([2304, 2551, 2591, 2724, 2554, 2769, 2588, 2451, 1294, 8010, 1005].map(kindOf)).toEqual(['name', 'member', 'module', 'export', 'arguments', 'type', 'constant', 'twice', 'stripped', 'typed', undefined]);
  });
});

describe('names of events', () => {
  test('a call whose event is being typed', () => {
    expect(openCall('io.on("')).toEqual({ call: 'hears', receiver: 'io', method: 3, from: 7 });
    expect(openCall("  socket\n    .emit('sa")).toMatchObject({ call: 'sends', receiver: 'socket', from: 20 });
    expect(openCall('io.to("a").emit("')).toMatchObject({ call: 'sends', receiver: '', method: 11 });
    for (const other of ['io.on("a", "', 'io.on(', 'socket.join("', 'console.log("', 'io.on("connection"']) expect(openCall(other), other).toBeUndefined();
  });
  test('what a file sends and hears, once each', () => {
    const text = 'socket.emit("say", 1); io.to("r").emit(\'news\'); s.emitWithAck(`ask`); socket.on("say", f); socket.emit("say"); socket.emit(`to:${id}`)';
    expect(eventsIn(text, 'sends')).toEqual(['say', 'news', 'ask']);
    expect(eventsIn(text, 'hears')).toEqual(['say']);
    expect(eventsIn('io.on("พูด", f)', 'hears')).toEqual(['พูด']);
  });
  test('by name where the type is unknown; nothing for what is not Socket.IO’s', () => {
    expect(reservedFor('', 'socket', 'server')).toContain('disconnecting');
    expect(reservedFor('any', 'mySocket', 'client')).toContain('connect_error');
    expect(reservedFor('', 'io', 'server')).toEqual(['connection']);
    expect(reservedFor('', 'button', 'client')).toBeUndefined();
  });
});
