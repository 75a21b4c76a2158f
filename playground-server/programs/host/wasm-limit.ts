/**
 * Gives a WebAssembly module's own memory a maximum. QuickJS's heap limit bounds what the engine asks for, but
 * fragmentation may take about twice as much, and the module as shipped declares no maximum.
 * Source: WebAssembly core specification, binary format §5.5.8 (memory section) and §5.3.7 (limits).
 */

function readUnsigned(bytes: Uint8Array, at: number): [value: number, next: number] {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++] as number;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
}
function unsigned(value: number): number[] {
  const out: number[] = [];
  do {
    const byte = value % 128;
    value = Math.floor(value / 128);
    out.push(value > 0 ? byte | 0x80 : byte);
  } while (value > 0);
  return out;
}

/**
 * Returns the module with `maximumPages` (64 KiB each) as its memory's maximum. Throws where the module has no single
 * memory of its own, so that a changed package fails loudly rather than losing the limit.
 */
export function limitMemory(wasm: Uint8Array, maximumPages: number): Uint8Array {
  let at = 8;
  while (at < wasm.length) {
    const id = wasm[at] as number;
    const [size, body] = readUnsigned(wasm, at + 1);
    if (id !== 5) {
      at = body + size;
      continue;
    }
    const [count, flagAt] = readUnsigned(wasm, body);
    const flag = wasm[flagAt];
    if (count !== 1 || (flag !== 0 && flag !== 1)) throw new Error('The QuickJS module does not declare one plain memory');
    const [minimum] = readUnsigned(wasm, flagAt + 1);
    const section = [1, 1, ...unsigned(minimum), ...unsigned(Math.max(minimum, maximumPages))];
    const head = [5, ...unsigned(section.length)];
    const out = new Uint8Array(at + head.length + section.length + (wasm.length - body - size));
    out.set(wasm.subarray(0, at));
    out.set([...head, ...section], at);
    out.set(wasm.subarray(body + size), at + head.length + section.length);
    return out;
  }
  throw new Error('The QuickJS module has no memory section');
}
