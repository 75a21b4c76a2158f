import { describe, expect, test } from 'vitest';
import { PATIENCE, PAUSES, STILL_THERE, lineAddress, measure, watchReach } from '../../../src/line/reach.ts';
import type { Reach, Surroundings } from '../../../src/line/reach.ts';

type Answer = 'ok' | 'refused' | 'silent' | 'sick';

/** A browser whose network answers as told, and whose timers run when told. */
function surroundings(answers: { site: Answer; line: Answer; ws: Answer }) {
  const asked: string[] = [];
  const timers = new Map<number, { run: () => void; ms: number }>();
  let next = 1;
  const health = { ok: true, line: { port: 3001, url: null } };
  const around: Surroundings = {
    location: { origin: 'http://class.test:3000', protocol: 'http:', hostname: 'class.test' },
    fetch: (url, init) => {
      asked.push(url);
      const how = url.startsWith('http://class.test:3000') ? answers.site : answers.line;
      if (how === 'refused') return Promise.reject(new TypeError('refused'));
      if (how === 'ok') return Promise.resolve(new Response(JSON.stringify(health)));
      if (how === 'sick') return Promise.resolve(new Response('<html>', { status: 503 }));
      return new Promise((_, reject) => init.signal!.addEventListener('abort', () => reject(new Error('aborted'))));
    },
    WebSocket: class {
      onopen: (() => void) | null = null;
      onerror: (() => void) | null = null;
      onclose: (() => void) | null = null;
      constructor(url: string) {
        asked.push(url);
        if (answers.ws === 'ok') queueMicrotask(() => this.onopen?.());
        if (answers.ws === 'refused') queueMicrotask(() => this.onerror?.());
      }
      close() {}
    } as never,
    setTimeout: (run, ms) => {
      timers.set(next, { run, ms });
      return next++;
    },
    clearTimeout: (id) => timers.delete(id),
  };
  return {
    around,
    asked,
    timers,
    /** Runs every timer of this length. */
    elapse(ms: number) {
      for (const [id, timer] of [...timers]) {
        if (timer.ms !== ms) continue;
        timers.delete(id);
        timer.run();
      }
    },
  };
}
/** Lets promises that are already settled go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('one measurement', () => {
  test.each<[Answer, Answer, Answer, Reach]>([
    ['ok', 'ok', 'ok', 'live-websocket'],
    ['ok', 'ok', 'refused', 'live-polling'],
    ['ok', 'refused', 'refused', 'recording'],
    ['ok', 'sick', 'ok', 'recording'],
    ['refused', 'ok', 'ok', 'recording'],
    ['sick', 'ok', 'ok', 'recording'],
  ])('site %s, line %s, WebSocket %s: %s', async (site, line, ws, reach) => {
    const { around } = surroundings({ site, line, ws });
    expect(await measure(around)).toMatchObject({ reach });
  });

  test('silence is an answer after a while', async () => {
    const { around, elapse } = surroundings({ site: 'silent', line: 'ok', ws: 'ok' });
    const measured = measure(around);
    elapse(PATIENCE);
    expect(await measured).toEqual({ reach: 'recording', line: undefined });
  });

  test('a WebSocket that hangs is polling', async () => {
    const { around, elapse } = surroundings({ site: 'ok', line: 'ok', ws: 'silent' });
    const measured = measure(around);
    await settle();
    elapse(PATIENCE);
    expect(await measured).toMatchObject({ reach: 'live-polling' });
  });

  test('the line is at the name the page was opened by, or at its own', async () => {
    const { around, asked } = surroundings({ site: 'ok', line: 'ok', ws: 'ok' });
    await measure(around);
    expect(asked.sort()).toEqual(['http://class.test:3000/healthz', 'http://class.test:3001/healthz', 'ws://class.test:3001/probe']);
    expect(lineAddress({ port: 1, url: 'https://line.example/' }, around.location)).toEqual({ http: 'https://line.example', ws: 'wss://line.example' });
    expect(lineAddress({ port: 3001, url: null }, { origin: '', protocol: 'http:', hostname: '[::1]' }).ws).toBe('ws://[::1]:3001');
  });
});

describe('the page’s watch', () => {
  test('asks once for the whole page, and nothing more while in reach', async () => {
    const { around, asked, timers } = surroundings({ site: 'ok', line: 'ok', ws: 'ok' });
    const watch = watchReach(around, () => {});
    const seen: string[] = [];
    watch.watch(({ reach }) => seen.push(reach));
    watch.watch(({ reach }) => seen.push(reach));
    await watch.settled();
    await watch.settled();
    expect(seen).toEqual(['live-websocket', 'live-websocket']);
    expect(asked).toHaveLength(3);
    await settle();
    expect([...timers.values()].map(({ ms }) => ms)).toEqual([STILL_THERE]);
  });

  test('in reach, one small question now and then; a server that died is noticed without a press', async () => {
    const answers = { site: 'ok' as Answer, line: 'ok' as Answer, ws: 'ok' as Answer };
    const { around, asked, elapse } = surroundings(answers);
    const watch = watchReach(around, () => {});
    const seen: string[] = [];
    watch.watch(({ reach }) => seen.push(reach));
    await watch.settled();
    elapse(STILL_THERE);
    await settle();
    expect(asked).toHaveLength(4);
    answers.site = 'refused';
    elapse(STILL_THERE);
    await settle();
    await watch.settled();
    expect(seen).toEqual(['live-websocket', 'recording']);
  });

  test('nothing is asked while nobody looks', async () => {
    const { around, asked, elapse } = surroundings({ site: 'ok', line: 'ok', ws: 'ok' });
    const watch = watchReach({ ...around, isHidden: () => true }, () => {});
    watch.watch(() => {});
    await watch.settled();
    elapse(STILL_THERE);
    await settle();
    expect(asked).toHaveLength(3);
  });

  test('asks again with growing pauses until it is back, and says so', async () => {
    const answers = { site: 'refused' as Answer, line: 'ok' as Answer, ws: 'ok' as Answer };
    const { around, elapse, timers } = surroundings(answers);
    const watch = watchReach(around, () => {});
    const seen: string[] = [];
    watch.watch(({ reach }) => seen.push(reach));
    await watch.settled();
    for (const pause of [...PAUSES, PAUSES.at(-1)!]) {
      expect([...timers.values()].map(({ ms }) => ms)).toEqual([pause]);
      elapse(pause);
      await watch.settled();
      await settle();
    }
    answers.site = 'ok';
    elapse(PAUSES.at(-1)!);
    await watch.settled();
    expect(seen).toEqual(['recording', 'live-websocket']);
    await settle();
    expect([...timers.values()].map(({ ms }) => ms)).toEqual([STILL_THERE]);
  });

  test('a failed start is believed at once and checked', async () => {
    const { around } = surroundings({ site: 'ok', line: 'ok', ws: 'ok' });
    const watch = watchReach(around, () => {});
    const seen: string[] = [];
    watch.watch(({ reach }) => seen.push(reach));
    await watch.settled();
    await watch.recheck({ reach: 'recording', line: undefined });
    expect(seen).toEqual(['live-websocket', 'recording', 'live-websocket']);
  });

  test('asks when the network is back', async () => {
    const answers = { site: 'refused' as Answer, line: 'ok' as Answer, ws: 'ok' as Answer };
    const { around } = surroundings(answers);
    let wake = () => {};
    const watch = watchReach(around, (ask) => (wake = ask));
    await watch.settled();
    answers.site = 'ok';
    wake();
    expect(await watch.settled()).toMatchObject({ reach: 'live-websocket' });
  });
});
