/**
 * What a demo is, for the page. Framework-free; `src/demos/NAME/index.ts` exports one as default.
 */
import type { Component } from 'svelte';
import type { Faults } from '../../protocol/control.ts';
import type { DemoName, Json, TraceEvent } from '../../protocol/trace/event.ts';
import type { TraceView } from '../../protocol/trace/crossing.ts';

export type Locale = 'th' | 'en';
/** `idle`: not dialled. `running`: the line is up, or the recording plays. `done`: over, the trace stays. `error`: could not. */
export type DemoState = 'idle' | 'running' | 'done' | 'error';
export type DemoSource = 'live-websocket' | 'live-polling' | 'recording' | 'still';

/** What a demo's model lets prose quote. */
export interface Facts {
  values: Record<string, string | number>;
  /** Prediction id → the id of the choice that this trace proves right. */
  predictions: Record<string, string>;
}

/** One choice that the reader makes before (or, where `live`, while) the demo runs. Real values, also in `data-option`. */
export interface DemoOption {
  name: string;
  values: readonly string[];
  initial: string;
  /** May be changed while the line is up. */
  live?: boolean;
  /** The reader may write any text of 1 to this many UTF-16 units instead: a text field, `values` are suggestions (datalist). */
  text?: number;
}

/** The page's end of a live line, as a demo's `drive` sees it. */
export interface LiveLine {
  /** Origin of the line listener, `http://host:3001`, and the same for WebSocket; both without path. */
  http: string;
  ws: string;
  token: string;
  /** Adds `line=TOKEN` to a path: `url('/line/poll')`. */
  url(path: string, scheme?: 'http' | 'ws'): string;
  /** A real WebSocket whose `open`, `send`, `message`, `close` are marked in the trace. */
  webSocket(path: string): WebSocket & { sendMarked(data: string | Uint8Array): void };
  /** A real fetch; marks `request` and `response`. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Loads the real socket.io-client and dials with `query.line` set. */
  io(options?: object): Promise<import('socket.io-client').Socket>;
  /** This moment on the line's clock, ms: as the trace's `t`, exact to ± rtt / 2. */
  now(): number;
  /** Notes a moment of the page's program in the trace (moved to the server's clock). */
  mark(name: string, data?: Json): void;
  setFaults(faults: Faults): Promise<void>;
  cut(how: 'fin' | 'rst'): Promise<void>;
  tell(action: string, data?: Record<string, string>): Promise<void>;
  /** Aborted on stop, reset, park, page hide, loss of the channel. */
  signal: AbortSignal;
}

/** Props that the shell hands to a demo's `Demo.svelte`. */
export interface DemoProps {
  view: TraceView;
  /** Every event up to the cursor (view is made of these). */
  events: readonly TraceEvent[];
  /** ms on the line's clock: draw only what has happened by then; Infinity follows a live line. */
  cursor: number;
  state: DemoState;
  source: DemoSource;
  options: Record<string, string>;
  locale: Locale;
  /** The live line, while there is one: for figures the reader acts in. */
  line: LiveLine | undefined;
  /** True for the figure drawn at build time and for print: complete, no controls. */
  still?: boolean;
}

export interface DemoDefinition {
  name: DemoName;
  options: readonly DemoOption[];
  words: Record<Locale, DemoWords>;
  Demo: Component<DemoProps>;
  /** Runs on a live line until it is over (→ `done`) or `line.signal` aborts. Throws → `error`. */
  drive(line: LiveLine, options: Record<string, string>): Promise<void>;
  faultsFor?(options: Record<string, string>): Faults;
  facts(view: TraceView, options: Record<string, string>): Facts;
  /** The choices of options that `npm run record` makes a take of; the first is the still figure. Without: the initial options only. */
  takes?: readonly Record<string, string>[];
  /** Words in the page's language cross this line: `npm run record` makes a recording for each language. */
  speaks?: true;
  /** Not needed: `src/demos/recordings.ts` finds `recording.json` beside the definition, and copes where there is none yet. */
  loadRecording?(): Promise<import('../../protocol/trace/pack.ts').SavedRecording>;
  /** A demo whose figure needs WebSocket itself shows its recording where only polling gets through. */
  needsWebSocket: boolean;
}

export interface DemoWords {
  title: string;
  /** The main button: "โทรออก". */
  start: string;
  /** What stands on the rails before the first press. */
  invite: string;
  /** One sentence for screen readers and the still figure's caption. */
  caption: string;
  options: Record<string, { label: string; values: Record<string, string>; note?: string }>;
}
