/**
 * V8 13.6 (Node 24) frees a wrapper between WebAssembly and JavaScript twice where one thread makes it faster while
 * another gives it up, and ends the process, rarely but with all programs that run then ("Check failed:
 * jit_page_->allocations_.erase(addr) == 1" under `TierUpWasmToJSWrapper`). Until a Node 24 is mended, code of
 * WebAssembly is never given up: all threads share the same few modules, so there is next to nothing to give up.
 */
export const KEEP_WASM_CODE = '--no-wasm-code-gc';
