import { describe, expect, it } from 'vitest';
import { glosses, lessonParts, termUses } from '../../../src/components/shell/lesson-parts.ts';
import { inline, markPart, takeParts } from '../../../src/components/lesson/parts.ts';
import { twinPath } from '../../../src/components/shell/twin.ts';

const BODY = `
<Term id="http">HTTP</Term> ก่อนหัวข้อแรก

## จับมือกันก่อน *The Handshake* {#handshake}
<Term id="handshake">จับมือ</Term> แล้ว <Term  id="frame" /> แล้ว <Term id="handshake"/>
<Demo name="handshake" />

### แกะ Frame {#frame}
<Demo options={{ compress: "on" }} name="handshake" />
<Demo name="duplex"/>
<Term id="handshake">อีกที</Term>
<Question id="masking">
<Exercise id="rooms" />
`;

describe('what pages read from a lesson', () => {
  it('counts a demo once, however often it stands there', () => {
    expect(lessonParts(BODY)).toEqual({ demos: ['handshake', 'duplex'], questions: ['masking'], exercises: ['rooms'] });
  });

  it('knows the sections that use a term', () => {
    const uses = termUses(BODY);
    expect(uses.get('handshake')).toEqual(['handshake', 'frame']);
    expect(uses.get('http')).toEqual(['']);
    expect(uses.get('frame')).toEqual(['handshake']);
  });

  it('tells a heading from its gloss', () => {
    expect([...glosses(BODY)]).toEqual([['handshake', 'The Handshake']]);
  });
});

describe('the parts of a question', () => {
  it('come out of the paragraph that Markdown made of them', () => {
    const html = `<p>ใครพูดก่อน ${markPart('choice', '<div>a</div>')} ${markPart('choice', '<div>b</div>')}</p>`;
    expect(takeParts(html, 'choice')).toEqual({ parts: ['<div>a</div>', '<div>b</div>'], rest: '<p>ใครพูดก่อน  </p>' });
  });

  it('leave no empty paragraph', () => {
    expect(takeParts(`<p>q</p><p>\n${markPart('choice', 'x')}</p>`, 'choice').rest).toBe('<p>q</p>');
  });

  it('say so where one does not end', () => {
    expect(() => takeParts('<!--[why]-->x', 'why')).toThrow('<why>');
  });

  it('lose a paragraph only where it is the only one', () => {
    expect(inline(' <p>one <b>line</b></p>\n')).toBe('one <b>line</b>');
    expect(inline('<p>one</p><p>two</p>')).toBe('<p>one</p><p>two</p>');
  });
});

describe('the same page in the other language', () => {
  it.each([
    ['/', '/en/'],
    ['/glossary', '/en/glossary'],
    ['/node/12-02-socket-io', '/en/node/12-02-socket-io'],
    ['/enough', '/en/enough'],
  ])('%s ↔ %s', (th, en) => {
    expect(twinPath(th, 'en')).toBe(en);
    expect(twinPath(en, 'th')).toBe(th);
    expect(twinPath(th, 'th')).toBe(th);
    expect(twinPath(en, 'en')).toBe(en);
  });

  it('has no trailing slash and no file name', () => {
    expect(twinPath('/en/node/12-01/', 'th')).toBe('/node/12-01');
    expect(twinPath('/404.html', 'en')).toBe('/en/404');
  });
});
