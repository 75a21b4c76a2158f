/**
 * Each hostile program is stopped within two seconds, or told its limit and kept; the child process lives, its memory
 * comes back, and another learner's program answers all the while.
 *
 * Two at a time, each beside a neighbour in a process of programs of its own, so that what one uses of the processor is
 * known; harmless ones by the handful.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProgramPool, type Pool } from '../../../playground-server/programs/pool.ts';
import { ANSWERS } from './answers.ts';
import { ESCAPES } from './escapes.ts';
import type { Attack } from './kinds.ts';
import { Learner } from './learner.ts';
import { NATIVES } from './natives.ts';
import { FIRST } from './programs.ts';

const ATTACKS = [...FIRST, ...NATIVES, ...ESCAPES, ...ANSWERS];
const harmless = ATTACKS.filter(({ lives }) => lives);
const hostile = ATTACKS.filter(({ lives }) => !lives);

/**
 * From its first doing (it was given its thread) until it is over. Where others keep the machine busy, a program is not
 * stopped sooner for it: it may not have used more of the processor than this by then.
 */
const STOP_MS = 2_000;
/** How long the end is waited for, however busy the machine is. */
const AT_MOST_MS = 60_000;
/** A harmless one must still listen after what would have ended it. */
const SETTLED_MS = 300;
/** So many hostile programs at a time: on one core each would only wait for the other. */
const LANES = Math.min(2, availableParallelism());

/** A process of programs with a neighbour in it. */
class Lane {
  // Threads that stand ready after many runs are memory too, and not what is asked about here.
  readonly pool: Pool = createProgramPool({ limits: { spares: 1 } });
  neighbour!: Learner;
  pid!: number;

  async open(): Promise<void> {
    await this.pool.warm();
    this.neighbour = new Learner(this.pool, 'neighbour', `const { Server } = require('socket.io'); new Server(3000).on('connection', (socket) => socket.on('echo', (value, done) => done(value)));`);
    await this.neighbour.listening;
    await this.neighbour.connect();
    this.pid = this.pool.hostPid as number;
  }
  /** Processor time (ms) of the process so far; Linux counts in hundredths of a second. */
  get used(): number {
    const fields = readFileSync(`/proc/${this.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }
  /** MB. */
  get resident(): number {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'))?.[1]) / 1000;
  }
  async isWell(name: string): Promise<void> {
    expect(await this.neighbour.ask('echo', name)).toBe(name);
    expect(this.pool.hostPid).toBe(this.pid);
  }
}

const lanes = Array.from({ length: LANES }, () => new Lane());
const calm = new Lane();
const free = [...lanes];
const waiting: ((lane: Lane) => void)[] = [];
const take = (): Promise<Lane> => new Promise((resolve) => (free.length > 0 ? resolve(free.pop() as Lane) : waiting.push(resolve)));
function give(lane: Lane): void {
  const next = waiting.shift();
  if (next) next(lane);
  else free.push(lane);
}

const stops: { name: string; ms: number; used: number }[] = [];

/** What clients and strangers do to it once it listens. */
async function poke(learner: Learner, { poke, requests }: Attack): Promise<void> {
  if (poke || requests) await Promise.race([learner.listening, learner.over]);
  if (poke) {
    await Promise.race([learner.connect(), learner.over]);
    for (let i = 0; i < poke[1]; i++) learner.emit(poke[0]);
  }
  for (let i = 0; i < (requests?.times ?? 0); i++) learner.request(requests?.path ?? '/', requests?.body);
}

/** What part of a core the lane's process uses until the program is over, or on average of three seconds. */
async function shareOf(lane: Lane, learner: Learner): Promise<number> {
  await Promise.race([learner.listening, learner.over]);
  const [at, used] = [performance.now(), lane.used];
  await learner.quietFor(3_000);
  return learner.state === 'listening' ? (lane.used - used) / (performance.now() - at) : 1;
}

beforeAll(() => Promise.all([...lanes, calm].map((lane) => lane.open())), 30_000);
afterAll(async () => {
  const slowest = stops.sort((a, b) => b.ms - a.ms);
  const at = (share: number) => Math.round(slowest[Math.floor(slowest.length * (1 - share))]?.ms ?? 0);
  console.log(`${stops.length} ended: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms; longest: ${slowest.slice(0, 5).map(({ name, ms, used }) => `${name} ${Math.round(ms)} ms (${used} ms of processor time)`).join(', ')}`);
  await Promise.all([...lanes, calm].map(({ pool }) => pool.close()));
});

describe.concurrent('harmless programs', () => {
  test.each(harmless.map((attack) => [attack.name, attack] as const))('%s', async (_name, attack) => {
    const learner = new Learner(calm.pool, attack.name, attack.code);
    try {
      await poke(learner, attack);
      await Promise.race([learner.listening, learner.over]);
      await learner.quietFor(SETTLED_MS);
      if (attack.requests?.answered) await learner.answered(attack.requests.answered);
      expect(learner.state, learner.problems.map(({ message }) => message).join('; ')).toBe('listening');
      if (attack.limit) expect(learner.limits).toContain(attack.limit);
      await calm.isWell(attack.name);
    } finally {
      learner.stop();
    }
  }, AT_MOST_MS);
});

describe.concurrent('hostile programs', () => {
  test.each(hostile.map((attack) => [attack.name, attack] as const))('%s', async (_name, attack) => {
    const lane = await take();
    const before = lane.used;
    const learner = new Learner(lane.pool, attack.name, attack.code);
    try {
      await poke(learner, attack);
      if (attack.tamed) await Promise.race([learner.over, Promise.all([learner.listening, learner.told('turn-1')])]);
      if (attack.tamed && learner.state === 'listening') {
        await learner.quietFor(SETTLED_MS);
      } else if (attack.greedy && (await shareOf(lane, learner)) <= lane.pool.limits.cpu / 100) {
        expect(learner.state, 'it stays within its share').toBe('listening');
      } else {
        const { reason, ms } = await learner.ended(AT_MOST_MS);
        const used = lane.used - before;
        stops.push({ name: attack.name, ms, used });
        expect(attack.ends, `${attack.name} ended with ${reason}: ${learner.problems.map(({ message }) => message).join('; ')}`).toContain(reason);
        expect(Math.min(ms, used), `ms to stop (${Math.round(ms)}), or of the processor by then`).toBeLessThan(STOP_MS);
      }
      if (attack.limit) expect(learner.limits).toContain(attack.limit);
      await lane.isWell(attack.name);
    } finally {
      learner.stop();
      give(lane);
    }
    // Others may be before it in the queue for a lane.
  }, 10 * AT_MOST_MS);
});

test('leave no memory behind', async () => {
  for (const lane of [...lanes, calm]) {
    // Threads end in their own time: wait until memory is back, or say how much is not.
    const until = performance.now() + 10_000;
    while (lane.resident > 350 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(lane.resident, 'MB of the child process').toBeLessThan(350);
    expect(lane.pool.running).toBe(1);
  }
}, 40_000);
