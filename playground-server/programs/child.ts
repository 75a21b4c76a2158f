/** The child process that programs run in: started when needed, started again when it died. */
import { fork, type ChildProcess } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { sandboxFolder } from './host/bundle.ts';
import type { FromHost, ToHost } from './host/protocol.ts';
import type { Limits } from './limits.ts';
import { KEEP_WASM_CODE } from './wasm-code.ts';

const inherited = (names: string[]) => Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));

export type Message = Exclude<FromHost, { from: 'ready' }>;

export class Child {
  #limits: Limits;
  #heard: (message: Message) => void;
  #died: () => void;
  #process: ChildProcess | undefined;
  #ready: Promise<void> | undefined;
  #closing = false;

  constructor(limits: Limits, heard: (message: Message) => void, died: () => void) {
    this.#limits = limits;
    this.#heard = heard;
    this.#died = died;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }
  send(message: ToHost): void {
    if (this.#process?.connected) this.#process.send(message, () => {});
  }

  /** Resolves once the process takes programs; rejects where the sandbox can't be built here. */
  ready(): Promise<void> {
    this.#ready ??= this.#start().catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    });
    return this.#ready;
  }

  async #start(): Promise<void> {
    // By its real name: a link on the way to it would need to be readable too.
    const folder = await realpath(await sandboxFolder());
    if (this.#closing) throw new Error('The pool is closed');
    const child = fork(join(folder, 'host.mjs'), [JSON.stringify(this.#limits)], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // A belt: the process may read its own folder, make threads, and nothing else. What it runs is behind WebAssembly.
      execArgv: [KEEP_WASM_CODE, '--permission', '--allow-worker', `--allow-fs-read=${folder}`, '--allow-fs-read=/proc/thread-self', '--no-warnings', '--max-semi-space-size=2'],
      // One heap for all threads: with one each, glibc keeps what ended programs used.
      // The time and the language that this machine goes by, for `new Date().toLocaleTimeString()`.
      env: { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '1000000', ...inherited(['TZ', 'LANG', 'LC_ALL', 'LC_MESSAGES', 'LC_TIME']) },
    });
    this.#process = child;
    await new Promise<void>((resolve, reject) => {
      child.on('message', (message: FromHost) => (message.from === 'ready' ? resolve() : this.#heard(message)));
      child.on('error', reject);
      child.on('exit', (code, signal) => {
        reject(new Error(`The programs' process ended at its start (${signal ?? code})`));
        if (this.#process !== child) return;
        this.#process = undefined;
        this.#ready = undefined;
        if (!this.#closing) this.#died();
      });
    });
  }

  /** Ends the process; resolves when it is gone, at most about 1.5 s. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#ready?.catch(() => {});
    const child = this.#process;
    if (!child) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    this.send({ to: 'shutdown' });
    const force = setTimeout(() => child.kill('SIGKILL'), 1_500);
    await gone;
    clearTimeout(force);
  }
}
