import { describe, expect, it } from 'vitest';
import { toLatin } from '../../../src/search/latin.ts';
import { phrasesOf, queriesFor, toWords } from '../../../src/search/query.ts';

describe('a query', () => {
  it('sets Thai words apart, as the index does', () => {
    const words = toWords('จับมือกันก่อน').split(' ');
    expect(words.length).toBeGreaterThan(1);
    expect(words.join('')).toBe('จับมือกันก่อน');
  });

  it('leaves Latin words as they are', () => {
    expect(toWords('Sec-WebSocket-Key  permessage-deflate')).toBe('Sec-WebSocket-Key permessage-deflate');
  });

  it('copes with both in one breath', () => {
    expect(toWords('ส่งframeไป')).toContain('frame');
  });

  it('goes as it is in a browser that has no segmenter', () => {
    const none = { segment: () => [] } as unknown as Intl.Segmenter;
    expect(toWords('frame', none)).toBe('frame');
  });

  it('is nothing for nothing', () => {
    expect(queriesFor('  \u200b ')).toEqual([]);
  });

  it('is also tried as typed, and without its last word', () => {
    const tried = queriesFor('จับมือกัน');
    expect(tried).toContain('จับมือกัน');
    expect(tried[0]).toContain(' ');
    expect(new Set(tried).size).toBe(tried.length);
  });

  it('of more than one word is a phrase; Thai in one breath by its longer parts too', () => {
    expect(phrasesOf('จับมือกันก่อน')).toEqual(['จับมือกันก่อน', 'จับมือกัน', 'มือกันก่อน', 'จับมือ', 'มือกัน', 'กันก่อน']);
    expect(phrasesOf('  phone   call ')).toEqual(['phone call']);
    expect(phrasesOf('โอเค จัดไป')).toEqual(['โอเค จัดไป']);
    expect(phrasesOf('handshake')).toEqual([]);
    expect(phrasesOf('')).toEqual([]);
    expect(phrasesOf('จับมือกันก่อน'.repeat(4))).toHaveLength(1);
  });

  it('leaves out the letters that are left of a word that the segmenter does not know', () => {
    expect(toWords('เบราว์เซอร์').split(' ')).not.toContain('เ');
    expect(toWords('ก')).toBe('ก');
  });

  it.each([
    ['เว็บซ็อกเก็ต', 'WebSocket'],
    ['เวบซอคเกท', 'WebSocket'],
    ['ต่อเว็บซ็อคเก็ตยังไง', 'ต่อ WebSocket ยังไง'],
    ['เซิฟเวอร์ตอบ', 'Server ตอบ'],
    ['เซิร์ฟเวอร์', 'Server'],
    ['คุ้กกี้', 'Cookie'],
    ['แฮนด์เชค', 'Handshake'],
    ['โปรโตคอล', 'Protocol'],
    ['ลองโพลิง', 'ลอง Polling'],
    ['ซ็อกเก็ตไอโอ ต่อใหม่', 'Socket.IO ต่อใหม่'],
    ['เบราว์เซอร์', 'Browser'],
    ['แพ็คเก็ต', 'Packet'],
    ['จับมือกันก่อน', 'จับมือกันก่อน'],
    ['พูดสวนกัน', 'พูดสวนกัน'],
    ['handshake', 'handshake'],
  ])('%s is looked for as %s', (typed, latin) => {
    expect(toLatin(typed)).toBe(latin);
  });

  it('in Latin letters comes first, then as it was typed', () => {
    expect(queriesFor('เซิร์ฟเวอร์')[0]).toBe('Server');
    expect(queriesFor('เซิร์ฟเวอร์')).toContain('เซิร์ฟเวอร์');
    expect(queriesFor('เซิฟเวอร์ล่ม').slice(0, 2)).toEqual(['Server ล่ม', 'Server']);
  });

  it('is cut at 120 characters', () => {
    expect(queriesFor('x'.repeat(500))[0]).toHaveLength(120);
  });
});
