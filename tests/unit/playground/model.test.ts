import { deflateSync, strToU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { folderOf, zipOf } from '../../../src/playground/model/download.ts';
import { asFiles, fileNames, MAX_PROGRAM_BYTES } from '../../../src/playground/model/files.ts';
import { createKeeper, MOST_VERSIONS } from '../../../src/playground/model/keep.ts';
import { fromHash, toHash } from '../../../src/playground/model/share.ts';
import { createWork, REST } from '../../../src/playground/model/work.ts';

const FILES = { 'server.js': 'import { Server } from "socket.io";\nnew Server(3000);\n', 'client.js': 'io()\n' };
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const link = (value: unknown) => `#code=${base64url(deflateSync(strToU8(JSON.stringify(value))))}`;

describe('files', () => {
  test('known names with text alone, a server among them', () => {
    expect(asFiles(FILES)).toEqual(FILES);
    for (const wrong of [null, 'x', [], {}, { 'client.js': '' }, { ...FILES, '../evil': '' }, { 'server.js': 1 }, { ...FILES, __proto__: null, constructor: 'x' }]) expect(asFiles(wrong)).toBeUndefined();
    expect(asFiles({ 'server.js': 'x'.repeat(MAX_PROGRAM_BYTES + 1) })).toBeUndefined();
    expect(asFiles({ 'server.js': 'ก'.repeat(MAX_PROGRAM_BYTES / 3 + 1) })).toBeUndefined();
  });
  test('server first', () => expect(fileNames({ 'style.css': '', 'client.ts': '', 'server.ts': '' })).toEqual(['server.ts', 'client.ts', 'style.css']));
});

describe('links', () => {
  test('hold a whole program, Thai and all', () => {
    const files = { ...FILES, 'index.html': '<p>สวัสดี 👋</p>' };
    const read = fromHash(toHash(files));
    expect(read).toMatchObject({ files });
    expect((read as { id: string }).id).toMatch(/^shared-[a-z0-9]+$/);
  });
  test('without a program are not looked at', () => expect([fromHash(''), fromHash('#section')]).toEqual(['none', 'none']));
  test.each([
    ['nothing', '#code='],
    ['no base64url', '#code=<script>'],
    ['no deflate', '#code=AAAA'],
    ['cut off', toHash(FILES).slice(0, -12)],
    ['no JSON', `#code=${base64url(deflateSync(strToU8('{')))}`],
    ['another version', link({ v: 2, files: FILES })],
    ['no server', link({ v: 1, files: { 'client.js': '' } })],
    ['strange names', link({ v: 1, files: { ...FILES, 'package.json': '{}' } })],
    ['text that is none', link({ v: 1, files: { 'server.js': { toString: 'x' } } })],
    ['too much text', link({ v: 1, files: { 'server.js': 'x'.repeat(MAX_PROGRAM_BYTES + 1) } })],
    ['a bomb', `#code=${base64url(deflateSync(new Uint8Array(100_000_000)))}`],
    ['too long', `#code=${'A'.repeat(400_000)}`],
  ])('are refused with %s', (_, hash) => expect(fromHash(hash)).toBe('broken'));
});

function memory(most = Infinity): Storage & { held: Map<string, string> } {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (key: string) => held.get(key) ?? null,
    setItem(key: string, value: string) {
      if (value.length > most) throw new DOMException('full', 'QuotaExceededError');
      held.set(key, value);
    },
  } as unknown as Storage & { held: Map<string, string> };
}
function working(storage: Storage | undefined = memory()) {
  let clock = 1000;
  let waiting: (() => void) | undefined;
  const work = createWork({
    keeper: createKeeper(() => storage),
    now: () => clock++,
    after(ms, run) {
      expect(ms).toBe(REST);
      waiting = run;
      return () => (waiting = undefined);
    },
  });
  return { work, storage, rest: () => waiting?.() };
}

