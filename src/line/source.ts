/**
 * Where a trace comes from: a live line or a recording, behind one interface.
 */
import type { Take, TraceEvent } from '../../protocol/trace/event.ts';
import type { LiveLine } from './demo.ts';

/** Receives what a source brings. */
export interface Sink {
  events(batch: readonly TraceEvent[]): void;
  /** The live line, while there is one. */
  line(line: LiveLine | undefined): void;
  /** The recording's take that is played, and whether it was made with exactly these options. */
  take?(take: Take, exact: boolean): void;
}

export interface Source {
  /** True where events come as they happen, false where all of them come at once and the player paces them. */
  growing: boolean;
  /** Resolves when the line is over; rejects with a LineError. Stopping resolves it. */
  start(options: Record<string, string>, sink: Sink): Promise<void>;
  /** Hangs up. What was received stays received. */
  stop(): void;
}
