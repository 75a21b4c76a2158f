import { afterEach, describe, expect, it, vi } from 'vitest';
import { figureText } from '../../../src/figures/words.ts';
import { inLanguages, jsonInHtml, wordsInPage } from '../../../src/line/language.ts';

const file = (text: string) => vi.fn(() => Promise.resolve({ text }));
afterEach(() => vi.unstubAllGlobals());

/** A page in English that holds these words in its HTML. */
function page(held: Record<string, string>): void {
  vi.stubGlobal('document', {
    documentElement: { lang: 'en' },
    querySelector: (selector: string) => {
      const textContent = held[/data-words="([^"]+)"/.exec(selector)?.[1] ?? ''];
      return textContent === undefined ? null : { textContent };
    },
  });
}

describe('words in the languages that are wanted', () => {
  it('has both where there is no page', async () => {
    expect(await inLanguages({ th: file('ก'), en: file('a') })).toEqual({ text: { th: 'ก', en: 'a' } });
  });
  it('fetches only the page’s own language, and nothing where the page holds it', async () => {
    const load = { th: file('ก'), en: file('a') };
    page({});
    expect(await inLanguages(load, 'demo')).toEqual({ text: { en: 'a' } });
    page({ demo: '{"text":"held"}' });
    expect(await inLanguages(load, 'demo')).toEqual({ text: { en: 'held' } });
    expect(load.th).not.toHaveBeenCalled();
    expect(load.en).toHaveBeenCalledTimes(1);
  });
  it('gives what it loaded as JSON that cannot end the script it stands in', async () => {
    await inLanguages({ th: file('</script>'), en: file('a') }, 'sharp');
    expect(wordsInPage('sharp', 'th')).toBe('{"text":"\\u003c/script>"}');
    expect(wordsInPage('nobody', 'th')).toBeUndefined();
    expect(JSON.parse(jsonInHtml({ a: '<' }))).toEqual({ a: '<' });
  });
  it('loses nothing of the figures’ and the demos’ words on the way', async () => {
    const modules = import.meta.glob<{ words: Record<string, unknown>; text: Record<string, unknown> }>('../../../src/demos/{handshake,duplex,polling-meter}/words.ts');
    for (const load of Object.values(modules)) await load();
    for (const locale of ['th', 'en'] as const) {
      expect(JSON.parse(wordsInPage('figures', locale) ?? '')).toEqual({ text: figureText[locale] });
      for (const [path, load] of Object.entries(modules)) {
        const name = path.split('/').at(-2)!;
        const { words, text } = await load();
        expect(JSON.parse(wordsInPage(name, locale) ?? ''), name).toEqual({ words: words[locale], text: text[locale] });
      }
    }
  });
});
