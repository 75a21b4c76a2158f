/**
 * Every limit of the sandbox: its default, its unit, what it may be set to (outside of that the sandbox was not seen to
 * hold), and the environment variable by which a teacher changes it. The README's table is made of this list (`npm run
 * check` compares them).
 */
import { ConfigError, shown } from '../config.ts';

export const LIMITS = {
  /** Programs that run at once; more wait in the queue. */
  pool: { env: 'PROGRAMS', value: 40, unit: 'programs', range: [1, 500] },
  /** Threads that stand ready, so that Run is instant. */
  spares: { env: 'PROGRAM_SPARES', value: 3, unit: 'threads', range: [1, 50] },
  queue: { env: 'PROGRAM_QUEUE', value: 200, unit: 'programs', range: [1, 10_000] },
  /** How long a program may compute in one go: while it loads, and for each event after. */
  loadMs: { env: 'PROGRAM_LOAD_MS', value: 500, unit: 'ms', range: [50, 20_000] },
  turnMs: { env: 'PROGRAM_TURN_MS', value: 250, unit: 'ms', range: [10, 20_000] },
  /** Turns over the deadline before the program is stopped. */
  strikes: { env: 'PROGRAM_STRIKES', value: 3, unit: 'times', range: [1, 100] },
  /** When a program does not come back even to be interrupted, its thread is ended. */
  watchdogMs: { env: 'PROGRAM_WATCHDOG_MS', value: 800, unit: 'ms', range: [100, 60_000] },
  /** Share of one processor core that a program may use on average; 600 ms may be used at once. */
  cpu: { env: 'PROGRAM_CPU', value: 40, unit: '% of a core', range: [1, 100] },
  heapMb: { env: 'PROGRAM_HEAP_MB', value: 32, unit: 'MB', range: [4, 1_024] },
  memoryMb: { env: 'PROGRAM_MEMORY_MB', value: 64, unit: 'MB', range: [8, 2_048] },
  stackKb: { env: 'PROGRAM_STACK_KB', value: 256, unit: 'KB', range: [16, 256] },
  /** Output of a program, each second; what is more is dropped and told once; five seconds' worth dropped ends it. */
  outputKb: { env: 'PROGRAM_OUTPUT_KB', value: 1_000, unit: 'KB/s', range: [10, 100_000] },
  messageKb: { env: 'PROGRAM_MESSAGE_KB', value: 100, unit: 'KB', range: [1, 900] },
  logLines: { env: 'PROGRAM_LOG_LINES', value: 200, unit: 'lines/s', range: [1, 10_000] },
  writes: { env: 'PROGRAM_WRITES', value: 1_000, unit: 'messages/s', range: [10, 100_000] },
  timers: { env: 'PROGRAM_TIMERS', value: 500, unit: 'timers', range: [1, 10_000] },
  timerMs: { env: 'PROGRAM_TIMER_MS', value: 4, unit: 'ms', range: [1, 1_000] },
  connections: { env: 'PROGRAM_CONNECTIONS', value: 60, unit: 'connections', range: [1, 1_000] },
  /** What clients may send to a program in all, each second. */
  inboundKb: { env: 'PROGRAM_INBOUND_KB', value: 4_000, unit: 'KB/s', range: [1, 100_000] },
  /** Messages that one client may send to a program each second. */
  inbound: { env: 'PROGRAM_INBOUND', value: 100, unit: 'messages/s', range: [1, 10_000] },
  /** How long a program may run without a server that listens. */
  listenSeconds: { env: 'PROGRAM_LISTEN_SECONDS', value: 10, unit: 's', range: [1, 600] },
  idleMinutes: { env: 'PROGRAM_IDLE_MINUTES', value: 10, unit: 'min', range: [0.05, 1_440] },
  maxMinutes: { env: 'PROGRAM_MAX_MINUTES', value: 240, unit: 'min', range: [0.05, 10_080] },
  /** How long a program outlives its owner's page. */
  graceSeconds: { env: 'PROGRAM_GRACE_SECONDS', value: 60, unit: 's', range: [1, 3_600] },
} as const;

export type LimitName = keyof typeof LIMITS;
export type Limits = Record<LimitName, number>;

/** The limits where nothing is configured. */
export const defaultLimits = (): Limits => Object.fromEntries(Object.entries(LIMITS).map(([name, { value }]) => [name, value])) as Limits;

/** A limit that could not be read: one sentence in each language that names the variable and what to do. */
export class LimitError extends ConfigError {}

/**
 * The limits as the environment sets them. Throws `LimitError` on anything but a whole number in its range; of minutes
 * parts can be asked for too, because a lesson on lifetimes wants no ten.
 */
export function readLimits(environment: Record<string, string | undefined> = {}): Limits {
  const limits = defaultLimits();
  for (const [name, { env, value, unit, range }] of Object.entries(LIMITS)) {
    const given = environment[env]?.trim();
    if (!given) continue;
    const [least, most] = range;
    const parts = unit === 'min';
    const number = (parts ? /^\d{1,5}(\.\d{1,3})?$/ : /^\d{1,7}$/).test(given) ? Number(given) : NaN;
    if (!(number >= least && number <= most)) {
      throw new LimitError(
        env,
        `${env}=${shown(given)} ใช้ไม่ได้ ต้องเป็น${parts ? 'ตัวเลข' : 'จำนวนเต็ม'} ${least} ถึง ${most} (หน่วย ${unit} ปกติ ${value}) เช่น ${env}=${value}`,
        `${env}=${shown(given)} can’t be used: give ${parts ? 'a number' : 'a whole number'} of ${unit} from ${least} to ${most} (the default is ${value}), for example ${env}=${value}.`,
      );
    }
    limits[name as LimitName] = number;
  }
  if (limits.heapMb > limits.memoryMb) {
    throw new LimitError(
      'PROGRAM_HEAP_MB',
      `PROGRAM_HEAP_MB=${limits.heapMb} มากกว่า PROGRAM_MEMORY_MB=${limits.memoryMb} ใช้ไม่ได้ เพราะหน่วยความจำของโค้ดอยู่ในหน่วยความจำทั้งหมด ลดค่าแรก หรือเพิ่มค่าหลัง`,
      `PROGRAM_HEAP_MB=${limits.heapMb} is more than PROGRAM_MEMORY_MB=${limits.memoryMb}, which holds it: lower the first, or raise the second.`,
    );
  }
  return limits;
}
