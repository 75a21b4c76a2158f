/**
 * Every limit of the sandbox: its default, its unit, and the environment variable by which a teacher changes it.
 * The README's table is made of this list (`npm run check` compares them).
 */
import { ConfigError } from '../config.ts';

export const LIMITS = {
  /** Programs that run at once; more wait in the queue. */
  pool: { env: 'PROGRAMS', value: 40, unit: 'programs' },
  /** Threads that stand ready, so that Run is instant. */
  spares: { env: 'PROGRAM_SPARES', value: 3, unit: 'threads' },
  queue: { env: 'PROGRAM_QUEUE', value: 200, unit: 'programs' },
  /** How long a program may compute in one go: while it loads, and for each event after. */
  loadMs: { env: 'PROGRAM_LOAD_MS', value: 500, unit: 'ms' },
  turnMs: { env: 'PROGRAM_TURN_MS', value: 250, unit: 'ms' },
  /** Turns over the deadline before the program is stopped. */
  strikes: { env: 'PROGRAM_STRIKES', value: 3, unit: 'times' },
  /** When a program does not come back even to be interrupted, its thread is ended. */
  watchdogMs: { env: 'PROGRAM_WATCHDOG_MS', value: 800, unit: 'ms' },
  /** Share of one processor core that a program may use on average; 600 ms may be used at once. */
  cpu: { env: 'PROGRAM_CPU', value: 40, unit: '% of a core' },
  heapMb: { env: 'PROGRAM_HEAP_MB', value: 32, unit: 'MB' },
  memoryMb: { env: 'PROGRAM_MEMORY_MB', value: 64, unit: 'MB' },
  stackKb: { env: 'PROGRAM_STACK_KB', value: 256, unit: 'KB' },
  /** Output of a program, each second; what is more is dropped and told once; five seconds' worth dropped ends it. */
  outputKb: { env: 'PROGRAM_OUTPUT_KB', value: 1_000, unit: 'KB/s' },
  messageKb: { env: 'PROGRAM_MESSAGE_KB', value: 100, unit: 'KB' },
  logLines: { env: 'PROGRAM_LOG_LINES', value: 200, unit: 'lines/s' },
  writes: { env: 'PROGRAM_WRITES', value: 1_000, unit: 'messages/s' },
  timers: { env: 'PROGRAM_TIMERS', value: 500, unit: 'timers' },
  timerMs: { env: 'PROGRAM_TIMER_MS', value: 4, unit: 'ms' },
  connections: { env: 'PROGRAM_CONNECTIONS', value: 60, unit: 'connections' },
  /** What clients may send to a program in all, each second. */
  inboundKb: { env: 'PROGRAM_INBOUND_KB', value: 4_000, unit: 'KB/s' },
  /** Messages that one client may send to a program each second. */
  inbound: { env: 'PROGRAM_INBOUND', value: 100, unit: 'messages/s' },
  /** How long a program may run without a server that listens. */
  listenSeconds: { env: 'PROGRAM_LISTEN_SECONDS', value: 10, unit: 's' },
  idleMinutes: { env: 'PROGRAM_IDLE_MINUTES', value: 10, unit: 'min' },
  maxMinutes: { env: 'PROGRAM_MAX_MINUTES', value: 240, unit: 'min' },
  /** How long a program outlives its owner's page. */
  graceSeconds: { env: 'PROGRAM_GRACE_SECONDS', value: 60, unit: 's' },
} as const;

export type LimitName = keyof typeof LIMITS;
export type Limits = Record<LimitName, number>;

/** The limits where nothing is configured. */
export const defaultLimits = (): Limits => Object.fromEntries(Object.entries(LIMITS).map(([name, { value }]) => [name, value])) as Limits;

/** A limit that could not be read: one sentence in each language that names the variable and what to do. */
export class LimitError extends ConfigError {}

/** Parts of a minute can be asked for (a lesson on lifetimes wants no ten minutes); of all else only whole numbers make sense. */
const isFitting = (number: number, unit: string) => (unit === 'min' ? number >= 0.05 : Number.isInteger(number) && number >= 1) && number <= 1_000_000;

/** The limits as the environment sets them. Throws `LimitError` on anything but a positive whole number, or of minutes a decimal one. */
export function readLimits(environment: Record<string, string | undefined> = {}): Limits {
  const limits = defaultLimits();
  for (const [name, { env, value, unit }] of Object.entries(LIMITS)) {
    const given = environment[env];
    if (given === undefined || given === '') continue;
    const number = Number(given);
    if (!isFitting(number, unit)) {
      const shown = given.length > 60 ? `${given.slice(0, 57)}…` : given;
      const [th, en] = unit === 'min' ? ['ตัวเลข 0.05', 'a number of min from 0.05'] : ['จำนวนเต็ม 1', `a whole number of ${unit} from 1`];
      throw new LimitError(
        env,
        `${env}=${shown} ใช้ไม่ได้ ต้องเป็น${th} ถึง 1000000 (หน่วย ${unit} ปกติ ${value}) เช่น ${env}=${value}`,
        `${env}=${shown} can’t be used: give ${en} to 1000000 (the default is ${value}), for example ${env}=${value}.`,
      );
    }
    limits[name as LimitName] = number;
  }
  return limits;
}
