/** When one editor takes the other's place, and that nothing is lost on the way. */
import { EditorSelection, EditorState } from '@codemirror/state';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EditorKind } from '../../../src/playground/editors/choose.ts';
import type { Editor } from '../../../src/playground/editors/editor.ts';
import { createPause, REST_MS } from '../../../src/playground/editors/pause.ts';
import { createSeat, type SeatState } from '../../../src/playground/editors/seat.ts';
import { changeBetween, MOST_STEPS, walk } from '../../../src/playground/editors/stand.ts';

/** A clock that is moved by hand. */
function handClock() {
  let now = 0;
  let waiting: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    after: (ms: number, run: () => void) => void waiting.push({ at: now + ms, run }),
    async pass(ms: number) {
      const end = now + ms;
      for (;;) {
        waiting.sort((a, b) => a.at - b.at);
        const next = waiting[0];
        if (!next || next.at > end) break;
        waiting = waiting.slice(1);
        now = next.at;
        next.run();
        await Promise.resolve();
      }
      now = end;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('a moment of rest', () => {
  function resting() {
    const clock = handClock();
    const [host, everywhere] = [new EventTarget(), new EventTarget()];
    const pause = createPause({ host, everywhere, ...clock });
    let busy = false;
    let rests = false;
    return {
      clock,
      host,
      everywhere,
      busy: (is: boolean) => (busy = is),
      ask: () => void pause.rest(() => busy).then(() => (rests = true)),
      rests: () => rests,
      says: (name: string, where = host) => where.dispatchEvent(new Event(name)),
    };
  }
  test('is not between two keys of somebody who types', async () => {
    const it = resting();
    it.says('keydown');
    it.ask();
    for (let key = 0; key < 10; key++) {
      await it.clock.pass(REST_MS * 0.8);
      expect(it.rests()).toBe(false);
      it.says('keydown');
    }
    await it.clock.pass(REST_MS);
    expect(it.rests()).toBe(true);
  });
  test('is not in the midst of a composition, however long nothing is typed', async () => {
    const it = resting();
    it.says('compositionstart');
    it.ask();
    await it.clock.pass(REST_MS * 20);
    expect(it.rests()).toBe(false);
    it.says('compositionend');
    await it.clock.pass(REST_MS * 2);
    expect(it.rests()).toBe(true);
  });
  test('is not while a selection is drawn, nor while something is open', async () => {
    const it = resting();
    it.says('pointerdown');
    it.ask();
    await it.clock.pass(REST_MS * 5);
    expect(it.rests()).toBe(false);
    it.says('pointerup', it.everywhere);
    it.busy(true);
    await it.clock.pass(REST_MS * 5);
    expect(it.rests()).toBe(false);
    it.busy(false);
    await it.clock.pass(REST_MS);
    expect(it.rests()).toBe(true);
  });
});

describe('the seat', () => {
  class FakeHost extends EventTarget {
    inside = false;
    children: unknown[] = [];
    append(one: unknown) {
      this.children.push(one);
    }
    contains() {
      return this.inside;
    }
  }
  let host: FakeHost;
  let clock: ReturnType<typeof handClock>;
  let told: SeatState;
  let fetched: EditorKind[];
  let fails: boolean;
  let log: string[];
  beforeEach(() => {
    host = new FakeHost();
    clock = handClock();
    fetched = [];
    log = [];
    fails = false;
    vi.stubGlobal('document', { activeElement: {}, createElement: () => ({ className: '', classList: { remove() {} }, remove: () => log.push('holder gone') }) });
  });
  afterEach(() => vi.unstubAllGlobals());

  const seat = (ready = Promise.resolve()) =>
    createSeat({
      host: host as unknown as HTMLElement,
      parts: { locale: 'th', label: () => '', describedBy: '', edited() {} },
      pause: createPause({ host, everywhere: new EventTarget(), ...clock }),
      ready,
      settle: (made, stands) => log.push(`settled with ${JSON.stringify(stands)}`),
      changed: (now) => (told = now),
      async fetch(kind) {
        fetched.push(kind);
        if (fails) throw new TypeError('offline');
        return () =>
          ({ stands: () => ({ 'server.js': kind }), busy: () => false, focus: () => log.push(`${kind} focused`), close: () => log.push(`${kind} closed`) }) as unknown as Editor;
      },
    });

  test('CodeMirror is fetched at once, and sits down when there are files', async () => {
    let opened = () => {};
    void seat(new Promise((resolve) => (opened = resolve))).use('codemirror');
    await clock.pass(5000);
    expect([fetched, log]).toEqual([['codemirror'], []]);
    opened();
    await clock.pass(0);
    expect(log).toEqual(['settled with undefined']);
  });
  test('Monaco is fetched when the reader goes to the code, and sits down when they rest', async () => {
    void seat().use('monaco');
    await clock.pass(5000);
    expect([fetched, told.kind, told.coming]).toEqual([['codemirror'], 'codemirror', 'wanted']);
    host.inside = true;
    host.dispatchEvent(new Event('pointerdown'));
    host.dispatchEvent(new Event('keydown'));
    await clock.pass(0);
    expect([fetched, told.kind, told.coming]).toEqual([['codemirror', 'monaco'], 'codemirror', 'loading']);
  });
  test('with what the reader had: their stand and the focus; the old one goes', async () => {
    void seat().use('monaco');
    await clock.pass(0);
    host.inside = true;
    host.dispatchEvent(new Event('focusin'));
    host.dispatchEvent(new Event('keydown'));
    await clock.pass(0);
    expect(log).toHaveLength(1);
    await clock.pass(REST_MS);
    expect(told).toMatchObject({ kind: 'monaco', coming: undefined });
    expect(log.slice(1)).toEqual(['settled with {"server.js":"codemirror"}', 'codemirror closed', 'holder gone', 'monaco focused']);
  });
  test('asked for by hand it is fetched at once; asked otherwise meanwhile, it does not come', async () => {
    const it = seat();
    void it.use('monaco', true);
    await clock.pass(0);
    expect(told.kind).toBe('monaco');
    void it.use('codemirror', true);
    void it.use('monaco', true);
    await clock.pass(0);
    expect(told).toMatchObject({ kind: 'monaco', coming: undefined });
    void it.use('codemirror', true);
    await clock.pass(0);
    expect(told.kind).toBe('codemirror');
  });
  test('what can’t be fetched is said; the old one stays, and it may be asked for again', async () => {
    const it = seat();
    void it.use('codemirror');
    await clock.pass(0);
    fails = true;
    void it.use('monaco', true);
    await clock.pass(0);
    expect(told).toMatchObject({ kind: 'codemirror', coming: 'failed' });
    expect(log).toHaveLength(1);
    fails = false;
    void it.use('monaco', true);
    await clock.pass(0);
    expect(told).toMatchObject({ kind: 'monaco', coming: undefined });
  });
});

describe('history', () => {
  test('the change between two texts is what differs', () => {
    expect(changeBetween('abc', 'abXc')).toEqual({ at: 2, end: 2, text: 'X' });
    expect(changeBetween('aaa', 'aa')).toEqual({ at: 2, end: 3, text: '' });
    expect(changeBetween('', 'x')).toEqual({ at: 0, end: 0, text: 'x' });
    expect(changeBetween('same', 'same')).toEqual({ at: 4, end: 4, text: '' });
  });
  test('is bounded', () => {
    let n = 0;
    expect(walk(() => ({ text: String(n++), spots: [] }))).toHaveLength(MOST_STEPS);
    expect(walk(() => ({ text: 'x'.repeat(900_000), spots: [] }))).toHaveLength(3);
  });
  test('of CodeMirror is read out and written anew: the same steps, back and forth', async () => {
    const { stepsOf, relive } = await import('../../../src/playground/editors/codemirror-past.ts');
    const { history } = await import('@codemirror/commands');
    const { redo, undo } = await import('@codemirror/commands');
    const begin = EditorState.create({ doc: 'a', extensions: [history(), EditorState.allowMultipleSelections.of(true)], selection: EditorSelection.cursor(1) });
    const steps = ['ab', 'abก', 'ab'].map((text) => ({ text, spots: [{ anchor: text.length, head: text.length }] }));
    const lived = relive(begin, [{ text: 'a', spots: [{ anchor: 1, head: 1 }] }, ...steps], 1);
    expect(lived.doc.toString()).toBe('abก');
    expect(stepsOf(lived, undo).map(({ text }) => text)).toEqual(['ab', 'a']);
    expect(stepsOf(lived, redo).map(({ text }) => text)).toEqual(['ab']);
    expect(stepsOf(lived, undo)[0]?.spots).toEqual([{ anchor: 2, head: 2 }]);
  });
});