describe('work', () => {
  test('is kept once typing rests, by its starter, and found again', () => {
    const { work, storage, rest } = working();
    work.open('echo', FILES);
    work.edit('server.js', 'mine');
    expect((storage as ReturnType<typeof memory>).held.size).toBe(0);
    rest();
    work.open('chat', FILES);
    expect(work.now.files).toEqual(FILES);
    work.open('echo', FILES);
    expect(work.now).toMatchObject({ files: { 'server.js': 'mine' }, changed: true, kept: true });
    const later = working(storage).work;
    later.open('echo', FILES);
    expect(later.now.files['server.js']).toBe('mine');
  });
  test('goes to another starter without losing what was typed last', () => {
    const { work } = working();
    work.open('echo', FILES);
    work.edit('server.js', 'mine');
    work.open('chat', FILES);
    work.open('echo', FILES);
    expect(work.now.files['server.js']).toBe('mine');
  });
  test('starting over can be taken back, at once and from the versions', () => {
    const { work } = working();
    work.open('echo', FILES);
    work.edit('server.js', 'mine');
    work.reset();
    expect(work.now).toMatchObject({ files: FILES, changed: false });
    expect(work.now.versions[0]).toMatchObject({ why: 'reset', files: { 'server.js': 'mine' } });
    work.undo();
    expect(work.now.files['server.js']).toBe('mine');
    expect(work.now.undo).toBeUndefined();
  });
  test('keeps the last 20 versions, none twice', () => {
    const { work } = working();
    work.open('echo', FILES);
    for (let n = 0; n < 30; n++) {
      work.edit('server.js', String(n));
      work.remember('run');
      work.remember('run');
    }
    expect(work.now.versions).toHaveLength(MOST_VERSIONS);
    expect(work.now.versions.map(({ files }) => files['server.js'])).toEqual(Array.from({ length: 20 }, (_, i) => String(29 - i)));
  });
  test('goes on where storage is blocked, and says so', () => {
    const blocked = {
      getItem() {
        throw new DOMException('no', 'SecurityError');
      },
      setItem() {
        throw new DOMException('no', 'SecurityError');
      },
    } as unknown as Storage;
    for (const storage of [blocked, memory(10)]) {
      const { work, rest } = working(storage);
      work.open('echo', FILES);
      work.edit('server.js', 'mine');
      rest();
      expect(work.now).toMatchObject({ files: { 'server.js': 'mine' }, kept: false });
    }
  });
  test('gives up old versions rather than the work where there is little room', () => {
    const storage = memory(2500);
    const { work } = working(storage);
    work.open('echo', FILES);
    for (let n = 0; n < 10; n++) {
      work.edit('server.js', String(n).repeat(400));
      work.remember('run');
    }
    expect(work.now.kept).toBe(true);
    const kept = createKeeper(() => storage).load('echo');
    expect(kept?.files['server.js']).toBe('9'.repeat(400));
    expect(kept?.versions.length).toBeLessThan(10);
  });
  test('what others wrote into storage does no harm', () => {
    const storage = memory();
    for (const text of ['', '[]', '{"files":{"server.js":1}}', '{"files":{"server.js":"x"},"versions":[null,{"at":"1"},{"files":{}}]}']) {
      storage.setItem('saitrong-work:echo', text);
      const { work } = working(storage);
      work.open('echo', FILES);
      expect(Object.keys(work.now.files)).toContain('server.js');
      expect(work.now.versions).toEqual([]);
    }
  });
});

describe('the folder', () => {
  const VERSIONS = { 'socket.io': '4.8.4', 'socket.io-client': '4.8.4' };
  test('holds the files unchanged, exact versions and a way to start', () => {
    const folder = folderOf(FILES, 'Echo', VERSIONS);
    expect(folder).toMatchObject(FILES);
    expect(JSON.parse(folder['package.json'] ?? '')).toMatchObject({ name: 'saitrong-echo', type: 'module', scripts: { start: 'node --import ./start.mjs server.js' }, dependencies: { 'socket.io': '4.8.4' } });
    expect(folder['README.md']).toContain('npm i && npm start');
    expect(folder['README.md']).toMatch(/[\u0e00-\u0e7f]/);
  });
  test('CommonJS stays CommonJS, TypeScript asks for a Node that reads it, express comes where it is used', () => {
    const commonjs = JSON.parse(folderOf({ 'server.js': 'const express = require("express");' }, 'x', VERSIONS)['package.json'] ?? '') as Record<string, unknown>;
    expect(commonjs.type).toBeUndefined();
    expect(commonjs.dependencies).toHaveProperty('express');
    const typed = JSON.parse(folderOf({ 'server.ts': 'import { Server } from "socket.io"' }, 'x', VERSIONS)['package.json'] ?? '') as Record<string, unknown>;
    expect(typed).toMatchObject({ type: 'module', engines: { node: '>=22.18' }, scripts: { start: 'node --import ./start.mjs server.ts' } });
  });
  test('is a zip with one folder in it', () => {
    const names = Object.keys(unzipSync(zipOf(FILES, 'shared-1x', VERSIONS)));
    expect(names).toContain('saitrong-shared-1x/server.js');
    expect(names.every((name) => name.startsWith('saitrong-shared-1x/'))).toBe(true);
  });
});
