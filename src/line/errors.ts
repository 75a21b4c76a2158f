/**
 * What can go wrong on the page's end of a line. `code` is stable; `words.ts` says it in the reader's language.
 */
import type { ControlError, GoneReason } from '../../protocol/control.ts';

export type LineErrorCode =
  | ControlError['code']
  | GoneReason
  /** Nobody answers at the site's own address. */
  | 'unreachable'
  /** The server answered something, but not this request in time. */
  | 'timeout'
  /** The page and the server are of different builds. */
  | 'version'
  /** The control channel broke while the line was up. */
  | 'channel-lost'
  /** The demo's own program failed. */
  | 'demo-failed'
  /** A part of the page could not be loaded. */
  | 'load-failed';

export class LineError extends Error {
  code: LineErrorCode;
  params: Record<string, string | number>;
  constructor(code: LineErrorCode, params: Record<string, string | number> = {}) {
    super(code);
    this.name = 'LineError';
    this.code = code;
    this.params = params;
  }
}

/** Any thrown value as a LineError; what is not ours is the demo's own failure. */
export function asLineError(thrown: unknown): LineError {
  if (thrown instanceof LineError) return thrown;
  return new LineError('demo-failed', { message: thrown instanceof Error ? thrown.message : String(thrown) });
}
