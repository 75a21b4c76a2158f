/** What stands on a ticket or a bead, and what a screen reader says of it. */
import type { Crossing } from '../../protocol/trace/crossing.ts';
import type { Locale } from '../line/demo.ts';
import { bytes, bytesInWords, clip, hex, ms } from './format.ts';
import { figureText } from './words.ts';

export interface Label {
  main: string;
  /** A second, softer line. */
  sub?: string;
}

const CONTROL: Record<number, string> = { 8: 'close', 9: 'ping', 10: 'pong' };

/** The short name of a frame by its opcode (RFC 6455 §5.2). */
export function frameName(opcode: number): string {
  return CONTROL[opcode] ?? (['continuation', 'text', 'binary'][opcode] || `opcode ${opcode}`);
}

/** The Engine.IO packets inside, as they are written: `0{"sid":…`, `2probe`, `40`; what is no text by its name. */
export function packetsText({ packets }: Crossing): string {
  return packets.map(({ type, text, name }) => (type === undefined || text === undefined ? name : `${type}${text}`)).join(' ');
}

/** Default label: method and path with the true length; status and reason; a frame's text, or its first bytes. */
export function labelOf(crossing: Crossing): Label {
  const { http, frame } = crossing;
  if (frame) {
    if (frame.error) return { main: hex(crossing.bytes, 4) };
    if (frame.opcode === 8) return { main: `close${frame.close?.code === undefined ? '' : ` ${frame.close.code}`}` };
    if (frame.opcode in CONTROL) return { main: frameName(frame.opcode) };
    return { main: frame.text ? clip(frame.text, 18) : hex(crossing.bytes, 5) };
  }
  const size = crossing.complete ? bytes(crossing.length) : `${bytes(crossing.length)} …`;
  const inside = packetsText(crossing);
  const main =
    crossing.kind === 'request' ? `${http?.method ?? '?'} ${clip(http?.path ?? '?', 24)}` : clip(`${http?.status ?? '?'} ${http?.reason ?? ''}`.trim(), 26);
  return { main, sub: inside ? `${size} · ${clip(inside, 18)}` : size };
}

/** One sentence that tells the whole crossing. `origin` is the figure's 0 ms. */
export function tellCrossing(
  crossing: Crossing, locale: Locale, { origin = 0, lost = false, connections = 1, label = labelOf(crossing) }: { origin?: number; lost?: boolean; connections?: number; label?: Label } = {},
): string {
  const { tell: say, rails } = figureText[locale];
  const way = crossing.from === 'client' ? 'Client → Server' : 'Server → Client';
  const kind = crossing.frame ? `${say.frame} ${frameName(crossing.frame.opcode)}` : say[crossing.kind];
  // A ping's label is its name: it is said once.
  const parts = [`${way}: ${kind}${crossing.frame && label.main.startsWith(frameName(crossing.frame.opcode)) ? label.main.slice(frameName(crossing.frame.opcode).length) : ` ${label.main}`}`, bytesInWords(crossing.length, locale), `${say.left} ${ms(crossing.left - origin)}`];
  if (lost) parts.push(say.lost);
  else if (crossing.arrived === undefined) parts.push(say.way);
  else parts.push(`${say.took} ${crossing.estimated ? `${say.about} ` : ''}${ms(crossing.arrived - crossing.left)}`);
  if (crossing.fault) parts.push(rails.faults[crossing.fault]);
  if (connections > 1) parts.push(`${say.tcp} ${crossing.connection}`);
  return parts.join(', ');
}

/** About how large a label is, px: what the layout keeps free for it. Thai marks above and below take no width. */
export function labelSize(label: Label): { width: number; height: number } {
  const wide = (text: string, px: number) => text.replace(/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g, '').length * px;
  return { width: Math.max(wide(label.main, 8.2), wide(label.sub ?? '', 6.9)) + 28, height: label.sub ? 42 : 30 };
}
