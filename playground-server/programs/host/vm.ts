/**
 * QuickJS behind a small face, so that the engine could be changed without touching the worker. One VM is one
 * WebAssembly instance: nothing is shared with another program.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { EvalFlags, JSException, QuickJS, type JSValueHandle } from 'quickjs-wasi';
import { limitMemory } from './wasm-limit.ts';

const require = createRequire(import.meta.url);

export interface VmLimits {
  /** Bytes the engine may allocate, pages (64 KiB) the WebAssembly memory may grow to, bytes of engine stack. */
  heapBytes: number;
  memoryPages: number;
  stackBytes: number;
}
export interface VmHooks {
  op(json: string, bytes: Uint8Array | undefined): void;
  log(json: string): void;
  timer(id: number, ms: number): boolean;
  clear(id: number): void;
  now(): number;
  problem(json: string): void;
  /** Asked often while guest code runs; true ends the turn. */
  overdue(): boolean;
}

/** What a turn threw, as far as it could be read. `fatal` = the engine's own state is in doubt: end the program. */
export class TurnError extends Error {
  stackText: string;
  fatal: boolean;
  constructor(name: string, message: string, stackText: string, fatal: boolean) {
    super(message);
    this.name = name;
    this.stackText = stackText;
    this.fatal = fatal;
  }
}

/** The compiled engine with its memory limit in place; compile once a process, share between workers. */
export async function compileEngine(memoryPages: number): Promise<WebAssembly.Module> {
  const wasm = await readFile(require.resolve('quickjs-wasi/quickjs.wasm'));
  return WebAssembly.compile(limitMemory(wasm, memoryPages) as BufferSource);
}
async function extension(name: string, initFn: string) {
  return { name, wasm: await readFile(require.resolve(`quickjs-wasi/${name}.so`)), initFn };
}

export class Vm {
  #vm: QuickJS;
  #guest: JSValueHandle;
  private constructor(vm: QuickJS) {
    this.#vm = vm;
    this.#guest = vm.global.getProp('__guest');
  }

  /** Makes a VM and runs the prelude (`bundle.ts`) in it. `load` gives the source of an imported module, or throws. */
  static async create(engine: WebAssembly.Module, prelude: string, limits: VmLimits, hooks: VmHooks): Promise<Vm> {
    let self: Vm | undefined;
    const quick = await QuickJS.create({
      wasm: engine,
      memoryLimit: limits.heapBytes,
      maxStackSize: limits.stackBytes,
      interruptHandler: () => hooks.overdue(),
      onUnhandledRejection: (_promise, reason, handled) => self?.rejected(reason, handled),
      moduleLoader: { normalize: (_base, name) => name, load: (name) => self?.moduleSource(name) ?? '' },
      extensions: await Promise.all([extension('url', 'qjs_ext_url_init'), extension('encoding', 'qjs_ext_encoding_init'), extension('structured-clone', 'qjs_ext_structured_clone_init')]),
    });
    installHost(quick, hooks);
    quick.evalCode(prelude, 'prelude.js').dispose();
    self = new Vm(quick);
    return self;
  }

  #rejections: { text: string }[] = [];
  /** Rejections nobody handled by the end of the turn; reading them is guest work, so it happens under the deadline. */
  rejected(reason: JSValueHandle, handled: boolean): void {
    if (handled) this.#rejections.pop();
    else if (this.#rejections.length < 20) {
      this.#pendingReasons.push(reason.dup());
      this.#rejections.push({ text: '' });
    }
  }
  #pendingReasons: JSValueHandle[] = [];

  moduleSource(name: string): string {
    return this.#call('moduleSource', [this.#vm.newString(name)], (result) => result.toString());
  }

