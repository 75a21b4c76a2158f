/** Checks against programs that go wrong in every way: each ends with a clear message, and what was started is gone after. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadExercise } from '../../../playground-server/programs/check/exercises.ts';
import type { Exercise, LinePacket } from '../../../protocol/exercises.ts';
import { PoolFull } from '../../../playground-server/programs/pool.types.ts';
import type { Files } from '../../../protocol/programs.ts';
import { openGround, outcomeOf, type Ground } from '../../../scripts/exercises/prove.ts';
import { serverWith as server } from './wrong/answer.ts';

// A crowded machine takes its time; what is asserted is what is said.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let ground: Ground;
let echo: Exercise;
beforeAll(async () => {
  ground = await openGround();
  echo = (await loadExercise('echo-ack')) as Exercise;
});
afterAll(() => ground.close());

describe('a program that', () => {
  const cases: [string, Files, string][] = [
    ['never listens', { 'server.js': 'console.log("hello");\n' }, 'never-listened'],
    ['has a typing error', { 'server.js': 'const = 1;\n' }, 'threw'],
    ['throws while it loads', { 'server.js': 'undefined.x;\n' }, 'threw'],
    ['throws at a connection', server('io.on("connection", () => { throw new Error("no visitors"); });'), 'threw'],
    ['rejects at a connection', server('io.on("connection", async () => { throw new Error("no visitors"); });'), 'threw'],
    ['listens on another path', server('', '{ path: "/elsewhere" }'), 'no-connection'],
    ['never lets anybody in', server('io.use(() => {});'), 'no-connection'],
    ['disconnects everybody', server('io.on("connection", (socket) => socket.disconnect(true));'), 'no-connection'],
    ['answers with garbage', server('io.on("connection", (socket) => socket.on("say", (_text, ack) => ack?.(new Uint8Array([1, 2]), null, [[]])));'), 'wrong-answer'],
    ['floods its clients', server('io.on("connection", (socket) => { setInterval(() => socket.emit("x", "x".repeat(1000)), 5); });'), 'flood'],
  ];
  it.each(cases)('%s', async (_name, files, message) => {
    const result = await ground.check(echo, files);
    expect(outcomeOf(result)).toBe(message);
    expect(result.passed).toBe(false);
  });

  it('loops while it loads', async () => {
    const strict = await openGround({ loadMs: 300, watchdogMs: 1_000 });
    try {
      const { steps } = await strict.check(echo, { 'server.js': 'while (true) {}\n' });
      expect(steps[0]).toMatchObject({ step: 'starts', state: 'failed', message: 'ended' });
    } finally {
      await strict.close();
    }
  });

  it('throws says where, in the learner’s own file', async () => {
    const { steps } = await ground.check(echo, server('io.on("connection", () => {\n  throw new TypeError("no visitors");\n});'));
    expect(steps.find(({ state }) => state === 'failed')).toMatchObject({ message: 'threw', params: { name: 'TypeError', message: 'no visitors', file: 'server.js', line: 6 } });
  });
});

describe('a finding', () => {
  it('points at a packet of the line that the check hands over', async () => {
    const { steps, traces } = await ground.check(echo, server('io.on("connection", (socket) => socket.on("say", (text) => socket.emit("said", text)));'));
    const at = steps.find(({ state }) => state === 'failed')?.at;
    expect(at).toBeDefined();
    const trace = traces.find(({ client }) => client === at?.client);
    expect(trace?.name).toBe('An');
    expect(steps.map(({ state }) => state)).toEqual(['passed', 'failed', 'waiting', 'waiting', 'waiting']);
  });

  it('is not there where all passed', async () => {
    const result = await ground.check(echo, server('io.on("connection", (socket) => socket.on("say", (text, ack) => typeof ack === "function" && ack(typeof text === "string" && text.trim() ? { ok: true, text } : { ok: false, error: "empty" })));'));
    expect(result.passed).toBe(true);
    expect(result.steps.every(({ state, message }) => state === 'passed' && message === undefined)).toBe(true);
  });
});

it('a client that takes its time to dial is waited for, and is heard', async () => {
  const slow: Exercise = {
    steps: ['comes'],
    proof: { starter: '', wrong: ['', '', ''] },
    async check({ step, client, fail }) {
      await step('comes', async () => {
        const who = await client('Slow', { dialOnly: true, reconnects: true });
        who.delay(400);
        const isIn = ({ from, name }: LinePacket) => from === 'server' && name === 'CONNECT';
        if (!(await who.find(isIn))) throw fail('unheard', {});
        const since = who.now();
        who.cut();
        if (!(await who.find(isIn, since))) throw fail('not-back', {});
      });
    },
  };
  expect(outcomeOf(await ground.check(slow, server(''), { patience: 50 }))).toBe('passes');
});

it('a program that finds no place, nor one in the queue, is refused as that', async () => {
  const small = await openGround({ pool: 1, queue: 1 });
  const gone = new AbortController();
  try {
    const waiting = [1, 2].map(() => small.check(echo, server('io.use(() => {});'), { signal: gone.signal }).catch((error: Error) => error.message));
    await expect(small.check(echo, server(''))).rejects.toBeInstanceOf(PoolFull);
    expect(small.running()).toBe(2);
    gone.abort(new Error('stopped'));
    expect(await Promise.all(waiting)).toEqual(['stopped', 'stopped']);
  } finally {
    await small.close();
  }
});

it('a check that is given up ends at once and leaves nothing behind', async () => {
  const gone = new AbortController();
  const running = ground.check(echo, server('io.use(() => {});'), { signal: gone.signal, told: (steps) => steps.some(({ state }) => state === 'running') && gone.abort(new Error('stopped')) });
  await expect(running).rejects.toThrow('stopped');
  await expect.poll(() => ground.running(), { timeout: 20_000 }).toBe(0);
});
