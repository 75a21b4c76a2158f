/** The same program in two tabs: neither overwrites the other's work without a way back. And programs that came by link. */
import { beforeEach, describe, expect, test } from 'vitest';
import { createKeeper, type Keeper } from '../../../src/playground/model/keep.ts';
import { createWork, type Work } from '../../../src/playground/model/work.ts';
import { ANSWER_MS, createTabs, HELD_MS, type Air } from '../../../src/playground/tabs.ts';
import { findStart } from '../../../src/playground/start.ts';
import { toHash } from '../../../src/playground/model/share.ts';

const FILES = { 'server.js': 'begin' };

/** One storage, as several tabs see it: each hears what the others write, once `hear` is called. */
function device() {
  const held: Record<string, string> = {};
  const ears: { tab: number; heard: (key: string) => void }[] = [];
  let news: { from: number; key: string }[] = [];
  let tabs = 0;
  let clock = 1000;
  const storage = (tab: number) =>
    new Proxy(held, {
      get: (all, name) =>
        name === 'getItem'
          ? (key: string) => all[key] ?? null
          : name === 'setItem'
            ? (key: string, value: string) => {
                all[key] = value;
                news.push({ from: tab, key });
              }
            : all[name as string],
    }) as unknown as Storage;
  return {
    open(starter = 'echo', begin: Record<string, string> = FILES) {
      const tab = ++tabs;
      let rest: (() => void) | undefined;
      const keeper: Keeper = createKeeper(
        () => storage(tab),
        (heard) => {
          ears.push({ tab, heard });
          return () => {};
        },
      );
      const work: Work = createWork({
        keeper,
        now: () => clock++,
        after: (_, run) => {
          rest = run;
          return () => (rest = undefined);
        },
      });
      work.open(starter, begin);
      return { work, keeper, rest: () => rest?.(), text: () => work.now.files['server.js'], versions: () => work.now.versions.map(({ files }) => files['server.js']) };
    },
    /** Storage events arrive, also those that they cause. */
    hear() {
      for (let round = 0; news.length > 0; round++) {
        expect(round, 'tabs answer each other without an end').toBeLessThan(10);
        const now = news;
        news = [];
        for (const { from, key } of now) for (const { tab, heard } of ears) if (tab !== from) heard(key);
      }
    },
  };
}
let it: ReturnType<typeof device>;
beforeEach(() => void (it = device()));

describe('two tabs of one program', () => {
  test('show the same: what one types stands in the other', () => {
    const [a, b] = [it.open(), it.open()];
    a.work.edit('server.js', 'from a');
    a.rest();
    it.hear();
    expect(b.work.now).toMatchObject({ files: { 'server.js': 'from a' }, elsewhere: 'followed', undo: undefined });
    expect(b.work.now.replaced).toBe(2);
    b.work.edit('server.js', 'from a, and b');
    b.rest();
    it.hear();
    expect(a.text()).toBe('from a, and b');
  });
  test('what this tab typed before is put aside when the other writes, and can be brought back in both', () => {
    const [a, b] = [it.open(), it.open()];
    a.work.edit('server.js', 'all that a wrote');
    a.rest();
    it.hear();
    b.work.edit('server.js', 'something else');
    b.rest();
    it.hear();
    expect(a.text()).toBe('something else');
    for (const tab of [a, b]) expect(tab.versions()).toContain('all that a wrote');
    a.work.undo();
    it.hear();
    for (const tab of [a, b]) expect(tab.text()).toBe('all that a wrote');
    for (const tab of [a, b]) expect(tab.versions()).toContain('something else');
  });
  test('both typed at the same time: each keeps what it has on the screen, the other’s is put aside', () => {
    const [a, b] = [it.open(), it.open()];
    a.work.edit('server.js', 'a');
    b.work.edit('server.js', 'b');
    a.rest();
    it.hear();
    expect(b.work.now).toMatchObject({ files: { 'server.js': 'b' }, elsewhere: 'aside' });
    expect(b.versions()).toContain('a');
    b.rest();
    it.hear();
    expect(a.text()).toBe('b');
    for (const tab of [a, b]) expect(tab.versions()).toContain('a');
  });
  test('and nothing was heard of the other: what stands there is put aside before it is written over', () => {
    const [a, b] = [it.open(), it.open()];
    a.work.edit('server.js', 'a');
    a.rest();
    b.work.edit('server.js', 'b');
    b.work.flush();
    const third = it.open();
    expect(third.text()).toBe('b');
    expect(third.versions()).toContain('a');
  });
  test('typing on in one does not fill the versions of the other', () => {
    const [a, b] = [it.open(), it.open()];
    for (let n = 0; n < 40; n++) {
      a.work.edit('server.js', `a${n}`);
      a.rest();
      it.hear();
    }
    expect(b.text()).toBe('a39');
    expect(b.versions().length).toBeLessThanOrEqual(1);
  });
});

