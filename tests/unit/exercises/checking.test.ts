/** A check as its page sees it, on a channel of the test's own. */
import { describe, expect, it } from 'vitest';
import { COMMON_MESSAGES } from '../../../protocol/exercises.ts';
import { packEvents } from '../../../protocol/trace/pack.ts';
import { createChecking } from '../../../src/playground/exercise/checking.ts';
import { exercises, openExercise, readStarterId, starterId } from '../../../src/playground/exercise/exercises.ts';
import { inline } from '../../../src/playground/exercise/inline.ts';
import { findingText, words } from '../../../src/playground/exercise/words.ts';
import type { MessageWords } from '../../../src/playground/exercise/words.types.ts';
import type { ControlChannel } from '../../../src/line/control.ts';
import { LineError } from '../../../src/line/errors.ts';

function channel(answer: (name: string) => object | Promise<object> = () => ({ ok: true, check: 7 })) {
  const ears = new Map<string, (payload: never) => void>();
  const asked: [string, unknown][] = [];
  const self = {
    asked,
    /** What is told together with an answer. */
    with: undefined as unknown,
    say: (name: string, payload: unknown) => ears.get(name)?.(payload as never),
    open: {
      open: true,
      ask: async (name: string, payload: unknown, came?: (answered: never) => void) => {
        asked.push([name, payload]);
        const answered = await answer(name);
        came?.(answered as never);
        // Told after the answer, and heard before whoever waits for that.
        if (self.with) self.say('program:check', self.with);
        return answered;
      },
      on: (name: string, ear: (payload: never) => void) => (ears.set(name, ear), () => ears.delete(name)),
    } as unknown as ControlChannel,
  };
  return self;
}
const step = (id: string, state: string) => ({ step: id, state });
const FILES = { 'server.js': '' };

describe('a check', () => {
  it('tells its steps, then the lines of its clients', async () => {
    const wire = channel();
    const checking = createChecking(async () => wire.open);
    await checking.check('rooms', FILES);
    expect(wire.asked).toEqual([['program:check', { exercise: 'rooms', files: FILES }]]);
    wire.say('program:check', { check: 7, exercise: 'rooms', state: 'queued', place: 2, steps: [] });
    expect(checking.now).toMatchObject({ state: 'queued', place: 2 });
    wire.say('program:check', { check: 7, exercise: 'rooms', state: 'running', steps: [step('starts', 'running')] });
    expect(checking.now.place).toBeUndefined();
    wire.say('program:check-trace', { check: 7, client: 3, name: 'Chai', ...packEvents([{ kind: 'clock', t: 0, rtt: 0 }]) });
    wire.say('program:check', { check: 7, exercise: 'rooms', state: 'failed', steps: [step('starts', 'failed')] });
    expect(checking.now).toMatchObject({ state: 'failed', clients: [{ name: 'Chai', id: 20_003 }] });
  });

  it('hears what comes together with its answer', async () => {
    const wire = channel();
    wire.with = { check: 7, exercise: 'rooms', state: 'queued', place: 4, steps: [] };
    const checking = createChecking(async () => wire.open);
    await checking.check('rooms', FILES);
    expect(checking.now).toMatchObject({ state: 'queued', place: 4 });
  });

  it('is not asked for where it was stopped before the server was reached', async () => {
    const wire = channel();
    let reached = (_: ControlChannel) => {};
    const checking = createChecking(() => new Promise((resolve) => (reached = resolve)));
    const asked = checking.check('rooms', FILES);
    checking.stop();
    reached(wire.open);
    await asked;
    expect(wire.asked).toEqual([]);
    expect(checking.now.state).toBe('stopped');
  });

  it('hears nothing of an older one', async () => {
    const wire = channel();
    const checking = createChecking(async () => wire.open);
    await checking.check('rooms', FILES);
    wire.say('program:check', { check: 6, exercise: 'rooms', state: 'passed', steps: [] });
    expect(checking.now.state).toBe('asking');
  });

  it('says what was refused, and that the channel broke', async () => {
    const refusing = channel(() => ({ ok: false, error: { code: 'too-fast', params: { seconds: 2 } } }));
    const first = createChecking(async () => refusing.open);
    await first.check('rooms', FILES);
    expect(first.now).toMatchObject({ state: 'idle', failure: { code: 'too-fast', params: { seconds: 2 } } });

    const unreachable = createChecking(() => Promise.reject(new LineError('unreachable')));
    await unreachable.check('rooms', FILES);
    expect(unreachable.now.failure?.code).toBe('unreachable');

    const unfetched = createChecking(() => Promise.reject(new TypeError('Failed to fetch dynamically imported module')));
    await unfetched.check('rooms', FILES);
    expect(unfetched.now.failure?.code).toBe('unreachable');

    const wire = channel();
    const broken = createChecking(async () => wire.open);
    await broken.check('rooms', FILES);
    wire.say('disconnect', undefined);
    expect(broken.now).toMatchObject({ state: 'idle', failure: { code: 'channel-lost' } });
  });

  it('is given up by stopping, and by another exercise', async () => {
    const wire = channel();
    const checking = createChecking(async () => wire.open);
    await checking.check('rooms', FILES);
    checking.stop();
    expect(checking.now.state).toBe('stopped');
    expect(wire.asked.at(-1)?.[0]).toBe('program:check-stop');
    wire.say('program:check', { check: 7, exercise: 'rooms', state: 'passed', steps: [] });
    expect(checking.now.state).toBe('stopped');
    checking.clear();
    expect(checking.now).toMatchObject({ state: 'idle', exercise: undefined });
  });
});

