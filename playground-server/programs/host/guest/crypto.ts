/** `node:crypto` as programs use it: random things, from the host's generator. */
import { host } from './host-calls.ts';
import { refusing } from './unavailable.ts';

type Done = (error: null, value: unknown) => void;
export function randomBytes(size: number, done?: Done) {
  const bytes = Buffer.from(host.random(size));
  if (typeof done === 'function') process.nextTick(done, null, bytes);
  return bytes;
}
export function randomUUID(): string {
  const bytes = randomBytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
/** A whole number from `from` up to, but not, `to`; with one argument, from 0. */
export function randomInt(from: number, to?: number | Done, done?: Done) {
  const [least, end] = typeof to === 'number' ? [from, to] : [0, from];
  if (!Number.isSafeInteger(least) || !Number.isSafeInteger(end) || end <= least) throw new RangeError(`The value of "max" is out of range. It must be greater than the value of "min" (${least}). Received ${end}`);
  const value = least + (randomBytes(6).readUIntBE(0, 6) % (end - least));
  const then = typeof to === 'function' ? to : done;
  if (typeof then === 'function') process.nextTick(then, null, value);
  return value;
}
export function getRandomValues<T extends ArrayBufferView>(array: T): T {
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(new Uint8Array(host.random(array.byteLength)));
  return array;
}
export const NO_CRYPTO = 'random ids are here (randomUUID, randomBytes, randomInt); download the program to use the rest of crypto.';
/** Signatures and digests are not here: whoever asks for one is told so. */
const subtle = new Proxy({}, { get: (_, name) => (typeof name === 'string' ? refusing('crypto.subtle', [name], NO_CRYPTO)[name] : undefined) });
export const web = { randomUUID, getRandomValues, subtle };
export function randomFillSync<T extends ArrayBufferView>(array: T): T {
  return getRandomValues(array);
}
export { web as webcrypto };
export default { randomBytes, randomFillSync, subtle, randomUUID, randomInt, getRandomValues, webcrypto: web };
