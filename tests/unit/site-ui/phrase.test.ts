import { describe, expect, it } from 'vitest';
import { phraseSections } from '../../../src/search/phrase.ts';

const apart = (text: string) => text.replaceAll('|', '\u200b');
/** Words: 0 First 1 สาย 2 เปิด 3 แล้ว 4 Second 5 a 6 phone 7 call. 8 สาย 9 เปิด 10 x&y 11 Phone 12 call */
const page = {
  url: '/page',
  raw_content: apart('First. สาย|เปิด|แล้ว Second. a phone call. สาย|เปิด x&y Phone call'),
  anchors: [
    { element: 'h1', id: '_top', text: 'Page', location: 0 },
    { element: 'h2', id: 'first', text: 'First', location: 0 },
    { element: 'div', id: 'demo', text: '', location: 2 },
    { element: 'h3', id: 'second', text: 'Second', location: 4 },
  ],
};
const found = (phrase: string) => phraseSections(page, phrase).map(({ url }) => url);

describe('a phrase', () => {
  it('is found where its words stand together, under their heading', () => {
    expect(found('สายเปิดแล้ว')).toEqual(['/page#first']);
    expect(found('สายเปิด')).toEqual(['/page#first', '/page#second']);
    expect(phraseSections({ ...page, raw_content: `Before. ${page.raw_content}`, anchors: page.anchors.map((one) => (one.id === '_top' ? one : { ...one, location: one.location + 1 })) }, 'before').map(({ url }) => url)).toEqual(['/page#_top']);
    expect(found('เปิดสาย')).toEqual([]);
    expect(found('')).toEqual([]);
  });

  it('counts without case, the section that has it oftener first', () => {
    expect(found('PHONE call')).toEqual(['/page#second']);
    const anchors = [page.anchors[1]!, { ...page.anchors[3]!, location: 2 }];
    const often = { ...page, anchors, raw_content: 'First. call Second. call call' };
    expect(phraseSections(often, 'call').map(({ url }) => url)).toEqual(['/page#second', '/page#first']);
  });

  it('is marked in what stands around it, and nothing else is HTML', () => {
    expect(phraseSections(page, 'phone call')[0]?.excerpt).toBe('First. สายเปิดแล้ว Second. a <mark>phone call</mark>. สายเปิด x&amp;y Phone call');
    const long = { ...page, raw_content: `First. ${'word '.repeat(60)}needle ${'word '.repeat(60)}` };
    const excerpt = phraseSections({ ...long, anchors: page.anchors.slice(0, 2) }, 'needle')[0]?.excerpt ?? '';
    expect(excerpt).toMatch(/^… word .*<mark>needle<\/mark> word .* …$/);
    expect(excerpt.length).toBeLessThan(220);
  });
});