describe('a program that came by link', () => {
  const shared = { 'server.js': 'from a friend' };
  test('is found again without its link once it was worked on, and can be started over', async () => {
    const first = await findStart({ hash: toHash(shared), search: '' }, it.open().keeper);
    const tab = it.open(first.starter, first.files);
    tab.work.edit('server.js', 'changed');
    tab.rest();
    const again = await findStart({ hash: '', search: '' }, tab.keeper);
    expect(again).toEqual({ starter: first.starter, files: shared });
    const later = it.open(again.starter, again.files);
    expect(later.text()).toBe('changed');
    later.work.reset();
    expect(later.text()).toBe('from a friend');
    expect(later.keeper.shared()).toEqual([first.starter]);
  });
  test.each(['?example=nowhere', '?example=__proto__'])('%s opens another, and says so', async (search) => {
    expect(await findStart({ hash: '', search }, it.open().keeper)).toMatchObject({ starter: 'echo', instead: 'unknown' });
    expect(await findStart({ hash: '#code=AAAA', search: '' }, it.open().keeper)).toMatchObject({ instead: 'broken' });
    expect(await findStart({ hash: '', search: '?example=chat' }, it.open().keeper)).not.toHaveProperty('instead');
  });
  test('that was only run is kept too; one that was only looked at is not', () => {
    const tab = it.open('shared-one', shared);
    tab.work.flush();
    expect(tab.keeper.shared()).toEqual([]);
    tab.work.remember('run');
    expect(tab.keeper.shared()).toEqual(['shared-one']);
  });
});

test('work that storage has no room for lives as long as the page, over a change of starters', () => {
  const full = { getItem: () => null, setItem: () => { throw new DOMException('full', 'QuotaExceededError'); } } as unknown as Storage;
  const work = createWork({ keeper: createKeeper(() => full), now: () => 1, after: () => () => {} });
  work.open('echo', FILES);
  work.edit('server.js', 'mine');
  work.open('chat', FILES);
  work.open('echo', FILES);
  expect(work.now).toMatchObject({ files: { 'server.js': 'mine' }, kept: false });
});

describe('a tab that was duplicated', () => {
  function tabs(keys: readonly string[]) {
    const airs: Air[] = [];
    const timers: (() => void)[] = [];
    const all = keys.map((key) => {
      const air: Air = {
        onmessage: null,
        postMessage: (word) => {
          for (const other of airs) if (other !== air) other.onmessage?.({ data: word });
        },
      };
      airs.push(air);
      return createTabs(air, () => key, (ms, run) => {
        expect(ms).toBe(ANSWER_MS);
        timers.push(run);
      });
    });
    return { all, pass: () => timers.splice(0).forEach((run) => run()) };
  }
  test('learns that another one runs its program; one that was loaded anew does not', async () => {
    const { all, pass } = tabs(['KEY', 'KEY', 'OTHER']);
    expect(await all[1]!.isAlone('KEY')).toBe(false);
    const alone = all[2]!.isAlone('OTHER');
    pass();
    expect(await alone).toBe(true);
  });
  test.each([
    ['is held by a tab that is too busy to answer', [true, true], false],
    ['was held by the page before this one', [true, false], true],
    ['nobody holds', [false], true],
  ] as const)('knows by a lock that %s whose program it is', async (_, held, alone) => {
    const answers = [...held];
    const waits: number[] = [];
    const deaf = { postMessage() {}, onmessage: null };
    const locks = { isHeld: (name: string) => Promise.resolve(name === 'saitrong-program:KEY' && answers.shift() === true), hold: () => () => {} };
    const tab = createTabs(deaf, () => 'KEY', (ms, run) => { waits.push(ms); run(); }, locks);
    expect(await tab.isAlone('KEY')).toBe(alone);
    expect(waits).toEqual(held[0] ? [HELD_MS] : []);
  });
  test('holds the lock of the program that it runs, and no other', () => {
    const said: string[] = [];
    const hold = (name: string) => { said.push(`hold ${name}`); return () => void said.push(`let go of ${name}`); };
    const tab = createTabs(undefined, () => undefined, () => {}, { isHeld: () => Promise.resolve(false), hold });
    for (const key of ['A', 'A', 'B', undefined]) tab.runs(key);
    expect(said).toEqual(['hold saitrong-program:A', 'let go of saitrong-program:A', 'hold saitrong-program:B', 'let go of saitrong-program:B']);
  });
  test('and where nobody can be asked, everybody is alone', async () => {
    expect(await createTabs(undefined, () => 'KEY', () => {}).isAlone('KEY')).toBe(true);
  });
});
