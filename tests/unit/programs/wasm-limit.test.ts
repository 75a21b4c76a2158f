import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { limitMemory } from '../../../playground-server/programs/host/wasm-limit.ts';

const HEAD = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const memoryOf = async (wasm: Uint8Array) => {
  const { exports } = await WebAssembly.instantiate(new WebAssembly.Module(wasm as BufferSource), {});
  return exports.memory as WebAssembly.Memory;
};
/** A module whose memory (of `limits`) is exported as "memory". */
const module = (...limits: number[]) => new Uint8Array([...HEAD, 5, limits.length + 1, 1, ...limits, 7, 10, 1, 6, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 2, 0]);

test('a memory gets its maximum', async () => {
  const memory = await memoryOf(limitMemory(module(0, 1), 3));
  expect(memory.grow(2)).toBe(1);
  expect(() => memory.grow(1)).toThrow(RangeError);
});
test('a maximum that is there is replaced', async () => {
  const memory = await memoryOf(limitMemory(module(1, 1, 100), 200));
  expect(memory.grow(150)).toBe(1);
});
test('a maximum is never below what the module needs', async () => {
  const memory = await memoryOf(limitMemory(module(0, 5), 1));
  expect(memory.buffer.byteLength).toBe(5 * 65_536);
});
test('a module without a memory of its own fails loudly', () => {
  expect(() => limitMemory(new Uint8Array(HEAD), 1)).toThrow('no memory section');
  expect(() => limitMemory(new Uint8Array([...HEAD, 5, 1, 0]), 1)).toThrow('one plain memory');
});
test('QuickJS itself can be limited', () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm'));
  expect(WebAssembly.validate(limitMemory(wasm, 1024) as BufferSource)).toBe(true);
});
