/**
 * QuickJS behind a small face, so that the engine could be changed without touching the worker. One VM is one
 * WebAssembly instance: nothing is shared with another program.
 */
import { EvalFlags, JSException, QuickJS, type JSValueHandle } from 'quickjs-wasi';
import { openDoors, type VmHooks } from './doors.ts';

export interface VmLimits {
  /** Bytes the engine may allocate, and bytes of engine stack. (The memory's maximum is in the compiled module.) */
  heapBytes: number;
  stackBytes: number;
}
/** The compiled engine: made once a process, shared between workers. `wasm` has its memory's maximum set. */
export interface Engine {
  wasm: WebAssembly.Module;
  extensions: { name: string; module: WebAssembly.Module }[];
  /** The prelude's bytecode (`bundle.ts`). */
  prelude: Uint8Array;
}

export type Trouble =
  /** The turn took too long and was ended; nothing in it could catch that. */
  | 'interrupted'
  /** The heap is full and not even the error could be told. */
  | 'memory'
  /** The engine's own state is in doubt: end the program. */
  | 'fatal'
  | 'stack';

/** What ended a turn from outside the program: errors of the program itself are told through `hooks.problem`. */
export class TurnError extends Error {
  trouble: Trouble;
  constructor(trouble: Trouble, message: string) {
    super(message);
    this.trouble = trouble;
  }
}

/** Functions that the prelude hands out (`guest/entry.ts`). */
const GUEST = ['receive', 'data', 'fireTimer', 'uncaught', 'moduleSource', 'commonjs', 'watch', 'setFiles', 'after'] as const;
type GuestFunction = (typeof GUEST)[number];

/** CommonJS wrapper. */
const WRAPPER = '(function (exports, require, module, __filename, __dirname) {';
/** What a module that asks for it learns of where it stands. */
const meta = (file: string) => `Object.assign(import.meta,{dirname:"/",filename:"/${file}",url:"file:///${file}",main:true,resolve:(name)=>/^[./]/.test(name)?new URL(name,"file:///").href:name});`;

export class Vm {
  #vm: QuickJS;
  #guest: JSValueHandle;
  #functions = {} as Record<GuestFunction, JSValueHandle>;
  #hooks: VmHooks;
  #heapBytes: number;
  /** Rejected promises that nobody handled yet, by the promise's identity. */
  #rejected = new Map<number, { promise: JSValueHandle; reason: JSValueHandle; nth: number }>();

  private constructor(vm: QuickJS, hooks: VmHooks, heapBytes: number) {
    this.#vm = vm;
    this.#heapBytes = heapBytes;
    this.#hooks = hooks;
    this.#guest = vm.global.getProp('__guest');
    for (const name of GUEST) this.#functions[name] = this.#guest.getProp(name);
  }

  /** Makes a VM and runs the prelude in it. */
  static async create(engine: Engine, limits: VmLimits, hooks: VmHooks): Promise<Vm> {
    // The engine may call back before the VM around it exists.
    const made: { vm?: Vm } = {};
    let seeding = true;
    const quick = await QuickJS.create({
      wasm: engine.wasm,
      memoryLimit: limits.heapBytes,
      maxStackSize: limits.stackBytes,
      interruptHandler: hooks.overdue,
      onUnhandledRejection: (promise, reason, handled) => {
        if (made.vm) made.vm.#rejection(promise, reason, handled);
      },
      moduleLoader: { normalize: (_base, name) => name, load: (name) => (made.vm ? made.vm.#moduleSource(name) : '') },
      extensions: engine.extensions.map(({ name, module }) => ({ name, wasm: module, initFn: `qjs_ext_${name.replace('-', '_')}_init` })),
      // The engine seeds Math.random with its clock: two programs started in one instant would draw the same numbers.
      wasi: (memory) => ({
        clock_time_get(_clock: number, _precision: bigint, at: number) {
          const ns = seeding ? crypto.getRandomValues(new BigUint64Array(1))[0] ?? 1n : BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e6));
          new DataView(memory.buffer).setBigUint64(at, ns & 0x7fff_ffff_ffff_ffffn, true);
          return 0;
        },
      }),
    });
    seeding = false;
    openDoors(quick, hooks);
    quick.evalBytecode(engine.prelude).dispose();
    return (made.vm = new Vm(quick, hooks, limits.heapBytes));
  }

