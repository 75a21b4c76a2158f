import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KNOWN_HEADERS } from '../../../protocol/http1/head.ts';
import { errorWords, fieldMeaning, figureText } from '../../../src/figures/words.ts';

const { th, en } = figureText;
const PROTOCOL = new URL('../../../protocol/', import.meta.url).pathname;
const LAYERS = { http1: 'http', websocket: 'websocket', 'engine-io': 'engine-io', 'socket-io': 'socket-io' } as const;
const sources = Object.entries(LAYERS).map(([folder, layer]) => ({
  layer,
  text: readdirSync(join(PROTOCOL, folder)).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join(PROTOCOL, folder, name), 'utf8')).join('\n'),
}));

describe('words of fields and errors', () => {
  it('says the same things in both languages', () => {
    for (const part of Object.keys(en) as (keyof typeof en)[]) expect(Object.keys(th[part])).toEqual(Object.keys(en[part]));
    expect(Object.keys(th.rails.faults)).toEqual(Object.keys(en.rails.faults));
    for (const [code, sentence] of Object.entries(th.errors)) {
      const params = (text: string | undefined) => [...(text ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
      expect(params(sentence), code).toEqual(params(en.errors[code]));
    }
  });
  it('has a meaning for every field that the annotators name', () => {
    // Names and values of headers have no row of their own; `header` is any header that is not known by name.
    const silent = ['http.header', 'http.header-name', 'http.header-value', 'http.unexpected-bytes'];
    for (const { layer, text } of sources) {
      for (const [, field] of text.matchAll(/span\((?:WS|EIO|SIO|'http'), '([a-z0-9-]+)'/g)) {
        const key = `${layer}.${field}`;
        if (!silent.includes(key)) expect(en.fields, key).toHaveProperty([key]);
      }
    }
    for (const header of KNOWN_HEADERS) expect(en.fields).toHaveProperty([`http.${header}`]);
  });
  it('has a sentence for every error that the annotators give', () => {
    for (const { text } of sources) for (const [, code] of text.matchAll(/code: '([a-z0-9-]+)'/g)) expect(en.errors, code).toHaveProperty([code ?? '']);
  });
  it('fills in params, and says an unknown code by its name', () => {
    expect(errorWords(en, { code: 'reserved-opcode', params: { opcode: 3 } })).toBe('Opcode 3 has no meaning yet');
    expect(errorWords(th, { code: 'something-new' })).toBe('something new');
  });
  it('tells what the server means by a header that both ends send', () => {
    expect(fieldMeaning(th, 'http.upgrade', 'server')).not.toBe(fieldMeaning(th, 'http.upgrade', 'client'));
    expect(fieldMeaning(th, 'websocket.fin', 'server')).toBe(th.fields['websocket.fin']);
  });
});
