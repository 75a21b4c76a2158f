import { describe, expect, it } from 'vitest';
import { fold, matches } from '../../../src/components/glossary/filter.ts';

const handshake = fold('handshake แฮนด์เชก Handshake แฮนด์-เชค HAND-shayk');
const duplex = fold('full-duplex ฟูลดูเพล็กซ์ Full-duplex');

describe('the glossary’s filter', () => {
  it.each(['hand', 'HANDSHAKE', 'Hand shake', 'shayk', 'แฮนด์', 'แฮนดเชก', 'แฮนด์เชก', ' เชค '])('finds Handshake by %j', (typed) => {
    expect(matches(handshake, typed)).toBe(true);
  });

  it.each(['full duplex', 'full-duplex', 'fullduplex', 'FULL‐DUPLEX', 'ฟูล', 'ดูเพลกซ'])('finds Full-duplex by %j', (typed) => {
    expect(matches(duplex, typed)).toBe(true);
  });

  it('wants every word', () => {
    expect(matches(duplex, 'full hand')).toBe(false);
    expect(matches(handshake, 'มือ')).toBe(false);
  });

  it('shows all for nothing', () => {
    expect(matches(handshake, '')).toBe(true);
    expect(matches(handshake, '   ')).toBe(true);
  });

  it('does not count accents on Latin letters', () => {
    expect(matches(fold('Café'), 'cafe')).toBe(true);
  });
});
