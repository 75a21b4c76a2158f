import { afterEach, describe, expect, test, vi } from 'vitest';
import { createProgramPool, type Pool } from '../../../playground-server/programs/pool.ts';
import { PoolFull, type Program, type StateChange } from '../../../playground-server/programs/pool.types.ts';
import type { ConsoleEntry, Files, Problem, ProgramState } from '../../../protocol/programs.ts';

// Threads start in their own time where many tests run at once.
vi.setConfig({ testTimeout: 30_000 });

let pool: Pool;
afterEach(() => pool.close());

const SERVER = `const { Server } = require('socket.io'); const io = new Server(3000);`;

class Watched {
  changes: StateChange[] = [];
  console: ConsoleEntry[] = [];
  problems: Problem[] = [];
  limits: string[] = [];
  program: Program;
  #waiting: { is: (change: StateChange) => boolean; resolve: (change: StateChange) => void }[] = [];
  constructor(files: Files | string) {
    this.program = pool.run('p', typeof files === 'string' ? { 'server.js': files } : files, {
      state: (change) => {
        this.changes.push(change);
        for (const { resolve } of this.#waiting.filter(({ is }) => is(change))) resolve(change);
      },
      op: () => {},
      console: (entries) => this.console.push(...entries),
      problem: (problem) => this.problems.push(problem),
      limit: (limit) => this.limits.push(limit),
    });
  }
  until(state: ProgramState): Promise<StateChange> {
    const known = this.changes.find((change) => change.state === state);
    return known ? Promise.resolve(known) : new Promise((resolve) => this.#waiting.push({ is: (change) => change.state === state, resolve }));
  }
  /** The next change, even if that state was before. */
  again(state: ProgramState): Promise<StateChange> {
    return new Promise((resolve) => this.#waiting.push({ is: (change) => change.state === state, resolve }));
  }
  async ended(): Promise<StateChange> {
    return Promise.race([this.until('failed'), this.until('stopped')]);
  }
}

describe('a program', () => {
  test('starts, listens, and is stopped when asked', async () => {
    pool = createProgramPool();
    const one = new Watched(SERVER);
    expect(one.program.state).toBe('queued');
    expect((await one.until('listening')).ms).toBeGreaterThan(0);
    expect(pool.running).toBe(1);
    one.program.stop('asked');
    expect(one.changes.map(({ state }) => state)).toEqual(['starting', 'listening', 'stopped']);
    expect(pool.running).toBe(0);
  });

  test('that does not compile never starts, and tells where', async () => {
    pool = createProgramPool();
    const one = new Watched({ 'server.ts': 'let a: number = 1;\nenum B { C }' });
    expect(await one.ended()).toMatchObject({ state: 'failed', reason: 'threw', problem: { place: { file: 'server.ts', line: 2 } } });
    expect(one.problems).toHaveLength(1);
    expect(one.changes.map(({ state }) => state)).toEqual(['failed']);
  });

  test.each([
    ['a throw', `${SERVER}\n\nconst x = null;\nx.y;`, 'TypeError', 4],
    ['a throw in a function', `${SERVER}\nfunction deep() {\n  throw new RangeError('deep');\n}\ndeep();`, 'RangeError', 3],
    ['a rejection', `${SERVER}\nasync function f() {\n  throw new Error('no');\n}\nf();`, 'Error', 3],
    ['a throw in a timer', `${SERVER}\nsetTimeout(() => {\n  throw new Error('late');\n}, 5);`, 'Error', 3],
    ['a missing export', `import { Server } from 'socket.io';\nimport {\n  nothing,\n} from 'socket.io';`, 'SyntaxError', 3],
    ['a missing module', `import { Server } from 'socket.io';\nimport fs from 'node:fs';`, 'NotInPlayground', 2],
    ['a missing module by require', `${SERVER}\nconst net = require('net');`, 'NotInPlayground', 2],
    ['process.exit', `${SERVER}\nprocess.exit(1);`, 'NotInPlayground', 2],
    ['fetch', `${SERVER}\n\nfetch('http://x');`, 'NotInPlayground', 3],
    ['an unknown name', `${SERVER}\nsoket.on('x');`, 'ReferenceError', 2],
  ])('tells the line of %s', async (_name, code, name, line) => {
    pool = createProgramPool();
    const one = new Watched(code);
    expect(await one.ended()).toMatchObject({ state: 'failed', reason: 'threw' });
    expect(one.problems).toEqual([expect.objectContaining({ name, place: expect.objectContaining({ file: 'server.js', line }) })]);
  });

  test('tells the column in the first line as it is, whatever wraps the file', async () => {
    pool = createProgramPool();
    const one = new Watched(`throw new Error('first line');`);
    await one.ended();
    expect(one.problems[0]?.place).toEqual({ file: 'server.js', line: 1, column: expect.toSatisfy((column: number) => column <= 30) });
  });

  test('writes structured lines with their place', async () => {
    pool = createProgramPool();
    const one = new Watched(`${SERVER}\nconsole.log('a', 1, { b: [true, null], [Symbol.iterator]: 1 });\nconsole.warn(new Map([[1, new Set(['x'])]]), -0, 5n, undefined);\nconst o = {}; o.o = o; console.error(o, new Error('e'), class A {}, () => 1, Buffer.from('hi'));\nconsole.log('%s is %d', 'x', 2, 'more');\nthrow 1;`);
    await one.ended();
    expect(one.console.map(({ level, place }) => [level, place?.line])).toEqual([['log', 2], ['warn', 3], ['error', 4], ['log', 5]]);
    expect(one.console[0]?.values.slice(0, 2)).toEqual([{ k: 'string', v: 'a' }, { k: 'number', v: '1' }]);
    expect(one.console[1]?.values.map(({ k }) => k)).toEqual(['map', 'number', 'bigint', 'undefined']);
    expect(one.console[2]?.values.map(({ k }) => k)).toEqual(['object', 'error', 'function', 'function', 'bytes']);
    expect(one.console[3]?.values).toEqual([{ k: 'string', v: 'x is 2' }, { k: 'string', v: 'more' }]);
  });

  test('draws other random numbers than its twin', async () => {
    pool = createProgramPool();
    const twins = Array.from({ length: 4 }, () => new Watched(`${SERVER} console.log(Math.random()); throw 1;`));
    await Promise.all(twins.map((twin) => twin.ended()));
    expect(new Set(twins.map((twin) => JSON.stringify(twin.console[0]?.values))).size).toBe(4);
  });

  test('is told of options that can’t be here, and goes on', async () => {
    pool = createProgramPool();
    const one = new Watched(`const { Server } = require('socket.io');\nnew Server(3000, { allowRequest: () => {} });`);
    await one.until('listening');
    expect(one.problems).toEqual([expect.objectContaining({ severity: 'warning', hint: { code: 'not-here', params: { what: 'allowRequest' } } })]);
  });

  test('that handles its own errors goes on', async () => {
    pool = createProgramPool();
    const one = new Watched(`${SERVER} process.on('uncaughtException', (error) => console.log(error.message)); setTimeout(() => { throw new Error('handled'); }, 5); setTimeout(() => { process.removeAllListeners('uncaughtException'); throw new Error('not handled'); }, 20);`);
    expect(await one.ended()).toMatchObject({ reason: 'threw' });
    expect(one.console.map(({ values }) => values)).toEqual([[{ k: 'string', v: 'handled' }]]);
    expect(one.problems.map(({ message }) => message)).toEqual(['not handled']);
  });
});

describe('the pool', () => {
  test('has a queue, tells places in it, and refuses when it is full', async () => {
    pool = createProgramPool({ limits: { pool: 1, queue: 2 } });
    const [first, second, third] = [new Watched(SERVER), new Watched(SERVER), new Watched(SERVER)];
    await first.until('listening');
    expect([second.changes.at(-1), third.changes.at(-1)]).toEqual([{ state: 'queued', place: 1 }, { state: 'queued', place: 2 }]);
    expect(() => new Watched(SERVER)).toThrow(PoolFull);
    first.program.stop('asked');
    expect(third.changes.at(-1)).toEqual({ state: 'queued', place: 1 });
    await second.until('listening');
    third.program.stop('asked');
    expect(await third.ended()).toEqual({ state: 'stopped', reason: 'asked' });
    expect([pool.running, pool.queued]).toEqual([1, 0]);
  });

  test('starts programs again when their process dies, and ends those that saw it die twice', async () => {
    pool = createProgramPool();
    const one = new Watched(SERVER);
    await one.until('listening');
    const crash = async () => {
      const before = pool.hostPid as number;
      const restarted = one.again('listening');
      const failed = one.again('failed');
      process.kill(before, 'SIGKILL');
      return Promise.race([restarted, failed]);
    };
    expect(await crash()).toMatchObject({ state: 'listening' });
    expect(one.changes.at(-2)).toEqual({ state: 'starting', reason: 'host-crashed' });
    expect(await crash()).toEqual({ state: 'failed', reason: 'host-crashed' });
    const next = new Watched(SERVER);
    await next.until('listening');
  });

  test('stops what is idle, and what has run for too long', async () => {
    let now = 0;
    pool = createProgramPool({ clock: () => now, limits: { idleMinutes: 10, maxMinutes: 30 } });
    const [idle, busy] = [new Watched(SERVER), new Watched(SERVER)];
    await Promise.all([idle.until('listening'), busy.until('listening')]);
    const work = () => busy.program.turn({ op: 'data', conn: 'nobody', data: 'x' });
    now = 9 * 60_000;
    work();
    pool.sweep();
    expect([idle.program.state, busy.program.state]).toEqual(['listening', 'listening']);
    now = 11 * 60_000;
    pool.sweep();
    expect(idle.changes.at(-1)).toEqual({ state: 'stopped', reason: 'idle', params: { minutes: 10 } });
    for (const minute of [18, 27, 31]) {
      now = minute * 60_000;
      work();
      pool.sweep();
    }
    expect(busy.changes.at(-1)).toEqual({ state: 'stopped', reason: 'too-long', params: { minutes: 30 } });
  });

  test('drops what clients send beyond the program’s share, and tells it', async () => {
    let now = 0;
    pool = createProgramPool({ clock: () => now, limits: { inboundKb: 1 } });
    const one = new Watched(SERVER);
    await one.until('listening');
    for (let i = 0; i < 3; i++) one.program.turn({ op: 'data', conn: 'c', data: 'x'.repeat(600) });
    now += 1;
    expect(one.limits).toEqual(expect.arrayContaining(['inboundKb']));
  });

  test('ends the one program whose hook fails, and nothing else', async () => {
    pool = createProgramPool();
    const other = new Watched(SERVER);
    await other.until('listening');
    const quiet = console.error;
    const said: unknown[] = [];
    console.error = (...all) => said.push(...all);
    try {
      await new Promise<void>((resolve) => {
        pool.run('bad', { 'server.js': SERVER }, {
          state: ({ state }) => state === 'failed' && resolve(),
          op: () => {
            throw new Error('a hook of ours');
          },
          console: () => {},
          problem: () => {},
          limit: () => {},
        });
      });
    } finally {
      console.error = quiet;
    }
    expect(String(said[0])).toContain('a hook of ours');
    expect(other.program.state).toBe('listening');
  });

  test('tells a program’s memory', async () => {
    pool = createProgramPool();
    const one = new Watched(SERVER);
    await one.until('listening');
    const memory = await pool.memory(one.program);
    expect(memory?.heap).toBeGreaterThan(100_000);
    expect(memory?.total).toBeLessThan(8_000_000);
  });

  test('closes within two seconds, also around a program that never rests', async () => {
    pool = createProgramPool();
    const one = new Watched(`${SERVER} setTimeout(() => { for (;;); }, 1);`);
    await one.until('listening');
    const begun = performance.now();
    await pool.close();
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(one.changes.at(-1)).toEqual({ state: 'stopped', reason: 'shutdown' });
  });
});
