/** The desk where checks are asked for: places, one a page, and what is told. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CheckAnnouncements } from '../../../protocol/exercises.ts';
import type { Files } from '../../../protocol/programs.ts';
import { createCheckDesk, type CheckDesk } from '../../../playground-server/programs/check/desk.ts';
import { runCheck, type CheckOptions, type CheckOutcome } from '../../../playground-server/programs/check/run.ts';
import { PoolFull } from '../../../playground-server/programs/pool.types.ts';

vi.mock('../../../playground-server/programs/check/run.ts', () => ({ runCheck: vi.fn() }));

const FILES: Files = { 'server.js': '' };
interface Running {
  options: CheckOptions;
  end(outcome: CheckOutcome): void;
  fail(error: Error): void;
}
let running: Running[];
let desk: CheckDesk;
beforeEach(() => {
  running = [];
  vi.mocked(runCheck).mockImplementation(
    (options) =>
      new Promise((end, fail) => {
        running.push({ options, end, fail });
        options.signal.addEventListener('abort', () => fail(options.signal.reason as Error));
      }),
  );
  desk = createCheckDesk({ create: () => { throw new Error('not used'); }, origin: () => '' });
});
afterEach(() => desk.close());

function page() {
  const told: CheckAnnouncements['program:check'][] = [];
  const traces: CheckAnnouncements['program:check-trace'][] = [];
  const self = {
    told,
    traces,
    last: () => told.at(-1),
    ask: () => desk.ask(self, 'echo-ack', FILES, (name, payload) => void (name === 'program:check' ? told.push(payload as never) : traces.push(payload as never))),
  };
  return self;
}
const passed = (): CheckOutcome => ({ passed: true, steps: [{ step: 'starts', state: 'passed' }], traces: [{ client: 1, name: 'Knock', events: [] }, { client: 2, name: 'An', events: [] }] });

it('knows no exercise that is not there', () => {
  expect(desk.ask({}, 'no-such-exercise', FILES, () => {})).toBeUndefined();
});

it('runs three at once; the others are told their place and move up', async () => {
  const pages = Array.from({ length: 5 }, page);
  for (const one of pages) one.ask();
  await expect.poll(() => running.length).toBe(3);
  expect(pages[3]?.last()).toMatchObject({ state: 'queued', place: 1 });
  expect(pages[4]?.last()).toMatchObject({ state: 'queued', place: 2 });
  running[0]?.end(passed());
  await expect.poll(() => running.length).toBe(4);
  expect(pages[0]?.last()).toMatchObject({ state: 'passed' });
  expect(pages[4]?.last()).toMatchObject({ state: 'queued', place: 1 });
});

it('a newer check takes the place of the page’s last, and of no other page’s', async () => {
  const [mine, other] = [page(), page()];
  mine.ask();
  other.ask();
  await expect.poll(() => running.length).toBe(2);
  const second = mine.ask();
  await expect.poll(() => running.length).toBe(3);
  expect(running[0]?.options.signal.aborted).toBe(true);
  expect(running[1]?.options.signal.aborted).toBe(false);
  expect(mine.told.some(({ state, check }) => state === 'stopped' && check !== second)).toBe(true);
});

it('stops with its page, also in the queue', async () => {
  const pages = Array.from({ length: 4 }, page);
  for (const one of pages) one.ask();
  await expect.poll(() => running.length).toBe(3);
  desk.stop(pages[3] as object);
  desk.stop(pages[0] as object);
  expect(pages[3]?.last()).toMatchObject({ state: 'stopped' });
  expect(running[0]?.options.signal.aborted).toBe(true);
  expect(running.length).toBe(3);
});

it('hands over the lines before the end, without the one that only knocked', async () => {
  const one = page();
  one.ask();
  await expect.poll(() => running.length).toBe(1);
  running[0]?.end(passed());
  await expect.poll(() => one.last()?.state).toBe('passed');
  expect(one.traces.map(({ name, client }) => [name, client])).toEqual([['An', 2]]);
});

it('says when there is no place to run the program', async () => {
  const one = page();
  one.ask();
  await expect.poll(() => running.length).toBe(1);
  running[0]?.fail(new PoolFull(200));
  await expect.poll(() => one.last()).toMatchObject({ state: 'failed', steps: [{ step: 'starts', state: 'failed', message: 'crowded', params: { limit: 200 } }] });
});
