import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (language: string) =>
  JSON.parse(readFileSync(new URL(`../../../src/content/i18n/${language}.json`, import.meta.url), 'utf8')) as Record<string, string>;
const [th, en] = [read('th'), read('en')];
const slots = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe('the interface’s words', () => {
  it('are the same in both languages', () => {
    expect(Object.keys(th)).toEqual(Object.keys(en));
  });

  it.each(Object.keys(en))('%s is said in both, with the same numbers in it', (key) => {
    expect(th[key]?.trim()).toBeTruthy();
    expect(en[key]?.trim()).toBeTruthy();
    expect(slots(th[key] ?? '')).toEqual(slots(en[key] ?? ''));
  });

  it('are Thai in Thai, and not in English', () => {
    const THAI = /[\u0e00-\u0e7f]/;
    expect(Object.entries(th).filter(([, text]) => !THAI.test(text) && !text.includes('Enter'))).toEqual([]);
    expect(Object.entries(en).filter(([, text]) => THAI.test(text))).toEqual([]);
  });
});
