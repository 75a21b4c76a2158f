/** Numbers as a person reads them. Units stand in Latin letters in both languages, as the lessons write them. */
import type { Locale } from '../line/demo.ts';

/** Milliseconds: `0 ms`, `0.42 ms`, `3.1 ms`, `120 ms`, `1.20 s`, `25.0 s`. Not finite or negative: `0 ms`. */
export function ms(t: number): string {
  if (!(t > 0) || !Number.isFinite(t)) return '0 ms';
  if (t < 0.995) return `${t.toFixed(2)} ms`;
  if (t < 9.95) return `${t.toFixed(1)} ms`;
  if (t < 999.5) return `${Math.round(t)} ms`;
  return t < 9995 ? `${(t / 1000).toFixed(2)} s` : `${(t / 1000).toFixed(1)} s`;
}

/** A whole number with thousands set apart: `1,240`. */
export function count(n: number): string {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** Bytes where space is short: `530 B`, `1,240 B`, `48.2 kB` (1 kB = 1000 B). */
export function bytes(n: number): string {
  return n < 10_000 ? `${count(n)} B` : n < 1e6 ? `${(n / 1000).toFixed(1)} kB` : `${(n / 1e6).toFixed(1)} MB`;
}

/** Bytes in a sentence: `530 ไบต์`, `1 byte`, `530 bytes`. */
export function bytesInWords(n: number, locale: Locale): string {
  return locale === 'th' ? `${count(n)} ไบต์` : `${count(n)} byte${n === 1 ? '' : 's'}`;
}

/** Bytes as two hexadecimal digits each, `81 95 0a`; at most `limit` of them, then `…`. */
export function hex(data: Uint8Array, limit = Infinity): string {
  const shown = data.length > limit ? data.subarray(0, limit) : data;
  let text = '';
  for (const byte of shown) text += `${text ? ' ' : ''}${byte.toString(16).padStart(2, '0')}`;
  return shown.length < data.length ? `${text} …` : text;
}

/** At most `limit` code points, then `…`; line breaks and other control characters shown as symbols (U+2400…). */
export function clip(text: string, limit: number): string {
  const points = Array.from(text, (point) => {
    const code = point.codePointAt(0) ?? 0;
    return code < 0x20 ? String.fromCodePoint(0x2400 + code) : code === 0x7f ? '\u2421' : point;
  });
  return points.length > limit ? `${points.slice(0, limit - 1).join('')}…` : points.join('');
}