  /** Runs the learner's file. A module may wait at its top level: what it rejects with arrives as a rejection. */
  load(code: string, file: string, kind: 'module' | 'commonjs', filesJson: string): void {
    this.#guarded(() => {
      const files = this.#vm.evalCode(`__guest.setFiles(${filesJson})`, 'files.js');
      files.dispose();
      if (kind === 'module') {
        const promise = this.#vm.evalCode(code, file, EvalFlags.TYPE_MODULE);
        this.#modulePromise = promise;
      } else {
        const run = this.#vm.evalCode(`(function (exports, require, module, __filename, __dirname) {${code}\n})`, file);
        const name = this.#vm.newString(file);
        try {
          this.#call('commonjs', [run, name], () => undefined);
        } finally {
          run.dispose();
          name.dispose();
        }
      }
    });
    this.settle();
  }
  #modulePromise: JSValueHandle | undefined;

  /** One turn: hands `json` (and bytes) to the guest, then runs every promise job, then flushes writes. */
  turn(json: string, bytes?: Uint8Array): void {
    this.#guarded(() => {
      const args = [this.#vm.newString(json), ...(bytes ? [this.#vm.newArrayBuffer(bytes)] : [])];
      this.#call('receive', args, () => undefined);
    });
    this.settle();
  }
  fireTimer(id: number): void {
    this.#guarded(() => this.#call('fireTimer', [this.#vm.newNumber(id)], () => undefined));
    this.settle();
  }

  /** Runs what is pending until nothing is, tells unhandled rejections, flushes writes. */
  settle(): void {
    this.#guarded(() => {
      while (this.#vm.executePendingJobs() > 0);
      const reasons = this.#pendingReasons;
      this.#pendingReasons = [];
      this.#rejections = [];
      for (const reason of reasons) {
        const kind = this.#vm.newString('rejection');
        this.#call('uncaught', [reason, kind], () => undefined);
        reason.dispose();
      }
      if (reasons.length) while (this.#vm.executePendingJobs() > 0);
      this.#call('flushWrites', [], () => undefined);
    });
  }

  /** Bytes the engine has allocated now. */
  heap(): number {
    return this.#vm.getMemoryUsage().mallocSize;
  }
  dispose(): void {
    this.#modulePromise?.dispose();
    this.#guest.dispose();
    this.#vm.dispose();
  }

  #call<T>(name: string, args: JSValueHandle[], read: (result: JSValueHandle) => T): T {
    const run = this.#guest.getProp(name);
    try {
      const result = this.#vm.callFunction(run, this.#guest, ...args);
      const value = read(result);
      result.dispose();
      return value;
    } finally {
      run.dispose();
      for (const arg of args) if (!arg.disposed) arg.dispose();
    }
  }

  #guarded(run: () => void): void {
    try {
      run();
    } catch (error) {
      throw turnError(error);
    }
  }
}

function turnError(error: unknown): TurnError {
  if (error instanceof TurnError) return error;
  if (error instanceof JSException) return new TurnError(String(error.name), String(error.message), String(error.stack ?? ''), false);
  const host = error as Error;
  // "Job execution error: …" is a guest error that the engine reports as text; anything else is the engine's own.
  if (/^Job execution error: /.test(host.message)) return new TurnError('Error', host.message.slice(21), '', false);
  return new TurnError(host.name ?? 'Error', host.message ?? String(error), '', true);
}

/** Puts the host's doors into the VM. Each checks what it is given: the guest may call them with anything. */
function installHost(vm: QuickJS, hooks: VmHooks): void {
  const text = (value: JSValueHandle | undefined, most: number): string => {
    if (!value || vm.typeof(value) !== 'string') throw new TypeError('text expected');
    const read = value.toString();
    if (read.length > most) throw new RangeError('too long');
    return read;
  };
  const number = (value: JSValueHandle | undefined): number => {
    if (!value || vm.typeof(value) !== 'number') throw new TypeError('a number expected');
    return value.toNumber();
  };
  const doors = vm.newObject();
  const door = (name: string, run: (...args: JSValueHandle[]) => JSValueHandle) => {
    const fn = vm.newFunction(name, run);
    vm.setProp(doors, name, fn);
    fn.dispose();
  };
  door('op', (json, bytes) => {
    const body = bytes && vm.typeof(bytes) === 'object' ? new Uint8Array(bytes.toArrayBuffer()) : undefined;
    hooks.op(text(json, 8_000_000), body);
    return vm.undefined;
  });
  door('log', (json) => (hooks.log(text(json, 2_000_000)), vm.undefined));
  door('problem', (json) => (hooks.problem(text(json, 100_000)), vm.undefined));
  door('timer', (id, ms) => (hooks.timer(number(id), number(ms)) ? vm.true : vm.false));
  door('clear', (id) => (hooks.clear(number(id)), vm.undefined));
  door('now', () => vm.newNumber(hooks.now()));
  vm.setProp(vm.global, '__host', doors);
  doors.dispose();
}
