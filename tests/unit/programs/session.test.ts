/** One program on the server, on a clock of the test's own. */
import { expect, test } from 'vitest';
import type { Lines } from '../../../playground-server/line/lines.ts';
import { defaultLimits } from '../../../playground-server/programs/limits.ts';
import type { ProgramHooks, ProgramPool } from '../../../playground-server/programs/pool.types.ts';
import { Session, type ProgramOwner } from '../../../playground-server/programs/session.ts';

const MINUTE = 60_000;

function rig() {
  const every: { ms: number; run: () => void }[] = [];
  const stopped: string[] = [];
  let now = 0;
  let hooks: ProgramHooks | undefined;
  const pool = {
    run: (id: string, _files: object, heard: ProgramHooks) => {
      hooks = heard;
      return { id, state: 'queued', turn: () => {}, stop: (reason: string) => void stopped.push(reason) };
    },
  } as unknown as ProgramPool;
  const clock = { now: () => now, after: () => () => {}, every: (ms: number, run: () => void) => (every.push({ ms, run }), () => {}) };
  const session = new Session({ pool, lines: {} as Lines, limits: { ...defaultLimits(), idleMinutes: 10 }, clock, over: () => {} }, { say: () => {} } as unknown as ProgramOwner);
  return {
    session,
    stopped,
    tell: (state: 'queued' | 'starting' | 'listening') => hooks?.state({ state }),
    /** Lets so many minutes pass, and all that is looked at every so often be looked at. */
    pass(minutes: number) {
      const until = now + minutes * MINUTE;
      for (; now < until; now += every[0]?.ms ?? MINUTE) for (const { run } of every) run();
    },
  };
}

test('a program is idle once it listens and nobody comes, however long it waited for its place', () => {
  const it = rig();
  it.session.run({ 'server.js': '' });
  for (const state of ['queued', 'starting'] as const) {
    it.tell(state);
    it.pass(15);
  }
  expect(it.stopped).toEqual([]);
  it.tell('listening');
  it.pass(9);
  expect(it.stopped).toEqual([]);
  it.pass(3);
  expect(new Set(it.stopped)).toEqual(new Set(['idle']));
});
