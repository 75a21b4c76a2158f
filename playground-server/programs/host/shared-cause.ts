/**
 * The cause of what runs now (`guest/cause.ts`) as four bytes of the guest's memory that the host reads and writes too:
 * ticks, timers and jobs take it up so often that a door for it would cost more than they do.
 */
import type { JSValueHandle, QuickJS } from 'quickjs-wasi';

interface Memory {
  memory: WebAssembly.Memory;
  wasm_malloc(size: number): number;
  wasm_free(at: number): void;
  /** Where the bytes of an ArrayBuffer stand; they never move. */
  qjs_get_array_buffer(value: number, lengthAt: number): number;
}

/** Puts `cause.nth` into the guest. Answers the guest's ArrayBuffer, which must live as long as the VM. */
export function shareCause(vm: QuickJS, cause: { nth: number }): JSValueHandle {
  const exports = vm._getExports() as unknown as Memory;
  const buffer = vm.newArrayBuffer(new Uint8Array(4));
  const lengthAt = exports.wasm_malloc(4);
  const at = exports.qjs_get_array_buffer(buffer.ptr, lengthAt);
  exports.wasm_free(lengthAt);
  let view = new Int32Array(exports.memory.buffer, at, 1);
  // Memory that grew is another buffer, and the old view is empty.
  const fresh = () => (view.length === 1 ? view : (view = new Int32Array(exports.memory.buffer, at, 1)));
  Object.defineProperty(cause, 'nth', {
    get: () => fresh()[0],
    set(nth: number) {
      fresh()[0] = nth;
    },
  });
  return buffer;
}
