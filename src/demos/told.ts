/** What the far ends of duplex and polling-meter tell in JSON, read out of the bytes that crossed. */
import type { Crossing } from '../../protocol/trace/crossing.ts';

/** One piece of the server's own: the nth, with its text where it has one. */
export interface Told {
  n: number;
  text: string;
}

const DECODER = new TextDecoder();
/** A complete crossing never changes, so its JSON is parsed once however often the figure is redrawn. */
const READ = new WeakMap<Crossing, readonly Told[]>();

/** The body of an HTTP message as text (UTF-8), without its head and without chunk marks (RFC 9112 §6, §7.1). */
export function bodyText(crossing: Crossing): string {
  if (!crossing.http) return '';
  const chunks = crossing.spans.filter((span) => span.layer === 'http' && span.field === 'chunk-data');
  if (chunks.length === 0) return DECODER.decode(crossing.plain.subarray(crossing.http.headLength));
  const size = chunks.reduce((sum, { start, end }) => sum + end - start, 0);
  const body = new Uint8Array(size);
  let at = 0;
  for (const { start, end } of chunks) {
    body.set(crossing.plain.subarray(start, end), at);
    at += end - start;
  }
  return DECODER.decode(body);
}

/** The items `{n, text}` in a JSON answer or frame, in order; none where it is unfinished, cut off or something else. */
export function told(crossing: Crossing | undefined): readonly Told[] {
  if (!crossing?.complete) return [];
  const known = READ.get(crossing);
  if (known) return known;
  let items: Told[] = [];
  try {
    const json: unknown = JSON.parse(crossing.frame ? (crossing.frame.text ?? '') : bodyText(crossing));
    items = (Array.isArray(json) ? json : [json]).flatMap((item: unknown) => {
      if (typeof item !== 'object' || item === null || !('n' in item) || typeof item.n !== 'number') return [];
      return [{ n: item.n, text: 'text' in item && typeof item.text === 'string' ? item.text : '' }];
    });
  } catch {
    // Not JSON, or only part of it: nothing was told here.
  }
  READ.set(crossing, items);
  return items;
}

/** The middle value (mean of the two middle ones of an even number); undefined of none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const high = sorted[sorted.length >> 1];
  const low = sorted[(sorted.length - 1) >> 1];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