  /** Runs the learner's file. A module may wait at its top level. Throws `TurnError` only. */
  load(code: string, file: string, kind: 'module' | 'commonjs', filesJson: string): void {
    this.#guarded(() => {
      // On the first line, whose columns are off by its length.
      const before = kind === 'commonjs' ? WRAPPER : code.includes('import.meta') ? meta(file) : '';
      this.#call('setFiles', this.#vm.newString(filesJson), this.#vm.newNumber(before.length));
      try {
        if (kind === 'module') this.#call('watch', this.#vm.evalCode(before + code, file, EvalFlags.TYPE_MODULE));
        else this.#call('commonjs', this.#vm.evalCode(`${before}${code}\n})`, file), this.#vm.newString(file));
      } catch (error) {
        // What the engine itself says of the file (a missing export, say) is told like any error of the program's.
        if (!(error instanceof JSException) || isInterrupt(error.message)) throw error;
        this.#call('uncaught', error.handle, this.#vm.newString('uncaught'));
      }
      this.#settle();
    });
  }
  /** One turn: hands `json` (and bytes) to the guest. */
  turn(json: string, bytes?: Uint8Array): void {
    this.#guarded(() => {
      this.#call('receive', this.#vm.newString(json), ...(bytes ? [this.#vm.newArrayBuffer(bytes)] : []));
      this.#settle();
    });
  }
  /** One turn: data of a connection, the `nth` of this program's. The commonest turn by far, so it travels without JSON. */
  data(conn: string, data: string | Uint8Array, nth = 0): void {
    this.#guarded(() => {
      this.#call('data', this.#vm.newString(conn), typeof data === 'string' ? this.#vm.newString(data) : this.#vm.newArrayBuffer(data));
      this.#settle();
    }, nth);
  }
  fireTimer(id: number): void {
    this.#guarded(() => {
      this.#call('fireTimer', this.#vm.newNumber(id));
      this.#settle();
    });
  }
  /** Goes on with what a turn left undone when it was interrupted. */
  settle(): void {
    this.#guarded(() => this.#settle());
  }
  /** Has the memory grown to what the engine may allocate? Looked at without asking the engine. */
  get full(): boolean {
    return this.#vm._getExports().memory.buffer.byteLength >= this.#heapBytes;
  }
  /** Bytes the engine has allocated now, and bytes of its whole memory. */
  memory(): { heap: number; total: number } {
    return { heap: this.#vm.getMemoryUsage().mallocSize, total: this.#vm._getExports().memory.buffer.byteLength };
  }

  /** As Node does after each callback: ticks and promise jobs until none is left, then rejections nobody handled. */
  #settle(): void {
    for (;;) {
      this.#runJobs();
      if (this.#hooks.ended()) return;
      if (this.#call('after')) continue;
      if (this.#rejected.size === 0) return;
      const rejected = [...this.#rejected.values()];
      this.#rejected.clear();
      for (const { promise, reason, nth } of rejected) {
        promise.dispose();
        this.#hooks.cause.nth = nth;
        if (!this.#hooks.ended()) this.#call('uncaught', reason, this.#vm.newString('rejection'));
        else reason.dispose();
      }
    }
  }
  /** Runs promise jobs until none is left. Whose doing each is, it must say itself: the one before it may be anybody's. */
  #runJobs(): void {
    const { qjs_is_job_pending: pending, qjs_execute_pending_job: execute } = this.#vm._getExports();
    while (pending()) {
      // A job that is ended may be no more to the engine than a promise that was rejected; then the next would run.
      if (this.#hooks.overdue()) throw new Error(this.#hooks.ended() ? 'ended' : 'interrupted');
      this.#hooks.cause.nth = 0;
      // A job that failed is told as `executePendingJobs` tells it: it takes the error that waits.
      if (execute() < 0) throw new Error(`Job execution error: ${this.#vm.getException().toString()}`);
    }
    this.#hooks.cause.nth = 0;
  }
  #rejection(promise: JSValueHandle, reason: JSValueHandle, handled: boolean): void {
    const id = promise.identity;
    if (!handled) {
      // Bounded, because each holds its reason alive; the first is what ends the program anyway.
      if (this.#rejected.size < 100) this.#rejected.set(id, { promise: promise.dup(), reason: reason.dup(), nth: this.#hooks.cause.nth });
      return;
    }
    const known = this.#rejected.get(id);
    if (!known) return;
    this.#rejected.delete(id);
    known.promise.dispose();
    known.reason.dispose();
  }
  #moduleSource(name: string): string {
    const args = [this.#vm.newString(name)];
    try {
      const source = this.#vm.callFunction(this.#functions.moduleSource, this.#guest, ...args);
      const text = source.toString();
      source.dispose();
      return text;
    } catch (error) {
      // Text only: an Error would carry this process's own stack into the guest.
      const message = String((error as Error).message);
      (error as Partial<JSException>).handle?.dispose();
      throw message;
    } finally {
      for (const arg of args) arg.dispose();
    }
  }

  /** Calls one of the guest's functions, disposes of the arguments, and answers whether it returned true. */
  #call(name: GuestFunction, ...args: JSValueHandle[]): boolean {
    try {
      const result = this.#vm.callFunction(this.#functions[name], this.#guest, ...args);
      const truth = this.#vm.typeof(result) === 'boolean' && result.toBoolean();
      result.dispose();
      return truth;
    } finally {
      for (const arg of args) if (!arg.disposed) arg.dispose();
    }
  }

  /** One turn; `nth` is the message it is of, if it is one's. */
  #guarded(run: () => void, nth = 0): void {
    this.#hooks.cause.nth = nth;
    try {
      run();
    } catch (error) {
      throw turnError(error);
    }
  }
}

const isInterrupt = (message: unknown) => /^(Job execution error: )?(InternalError: )?interrupted$/.test(String(message));

function turnError(error: unknown): TurnError {
  const message = String((error as Error).message);
  if (error instanceof JSException) error.dispose();
  if (isInterrupt(message)) return new TurnError('interrupted', message);
  if (/out of memory/i.test(message)) return new TurnError('memory', message);
  if (error instanceof JSException || message.startsWith('Job execution error')) {
    return new TurnError(/stack/.test(message) ? 'stack' : 'fatal', message);
  }
  // The thread's own stack ran out inside the engine, which was not unwound; or WebAssembly trapped.
  return new TurnError(error instanceof RangeError && /stack/.test(message) ? 'stack' : 'fatal', message);
}