describe('exercises in the workbench', () => {
  it('are five, in the lesson’s order, two of them in TypeScript too', () => {
    expect(exercises.map(({ id }) => id)).toEqual(['echo-ack', 'rooms', 'guard', 'roll-call', 'once']);
    expect(exercises.filter(({ codes }) => codes.includes('ts')).map(({ id }) => id)).toEqual(['echo-ack', 'guard']);
  });
  it('have keys of their own, which nothing else has', () => {
    expect(readStarterId(starterId('guard', 'ts'))).toMatchObject({ entry: { id: 'guard' }, code: 'ts' });
    for (const other of ['echo', 'exercise:none', 'exercise:rooms:ts', 'exercise:rooms:rb', '']) expect(readStarterId(other)).toBeUndefined();
  });
  it.each(['th', 'en'] as const)('open with files that fit together (%s)', async (locale) => {
    for (const { id, codes } of exercises) {
      for (const code of codes) {
        const opened = await openExercise(starterId(id, code), locale);
        const names = Object.keys(opened?.starter ?? {}).sort();
        expect(names, id).toEqual([`client.${code}`, 'index.html', `server.${code}`, 'style.css'].sort());
        expect(Object.keys(opened?.solution ?? {}).sort()).toEqual(names);
        expect(opened?.solution[`server.${code}`]).not.toBe(opened?.starter[`server.${code}`]);
      }
    }
  });
});

describe('words', () => {
  it('are there for every message that any check may end with, in both languages', () => {
    for (const locale of ['th', 'en'] as const) expect(Object.keys(words[locale].messages).sort()).toEqual([...COMMON_MESSAGES].sort());
  });
  it('fill what was found, and say why a program ended', async () => {
    const own = (await openExercise('exercise:rooms', 'en'))?.words;
    if (!own) throw new Error('no words');
    const telling = { reason: (code: string) => `because of ${code}`, meaning: ({ name }: { name: string }) => (name === 'TypeError' ? 'No function.' : undefined) };
    const text = (finding: Parameters<typeof findingText>[0], what: keyof MessageWords) => findingText(finding, own, words.en, telling)[what].map((part) => part.text).join('');
    expect(text({ message: 'leaked', params: { who: 'Chai', room: 'tea', text: 'hi' } }, 'happened')).toContain('Chai');
    expect(text({ message: 'ended', params: { reason: 'memory', mb: 32 } }, 'happened')).toBe('because of memory');
    expect(text({ message: 'nobody-wrote-this', params: {} }, 'look')).toBe(words.en.messages.broken.look);
  });
  it('of an error say where it is and what it means, as far as that is known', async () => {
    const own = (await openExercise('exercise:rooms', 'en'))?.words;
    if (!own) throw new Error('no words');
    const telling = { reason: () => '', meaning: ({ name }: { name: string }) => (name === 'TypeError' ? 'No function.' : undefined) };
    const found = (name: string, line: number) => findingText({ message: 'threw', params: { name, message: 'a `b` c', file: 'server.js', line } }, own, words.en, telling);
    expect(found('TypeError', 7).look[0]).toEqual({ code: true, text: 'server.js' });
    expect(found('TypeError', 7).happened).toEqual([{ code: false, text: 'The server fell over: ' }, { code: true, text: 'TypeError: a `b` c' }, { code: false, text: ' No function.' }]);
    expect(found('Error', 0).look.map(({ text }) => text).join('')).toBe(words.en.messages.threw.look);
    expect(found('Error', 0).happened).toHaveLength(2);
  });
  it('are text and code, never markup', () => {
    expect(inline('a `b<c>` d')).toEqual([{ code: false, text: 'a ' }, { code: true, text: 'b<c>' }, { code: false, text: ' d' }]);
  });
});
