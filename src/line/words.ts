/**
 * What the shell around every demo says: badges, buttons, states, and what went wrong. Data only, so that a page carries
 * its own language's words in its HTML (`Demo.astro`) and no other's. `{name}` in a sentence is filled by `fill`.
 */
import type { DemoSource, DemoState } from './demo.ts';
import type { LineErrorCode } from './errors.ts';
import type { Notice } from './session.ts';

export interface ShellWords {
  /** January to December, short: by hand, so that the server and every browser write the same. */
  months: string[];
  badge: Record<DemoSource, string>;
  again: string;
  stop: string;
  step: string;
  /** One crossing back: short on the button, whole for who hears it. */
  back: string;
  backOne: string;
  reset: string;
  play: string;
  pause: string;
  follow: string;
  speed: string;
  speeds: Record<'1' | '0.5' | '0.25', string>;
  retry: string;
  playRecording: string;
  scrub: string;
  /** The slider's value, spoken: "1.2 of 4.5 s". */
  position: string;
  everything: string;
  liveOnly: string;
  /** The take that is played differs from what the reader chose. */
  nearest: string;
  /** The trace that is drawn is a recording, while the badge says how the next run will come. */
  drawnRecording: string;
  /** The recorder stopped keeping bytes: `kept` of `length` are in the trace. */
  cutOff: string;
  /** `{ms}`: half the round trip by which the clocks of both ends were compared. */
  clock: string;
  noStill: string;
  /** The demo's own script did not come. */
  unloaded: string;
  state: Record<DemoState, string>;
  /** The same where a recording plays: no line is up then, and none ends. */
  playing: Record<'running' | 'done' | 'stop' | 'stopped', string>;
  notice: Record<NonNullable<Notice>, string>;
  error: Record<LineErrorCode, string>;
}

/** Fills `{name}` from `params`; what is not given shows as an ellipsis. */
export const fill = (sentence: string, params: Record<string, string | number> = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '…'));

/** `2026-11-23` as "23 พ.ย. 2026". */
export function shortDate(iso: string, { months }: Pick<ShellWords, 'months'>): string {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number);
  return `${day} ${months[(month ?? 1) - 1]} ${year}`;
}
