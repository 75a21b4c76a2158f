/** Status codes of close frames (RFC 6455 §7.4, IANA WebSocket Close Code Number Registry). */
import type { SpanError } from '../span.ts';

/** What is wrong with this code on the wire; undefined where an endpoint may send it. */
export function closeCodeError(code: number): SpanError | undefined {
  // 1005, 1006 and 1015 are what an API reports where no code was received; a frame must never carry them (§7.4.1).
  if (code === 1005 || code === 1006 || code === 1015) return { code: 'close-code-never-sent', params: { code } };
  if ((code >= 1000 && code <= 1014 && code !== 1004) || (code >= 3000 && code <= 4999)) return undefined;
  return { code: 'invalid-close-code', params: { code } };
}
