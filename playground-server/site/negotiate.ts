/**
 * The three questions a static file is asked beside its name: in which coding, is it still fresh, and which part.
 * Pure functions over header values (RFC 9110 §12.5.3, §13.1.2, §14.1.2).
 */

export type Coding = 'br' | 'gzip' | 'identity';

/**
 * The best of `available` that Accept-Encoding allows; `br` before `gzip` before `identity` where the client
 * weighs them alike. Undefined where it forbids even `identity`.
 */
export function chooseCoding(accept: string | undefined, available: readonly Coding[]): Coding | undefined {
  const weights = new Map<string, number>();
  for (const part of (accept ?? '').split(',')) {
    const [name, ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    if (!name) continue;
    const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const weight = q === undefined ? 1 : Number(q);
    weights.set(name === 'x-gzip' ? 'gzip' : name, Number.isFinite(weight) ? Math.min(1, Math.max(0, weight)) : 0);
  }
  const any = weights.get('*');
  const weigh = (coding: Coding): number => {
    const weight = weights.get(coding) ?? any;
    // Without a word about it, identity is always acceptable, but never better than what was asked for.
    return weight ?? (coding === 'identity' ? 0.0001 : 0);
  };
  let best: Coding | undefined;
  for (const coding of ['br', 'gzip', 'identity'] as const) {
    if (!available.includes(coding) || weigh(coding) === 0) continue;
    if (best === undefined || weigh(coding) > weigh(best)) best = coding;
  }
  return best;
}

/** Does If-None-Match name this entity tag? Compares weakly, as it must (RFC 9110 §8.8.3.2). */
export function isMatched(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const opaque = (tag: string): string => tag.replace(/^W\//, '');
  return (ifNoneMatch.match(/(?:W\/)?"[^"]*"/g) ?? []).some((tag) => opaque(tag) === opaque(etag));
}

/**
 * One byte range of `size` bytes as `[start, end)`; undefined where the header asks for nothing we serve in parts
 * (several ranges, other units, bad syntax: the whole file is then the answer); `unsatisfiable` → 416.
 */
export function readRange(header: string | undefined, size: number): [start: number, end: number] | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/i.exec(header?.trim() ?? '');
  if (!match) return undefined;
  const [, from = '', to = ''] = match;
  if (from === '') {
    if (to === '') return undefined;
    const length = Number(to);
    return length === 0 || size === 0 ? 'unsatisfiable' : [Math.max(0, size - length), size];
  }
  const start = Number(from);
  if (to !== '' && Number(to) < start) return undefined;
  if (start >= size) return 'unsatisfiable';
  return [start, to === '' ? size : Math.min(size, Number(to) + 1)];
}
