/** The recordings that stand beside each other, one a language: the same takes, and words that their reader can read. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEMO_NAMES } from '../../../protocol/trace/event.ts';
import type { TraceEvent } from '../../../protocol/trace/event.ts';
import { loadRecording, type SavedRecording } from '../../../protocol/trace/pack.ts';
import { readTrace } from '../../../protocol/trace/read.ts';
import { GREETING } from '../../../src/demos/handshake/greeting.ts';

const file = (name: string, what: string) => new URL(`../../../src/demos/${name}/${what}`, import.meta.url);
const read = (name: string, what: string) => loadRecording(JSON.parse(readFileSync(file(name, what), 'utf8')) as SavedRecording);
const speaks = (name: string) => /^\s*speaks: true,$/m.test(readFileSync(file(name, 'index.ts'), 'utf8'));
const thai = /\p{Script=Thai}/u;
/** Everything that crossed as text or was noted of it: bodies, frames, marks. Hosts and heads are the machine's. */
function words(events: readonly TraceEvent[]): string[] {
  const said = readTrace(events).crossings.map(({ plain }) => new TextDecoder().decode(plain));
  const marks = events.flatMap((event) => (event.kind === 'mark' ? [JSON.stringify(event.data ?? '')] : []));
  return [...said, ...marks];
}

describe.each(DEMO_NAMES.map((name) => ({ name })))('$name', ({ name }) => {
  const thaiTakes = read(name, 'recording.json').takes;

  test('has an English recording exactly where words in the page’s language cross the line', () => {
    expect(existsSync(file(name, 'recording.en.json'))).toBe(speaks(name));
    if (!speaks(name)) for (const { events } of thaiTakes) expect(words(events).filter((text) => thai.test(text))).toEqual([]);
  });

  test.runIf(speaks(name))('both languages hold the same takes, each in its own words', () => {
    const english = read(name, 'recording.en.json');
    expect(english.demo).toBe(name);
    expect(english.takes.map(({ options }) => options)).toEqual(thaiTakes.map(({ options }) => options));
    for (const { events } of english.takes) {
      // The greeting is Thai in both on purpose: that bytes are not characters is what the lesson is about.
      const own = words(events).map((text) => text.replace(GREETING, ''));
      expect(own.filter((text) => thai.test(text))).toEqual([]);
    }
    for (const { events } of thaiTakes) expect(words(events).some((text) => thai.test(text.replace(GREETING, '')))).toBe(true);
  });
});
