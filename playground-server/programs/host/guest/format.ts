/** `console.log('%s is %d', …)` and `util.format`: printf's marks, as in Node. */
import { show } from './show.ts';
import { text } from './text.ts';

/** The values with the first one's %s %d %i %f %o %O %j %c filled; only where the first is text that has one. */
export function format(values: unknown[]): unknown[] {
  const [first, ...rest] = values;
  if (typeof first !== 'string' || rest.length === 0 || !/%[sdifoOjc%]/.test(first)) return values;
  const line = first.replace(/%([sdifoOjc%])/g, (whole, kind: string) => {
    if (kind === '%') return '%';
    if (rest.length === 0) return whole;
    const value = rest.shift();
    if (kind === 'c') return '';
    if (kind === 'j') return JSON.stringify(value) ?? 'undefined';
    if (kind === 'd' || kind === 'f' || kind === 'i') return numeric(kind, value);
    if (kind === 's' && typeof value !== 'object') return String(value);
    return text(show(value));
  });
  return [line, ...rest];
}
function numeric(kind: string, value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'symbol' || (typeof value === 'object' && kind !== 'f')) return 'NaN';
  return String(kind === 'd' ? Number(value) : kind === 'i' ? parseInt(String(value), 10) : parseFloat(String(value)));
}
