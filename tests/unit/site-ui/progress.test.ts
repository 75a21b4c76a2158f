import { describe, expect, it, vi } from 'vitest';
import { countIn, openProgress, parseProgress, PROGRESS_KEY, type Shelf } from '../../../src/progress/store.ts';

const LESSON = 'node/12-01-introduction-to-websockets';

function shelf(start: Record<string, string> = {}): Shelf & { kept: Map<string, string> } {
  const kept = new Map(Object.entries(start));
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}
const blocked: Shelf = {
  getItem: () => {
    throw new DOMException('denied', 'SecurityError');
  },
  setItem: () => {
    throw new DOMException('denied', 'SecurityError');
  },
  removeItem: () => {
    throw new DOMException('denied', 'SecurityError');
  },
};

describe('progress', () => {
  it('keeps what was done, once each, across pages', () => {
    const storage = shelf();
    const first = openProgress(storage);
    first.demoDone(LESSON, 'handshake');
    first.demoDone(LESSON, 'handshake');
    first.answered(LESSON, 'masking', 'a');
    first.answered(LESSON, 'masking', 'b');
    first.guessed(LESSON, 'who-masks', 'client');
    first.exerciseDone('rooms');
    first.exerciseDone('rooms');
    first.lessonRead(LESSON);
    const second = openProgress(storage).read();
    expect(second).toEqual({
      lessons: [LESSON],
      demos: [`${LESSON}#handshake`],
      answers: { [`${LESSON}#masking`]: 'b' },
      guesses: { [`${LESSON}#who-masks`]: 'client' },
      exercises: ['rooms'],
    });
  });

  it('adds up what two open tabs do', () => {
    const storage = shelf();
    const [left, right] = [openProgress(storage), openProgress(storage)];
    left.demoDone(LESSON, 'handshake');
    right.demoDone(LESSON, 'duplex');
    expect(left.read().demos).toEqual([`${LESSON}#handshake`, `${LESSON}#duplex`]);
  });

  it.each([undefined, blocked])('works for the page where nothing can be stored', (storage) => {
    const store = openProgress(storage);
    store.lessonRead(LESSON);
    store.demoDone(LESSON, 'duplex');
    expect(store.read()).toMatchObject({ lessons: [LESSON], demos: [`${LESSON}#duplex`] });
    store.forget();
    expect(store.read().lessons).toEqual([]);
  });

  it('keeps on in memory where the shelf is full', () => {
    const full = { ...shelf(), setItem: () => { throw new DOMException('full', 'QuotaExceededError'); } };
    const store = openProgress(full);
    store.lessonRead(LESSON);
    expect(store.read().lessons).toEqual([LESSON]);
  });

  it.each(['', 'null', '[]', '42', '{"lessons":"x"}', '{"lessons":[1,{}],"answers":["a"],"demos":{"a":1}}', '{broken'])(
    'takes %j for nothing and does not throw',
    (text) => {
      const parsed = parseProgress(text);
      expect(parsed.lessons).toEqual([]);
      expect(parsed.demos).toEqual([]);
      expect(Array.isArray(parsed.answers)).toBe(false);
    },
  );

  it('tells its listeners, until they stop listening', () => {
    const store = openProgress(shelf());
    const told = vi.fn();
    const stop = store.onChange(told);
    store.lessonRead(LESSON);
    stop();
    store.lessonRead('node/12-02-socket-io');
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('forgets on the shelf too', () => {
    const storage = shelf();
    const store = openProgress(storage);
    store.lessonRead(LESSON);
    store.forget();
    expect(storage.kept.has(PROGRESS_KEY)).toBe(false);
  });

  it('counts only the parts of the lesson asked for', () => {
    const store = openProgress(shelf());
    store.demoDone(LESSON, 'handshake');
    store.demoDone('node/12-02-socket-io', 'fallback');
    store.answered(LESSON, 'masking', 'a');
    store.exerciseDone('rooms');
    expect(countIn(store.read(), LESSON, { demos: ['handshake', 'duplex'], questions: ['masking'], exercises: ['rooms', 'guard'] })).toEqual({
      read: false,
      demos: 1,
      questions: 1,
      exercises: 1,
    });
  });
});
