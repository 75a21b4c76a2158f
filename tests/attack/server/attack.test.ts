/**
 * Each hostile program is stopped within two seconds, or told its limit and kept; the child process lives, its memory
 * comes back, and another learner's program answers all the while.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProgramPool, type Pool } from '../../../playground-server/programs/pool.ts';
import { Learner } from './learner.ts';
import { ATTACKS } from './programs.ts';

/**
 * From its first doing (it was given its thread) until it is over. Where others keep the machine busy, a program is not
 * stopped sooner for it: it may not have used more of the processor than this by then.
 */
const STOP_MS = 2_000;
/** How long the end is waited for, however busy the machine is. */
const AT_MOST_MS = 60_000;
/** A harmless one must still listen after what would have ended it. */
const SETTLED_MS = 300;

let pool: Pool;
let neighbour: Learner;
let pid: number | undefined;
const stops: { name: string; ms: number; used: number }[] = [];

/** Processor time (ms) of the programs' process so far; Linux counts in hundredths of a second. */
function processorTime(): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** What part of a core the programs' process uses until the program is over, or on average of three seconds. */
async function shareOf(hostile: Learner): Promise<number> {
  await Promise.race([hostile.listening, hostile.over]);
  const [at, used] = [performance.now(), processorTime()];
  await hostile.quietFor(3_000);
  return hostile.state === 'listening' ? (processorTime() - used) / (performance.now() - at) : 1;
}

beforeAll(async () => {
  pool = createProgramPool();
  await pool.warm();
  neighbour = new Learner(pool, 'neighbour', `const { Server } = require('socket.io'); new Server(3000).on('connection', (socket) => socket.on('echo', (value, done) => done(value)));`);
  await neighbour.listening;
  await neighbour.connect();
  pid = pool.hostPid;
}, 30_000);
afterAll(async () => {
  const slowest = stops.sort((a, b) => b.ms - a.ms);
  const at = (share: number) => Math.round(slowest[Math.floor(slowest.length * (1 - share))]?.ms ?? 0);
  console.log(`${stops.length} ended: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms; longest: ${slowest.slice(0, 5).map(({ name, ms, used }) => `${name} ${Math.round(ms)} ms (${used} ms of processor time)`).join(', ')}`);
  await pool.close();
});

describe('hostile programs', () => {
  for (const attack of ATTACKS) {
    test(attack.name, async () => {
      const before = processorTime();
      const hostile = new Learner(pool, attack.name, attack.code);
      try {
        if (attack.poke) {
          const [event, times] = attack.poke;
          await Promise.race([hostile.listening, hostile.over]);
          await Promise.race([hostile.connect(), hostile.over]);
          for (let i = 0; i < times; i++) hostile.emit(event);
        }
        if (attack.tamed) await Promise.race([hostile.over, hostile.told('turn-1')]);
        if (attack.tamed && hostile.state === 'listening') {
          await hostile.quietFor(SETTLED_MS);
        } else if (attack.greedy && (await shareOf(hostile)) <= pool.limits.cpu / 100) {
          expect(hostile.state, 'it stays within its share').toBe('listening');
        } else if (attack.ends) {
          const { reason, ms } = await hostile.ended(AT_MOST_MS);
          const used = processorTime() - before;
          stops.push({ name: attack.name, ms, used });
          expect(attack.ends, `${attack.name} ended with ${reason}: ${hostile.problems.map(({ message }) => message).join('; ')}`).toContain(reason);
          expect(Math.min(ms, used), `ms to stop (${Math.round(ms)}), or of the processor by then`).toBeLessThan(STOP_MS);
        } else {
          await Promise.race([hostile.listening, hostile.over]);
          await hostile.quietFor(SETTLED_MS);
          expect(hostile.state, hostile.problems.map(({ message }) => message).join('; ')).toBe('listening');
        }
        if (attack.limit) expect(hostile.limits).toContain(attack.limit);
        expect(await neighbour.ask('echo', attack.name)).toBe(attack.name);
        expect(pool.hostPid).toBe(pid);
      } finally {
        hostile.stop();
      }
    }, AT_MOST_MS + 10_000);
  }

  test('leave no memory behind', async () => {
    const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000;
    // Threads end in their own time: wait until memory is back, or say how much is not.
    const until = performance.now() + 10_000;
    while (resident() > 350 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(resident(), 'MB of the child process').toBeLessThan(350);
    expect(pool.running).toBe(1);
  }, 20_000);
});
