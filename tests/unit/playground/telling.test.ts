import { describe, expect, test } from 'vitest';
import { TOLD_LIMITS } from '../../../protocol/program-limits.ts';
import { HINTS } from '../../../src/playground/hints/evidence.ts';
import { inParts, words as hintWords } from '../../../src/playground/hints/words.ts';
import { limitsToShow, limitText, reasonText } from '../../../src/playground/telling.ts';
import { words } from '../../../src/playground/words.ts';
import { fill } from '../../../src/line/words.ts';

const LOCALES = ['th', 'en'] as const;
const slots = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

/** What comes with each code (`protocol/programs.ts`, `playground-server/programs`): every parameter is said, and none more. */
const REASONS = {
  asked: {}, replaced: {}, 'owner-gone': {}, idle: { minutes: 10 }, 'too-long': { minutes: 240 }, 'not-responding': { ms: 1200 }, deadline: { ms: 250, strikes: 3 }, 'too-busy': { percent: 40 },
  memory: { mb: 32 }, stack: {}, 'output-flood': { what: 'logLines', limit: 200 }, 'too-many-timers': { limit: 500 }, threw: {}, 'never-listened': {}, 'host-crashed': {}, shutdown: {},
};
const LIMITS = { turn: { ms: 250, strikes: 1, limit: 3 }, messageKb: { limit: 100 }, outputKb: { limit: 1000 }, logLines: { limit: 200 }, writes: { limit: 1000 }, timers: { limit: 500 }, inbound: { limit: 100 }, inboundKb: { limit: 4000 }, connections: { limit: 60 }, unsent: { limit: 1_000_000 } };
const ERRORS = { malformed: ['expected', 'path'], 'too-many-programs': ['limit'], 'queue-full': ['limit'], 'too-many-clients': ['limit'], 'too-fast': ['seconds'], unavailable: ['why'] } as Record<string, string[]>;

describe.each(LOCALES)('%s', (locale) => {
  const text = words[locale];
  test('every reason has words, with all its numbers in them', () => {
    expect(Object.keys(text.reasons).sort()).toEqual(Object.keys(REASONS).sort());
    for (const [reason, params] of Object.entries(REASONS)) {
      const said = reasonText(text, reason as never, params);
      expect(said, reason).not.toMatch(/[{}]|undefined/);
      for (const [name, value] of Object.entries(params)) if (name !== 'what') expect(said, reason).toContain(String(value));
    }
  });
  test('every flood is said in words', () => {
    for (const what of ['outputKb', 'logLines', 'writes']) expect(reasonText(text, 'output-flood', { what, limit: 77 })).toMatch(/77 \p{L}+/u);
  });
  test('a deadline before it was up is told as that', () => {
    expect(reasonText(text, 'deadline', { ms: 500, strikes: 1 })).toBe(fill(text.neverUp, { ms: 500 }));
  });
  test('every limit has words, with all its numbers in them', () => {
    expect(Object.keys(text.limits).sort()).toEqual([...TOLD_LIMITS].sort());
    for (const name of TOLD_LIMITS) {
      expect(slots(text.limits[name]), name).toEqual(Object.keys(LIMITS[name]).sort());
      expect(limitText(text, name === 'turn' ? 'turn-2' : name, LIMITS[name])).not.toMatch(/[{}]/);
    }
  });
  test('every refusal has words, with all its numbers in them', () => {
    for (const [code, said] of Object.entries(text.errors)) expect(slots(said), code).toEqual(ERRORS[code] ?? []);
  });
  test('every hint says what, why and what to do, with code in pairs of marks', () => {
    expect(Object.keys(hintWords[locale].hints).sort()).toEqual([...HINTS].sort());
    for (const code of HINTS) {
      for (const sentence of Object.values(hintWords[locale].hints[code])) {
        expect(sentence.length, code).toBeGreaterThan(10);
        expect(inParts(sentence).length % 2, code).toBe(1);
      }
    }
  });
});
test('hints name the same things in both languages', () => {
  for (const code of HINTS) {
    const all = LOCALES.map((locale) => slots(Object.values(hintWords[locale].hints[code]).join(' ')));
    expect(all[0], code).toEqual(all[1]);
  }
  expect(JSON.stringify(hintWords.en)).not.toMatch(/[\u0e00-\u0e7f]/);
});
test('of turns that were broken off, the latest is shown', () => {
  expect(limitsToShow([{ limit: 'turn-1' }, { limit: 'writes' }, { limit: 'turn-2' }]).map(({ limit }) => limit)).toEqual(['turn-2', 'writes']);
});
