/** A crossing's spans as rows of label, bytes, meaning; and which rows belong together. Pure. */
import type { Layer, Span } from '../../protocol/span.ts';
import type { Crossing } from '../../protocol/trace/crossing.ts';

export interface ByteRow {
  span: Span;
  /** `LAYER.FIELD` */
  key: string;
  /** What stands in the first column: a header's own name, otherwise the field. */
  name: string;
  /** What the bytes say, for the third column; undefined where that is nothing to read. */
  says: string | undefined;
  /** True where it lies inside another row of its layer. */
  inside: boolean;
  /** Spans within it that have no row of their own: name and value of a header, the parts of a start line. */
  inner: Span[];
}
export interface ByteGroup {
  layer: Layer;
  rows: ByteRow[];
}

/** From the wire upwards. */
export const LAYERS: readonly Layer[] = ['http', 'websocket', 'engine-io', 'socket-io'];
export const LAYER_NAMES: Record<Layer, string> = { http: 'HTTP', websocket: 'WebSocket', 'engine-io': 'Engine.IO', 'socket-io': 'Socket.IO' };

const decoder = new TextDecoder();

/** The text of a span, from the unmasked bytes; line ends dropped. */
export function textOf(crossing: Crossing, span: Span): string {
  return decoder.decode(crossing.plain.subarray(span.start, span.end)).replace(/[\r\n]+$/, '');
}

function says(crossing: Crossing, span: Span): string | undefined {
  if (span.layer === 'http') return textOf(crossing, span) || undefined;
  if (span.value === undefined) return undefined;
  return typeof span.value === 'boolean' ? (span.value ? '1' : '0') : String(span.value);
}

/** A header goes by the name it was sent with; everything else by its field. */
function nameOf(crossing: Crossing, span: Span, inner: readonly Span[]): string {
  const name = inner.find((part) => part.field === 'header-name');
  return name ? textOf(crossing, name) : span.field;
}

const holds = (outer: Span, span: Span) => outer !== span && !outer.bits && outer.start <= span.start && outer.end >= span.end && outer.end - outer.start > span.end - span.start;

/** Rows in the order of the bytes, grouped by layer; layers that are not there are left out. */
export function byteGroups(crossing: Crossing): ByteGroup[] {
  return LAYERS.flatMap((layer) => {
    const spans = crossing.spans.filter((span) => span.layer === layer);
    const outer = layer === 'http' ? spans.filter((span) => !spans.some((other) => holds(other, span))) : spans;
    const rows = outer.map((span): ByteRow => {
      const inner = layer === 'http' ? spans.filter((part) => holds(span, part)) : [];
      return { span, key: `${layer}.${span.field}`, name: nameOf(crossing, span, inner), says: says(crossing, span), inside: layer !== 'http' && spans.some((other) => holds(other, span)), inner };
    });
    return rows.length ? [{ layer, rows }] : [];
  });
}

/** A run of a row's bytes that is drawn alike. */
export interface Run {
  start: number;
  end: number;
  /** `LAYER.FIELD` of the inner span that it belongs to. */
  key: string | undefined;
  /** Lit from another layer. */
  lit: boolean;
}

/** Cuts a row's bytes (up to `end`) where an inner span or the lit range begins or ends. */
export function runsOf(row: ByteRow, end: number, lit: Span | undefined): Run[] {
  const marked = lit && kin(lit, row.span) ? lit : undefined;
  const cuts = new Set([row.span.start, end]);
  for (const { start: from, end: to } of marked ? [...row.inner, marked] : row.inner) {
    for (const at of [from, to]) if (at > row.span.start && at < end) cuts.add(at);
  }
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, i) => {
    const to = edges[i + 1] ?? end;
    const part = row.inner.find((span) => span.start <= start && span.end >= to);
    return { start, end: to, key: part && `${part.layer}.${part.field}`, lit: !!marked && marked.start <= start && marked.end >= to };
  });
}

/** True where a span of another layer lies above or below this one: they share bytes. */
export function kin(a: Span, b: Span): boolean {
  return a.layer !== b.layer && a.start < b.end && b.start < a.end;
}

/** The bits of a span narrower than a byte, others as dots: `.... 0001`. */
export function bitsText(crossing: Crossing, span: Span): string {
  const byte = crossing.bytes[span.start] ?? 0;
  const [from, to] = span.bits ?? [0, 8];
  const bits = Array.from({ length: 8 }, (_, i) => (i >= from && i < to ? String((byte >> (7 - i)) & 1) : '·'));
  return `${bits.slice(0, 4).join('')} ${bits.slice(4).join('')}`;
}
