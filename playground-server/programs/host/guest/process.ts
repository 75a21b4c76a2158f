/** `process`, as far as programs use it. Leaving and signals are the playground's to give. */
import { EventEmitter } from 'events';
import { host } from './host-calls.ts';
import { nextTick } from './ticks.ts';
import { NotInPlayground, refusing } from './unavailable.ts';

export const guestProcess = Object.assign(new EventEmitter(), {
  env: { NODE_ENV: 'development' } as Record<string, string>,
  argv: ['node', 'server.js'],
  argv0: 'node',
  execArgv: [] as string[],
  pid: 1,
  ppid: 0,
  platform: 'linux',
  arch: 'wasm32',
  version: 'v24.0.0',
  versions: { node: '24.0.0' } as Record<string, string>,
  title: 'program',
  exitCode: undefined as number | undefined,
  nextTick,
  uptime: () => host.now() / 1000,
  hrtime: Object.assign(
    (since?: [number, number]): [number, number] => {
      const ns = host.now() * 1e6 - (since ? since[0] * 1e9 + since[1] : 0);
      return [Math.floor(ns / 1e9), Math.round(ns % 1e9)];
    },
    { bigint: () => BigInt(Math.round(host.now() * 1e6)) },
  ),
  memoryUsage: () => ({ rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 }),
  cpuUsage: () => ({ user: 0, system: 0 }),
  cwd: () => '/',
  stdout: { write: (text: unknown) => (console.log(String(text).replace(/\n$/, '')), true), isTTY: false },
  stderr: { write: (text: unknown) => (console.error(String(text).replace(/\n$/, '')), true), isTTY: false },
  ...refusing('process', ['exit', 'kill', 'abort'], 'press Stop instead; a program here ends with its page.'),
  ...refusing('process', ['chdir', 'umask', 'getuid', 'getgid', 'setuid', 'setgid', 'send', 'disconnect', 'loadEnvFile'], 'a program here has no process of its own. Download it to use that.'),
  emitWarning: (warning: unknown) => console.warn(String(warning)),
});
// Nobody types into a program's terminal: there is none.
Object.defineProperty(guestProcess, 'stdin', {
  get() {
    throw new NotInPlayground('process.stdin', 'a program here has no terminal. Let a client say it with an event.');
  },
});
