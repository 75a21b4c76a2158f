import { describe, expect, it } from 'vitest';
import { bytes, bytesInWords, clip, count, hex, ms } from '../../../src/figures/format.ts';

describe('format', () => {
  it('says times', () => {
    expect([0, -1, Infinity, 0.42, 0.997, 3.1, 9.96, 120, 999.7, 1200, 25_000].map(ms)).toEqual(['0 ms', '0 ms', '0 ms', '0.42 ms', '1.0 ms', '3.1 ms', '10 ms', '120 ms', '1.00 s', '1.20 s', '25.0 s']);
  });
  it('says sizes', () => {
    expect([0, 530, 1240, 48_200, 2_500_000].map(bytes)).toEqual(['0 B', '530 B', '1,240 B', '48.2 kB', '2.5 MB']);
    expect(bytesInWords(1, 'en')).toBe('1 byte');
    expect(bytesInWords(1240, 'en')).toBe('1,240 bytes');
    expect(bytesInWords(530, 'th')).toBe('530 ไบต์');
    expect(count(1_234_567)).toBe('1,234,567');
  });
  it('writes bytes in hexadecimal', () => {
    expect(hex(new Uint8Array([0x81, 5, 255]))).toBe('81 05 ff');
    expect(hex(new Uint8Array([1, 2, 3]), 2)).toBe('01 02 …');
    expect(hex(new Uint8Array())).toBe('');
  });
  it('clips by code points and shows controls', () => {
    expect(clip('👋👋👋', 2)).toBe('👋…');
    expect(clip('a\u001eb\r\n', 9)).toBe('a␞b␍␊');
  });
});
