/**
 * One demo on a page, without its drawing: reach, source, trace and player joined into one state that the shell shows.
 */
import type { Take, TraceEvent } from '../../protocol/trace/event.ts';
import type { TraceView } from '../../protocol/trace/crossing.ts';
import type { DemoDefinition, DemoOption, DemoSource, DemoState, LiveLine } from './demo.ts';
import { asLineError } from './errors.ts';
import type { LineError } from './errors.ts';
import type { Parking } from './park.ts';
import * as player from './player.ts';
import type { Player, Speed } from './player.ts';
import type { Reached, ReachWatch } from './reach.ts';
import type { Source } from './source.ts';
import { createTraceStore } from './trace.ts';

/** What the shell says beside the state; `words.ts` has the words. */
export type Notice = 'stopped' | 'parked' | 'fell-back' | 'back-live' | 'back-after' | undefined;

export interface SessionView {
  state: DemoState;
  /** What the badge says: how this run came, or how the next one will. */
  source: DemoSource;
  /** Where the trace that is drawn came from; undefined where nothing is drawn. */
  shown: Exclude<DemoSource, 'still'> | undefined;
  /** What the trace that is drawn was made with, which may differ from what the reader has chosen for the next run; `exact: false` where a recording's nearest take stands in. */
  take: { options: Record<string, string>; exact: boolean } | undefined;
  /** What the next run will be made with. */
  options: Record<string, string>;
  events: readonly TraceEvent[];
  view: TraceView;
  /** Everything that happened, for the slider's marks and for facts. */
  whole: TraceView;
  cursor: number;
  player: Player;
  line: LiveLine | undefined;
  error: LineError | undefined;
  notice: Notice;
}

/** What a session stands on; tests bring their own. */
export interface SessionParts {
  demo: DemoDefinition;
  options: Record<string, string>;
  reach: ReachWatch;
  parking: Parking;
  live(reached: Reached): Promise<Source>;
  recorded: Source;
  now(): number;
  /** Calls back before the next drawing; returns how to take it back. */
  frame(run: () => void): () => void;
  reducedMotion(): boolean;
  /** The run came to its end by itself and all of it was seen. */
  finished?(whole: TraceView, options: Record<string, string>, source: Exclude<DemoSource, 'still'>): void;
}

export interface Session {
  readonly now: SessionView;
  /** Every event of the run, by time, wherever the reader looks. */
  trace(): readonly TraceEvent[];
  watch(changed: (view: SessionView) => void): () => void;
  start(how?: { stepping?: boolean; recording?: boolean }): Promise<void>;
  stop(): void;
  reset(): void;
  setOption(name: string, value: string): void;
  step(): void;
  back(): void;
  play(): void;
  pause(): void;
  follow(): void;
  scrub(to: number): void;
  setSpeed(speed: Speed): void;
  close(): void;
}

/** The most that one drawing plays on, ms: what was not drawn (the tab was hidden, the laptop slept) was not seen, and is not skipped. */
const LONGEST_FRAME = 250;
/** Errors that say the server is not there: every demo of the page then stands on its recording until it is back. */
const AWAY: ReadonlySet<LineError['code']> = new Set(['unreachable', 'channel-lost', 'timeout', 'shutdown']);

export function createSession(parts: SessionParts): Session {
  const { demo } = parts;
  const trace = createTraceStore();
  const watchers = new Set<(view: SessionView) => void>();
  let at: Player = player.newPlayer();
  let state: DemoState = 'idle';
  let next: DemoSource = 'still';
  let shown: SessionView['shown'];
  let take: SessionView['take'];
  let options = parts.options;
  let line: LiveLine | undefined;
  let error: LineError | undefined;
  let notice: Notice;
  let source: Source | undefined;
  /** The number of this run: what an older one still brings is not wanted. */
  let run = 0;
  let over: 'finished' | undefined;
  let told = false;
  let takeBack: (() => void) | undefined;
  let before = 0;
  let view = compose();

  function compose(): SessionView {
    const cursor = player.shownCursor(at, parts.reducedMotion());
    const seen = trace.until(cursor);
    const reached = state === 'running' && shown ? shown : next;
    // What the badge promises must be true of the line that is drawn: Socket.IO may have stayed on polling.
    const badge = reached === 'live-websocket' && state !== 'idle' && isByPolling(trace.whole) ? 'live-polling' : reached;
    return { state, source: badge, shown, take, options, ...seen, whole: trace.whole, cursor, player: at, line, error, notice };
  }
  function changed() {
    view = compose();
    for (const watcher of [...watchers]) watcher(view);
  }
  function move(to: Player) {
    at = to;
    settle();
    pace();
    changed();
  }

  /** A recording is over when its end was reached; a finished run is told when all of it was seen. */
  function settle() {
    if (over === undefined || !player.seesAll(at)) return;
    if (state === 'running') {
      state = 'done';
      at = player.pause(at);
      parts.parking.leave(self);
    }
    if (!told && state === 'done' && shown) {
      told = true;
      parts.finished?.(trace.whole, take?.options ?? options, shown);
    }
  }
  function pace() {
    if (takeBack || !at.playing || at.cursor === Infinity) return;
    before = parts.now();
    takeBack = parts.frame(() => {
      takeBack = undefined;
      move(player.tick(at, Math.min(parts.now() - before, LONGEST_FRAME)));
    });
  }
  const grown = (growing: boolean) => player.grow(at, { end: trace.whole.end, stops: trace.stops(), growing });

  function promised(reached: Reached): Exclude<DemoSource, 'still'> {
    return reached.reach === 'live-polling' && demo.needsWebSocket ? 'recording' : reached.reach;
  }

  async function start({ stepping = false, recording = false } = {}) {
    halt();
    const mine = ++run;
    parts.parking.take(self);
    trace.clear();
    state = 'running';
    shown = take = error = notice = over = undefined;
    told = false;
    const reached = await reachedNow();
    if (mine !== run) return;
    const way = recording ? 'recording' : promised(reached);
    await runOn(way, reached, mine, stepping);
  }
  /** The running state is shown while the first check is still under way. */
  function reachedNow(): Promise<Reached> {
    changed();
    return parts.reach.settled();
  }

  async function runOn(way: Exclude<DemoSource, 'still'>, reached: Reached, mine: number, stepping: boolean) {
    try {
      const from = way === 'recording' ? parts.recorded : await parts.live(reached);
      if (mine !== run) return;
      source = from;
      shown = way;
      take = { options, exact: true };
      at = player.begin(at, { growing: from.growing, stepping });
      changed();
      await from.start(options, {
        events: (batch) => mine === run && (trace.add(batch), move(grown(at.growing))),
        line: (opened) => mine === run && ((line = opened), changed()),
        take: (chosen: Take, exact) => mine === run && (take = { options: chosen.options, exact }),
      });
      if (mine !== run) return;
      over = 'finished';
      if (from.growing) {
        state = 'done';
        parts.parking.leave(self);
      }
      move(grown(false));
    } catch (thrown) {
      if (mine === run) await fail(asLineError(thrown), way, reached, mine, stepping);
    }
  }

  async function fail(failed: LineError, way: Exclude<DemoSource, 'still'>, reached: Reached, mine: number, stepping: boolean) {
    const away = AWAY.has(failed.code);
    if (way !== 'recording' && away) void parts.reach.recheck({ reach: 'recording', line: reached.line });
    if (way !== 'recording' && away && trace.whole.crossings.length === 0) {
      // Nothing was seen yet: the recording stands in at once, and says so.
      trace.clear();
      notice = 'fell-back';
      return runOn('recording', reached, mine, stepping);
    }
    state = 'error';
    error = failed;
    line = undefined;
    parts.parking.leave(self);
    move(grown(false));
  }

  /** Ends what runs, keeping its trace. */
  function halt() {
    takeBack?.();
    takeBack = undefined;
    if (state !== 'running') return;
    run++;
    source?.stop();
    source = line = undefined;
    over = undefined;
    state = 'done';
    if (trace.whole.crossings.length === 0) {
      // Nothing was seen yet: that is as before the start.
      trace.clear();
      state = 'idle';
      shown = take = undefined;
    }
    at = player.pause(player.grow(at, { end: trace.whole.end, stops: trace.stops(), growing: false }));
    parts.parking.leave(self);
  }

  const self: Session & { park(): void } = {
    get now() {
      return view;
    },
    watch(listener) {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    trace: () => trace.events,
    start,
    stop() {
      if (state !== 'running') return;
      halt();
      notice = shown && 'stopped';
      changed();
    },
    park() {
      if (state !== 'running') return;
      halt();
      notice = 'parked';
      changed();
    },
    reset() {
      halt();
      run++;
      trace.clear();
      at = player.newPlayer(at.speed);
      state = 'idle';
      shown = take = error = notice = over = undefined;
      options = parts.options;
      changed();
    },
    setOption(name, value) {
      const option = demo.options.find((one) => one.name === name);
      if (!option || !allows(option, value) || (state === 'running' && !option.live)) return;
      options = { ...options, [name]: value };
      if (state === 'running' && take) take = { ...take, options };
      const faults = state === 'running' && demo.faultsFor?.(options);
      if (faults) void line?.setFaults(faults).catch(() => undefined);
      changed();
    },
    step() {
      if (state === 'idle') void start({ stepping: true });
      else move(player.step(at));
    },
    back: () => move(player.back(at)),
    play: () => move(player.play(at)),
    pause: () => move(player.pause(at)),
    follow: () => move(player.follow(at)),
    scrub: (to) => move(player.scrub(at, to)),
    setSpeed: (speed) => move(player.setSpeed(at, speed)),
    close() {
      halt();
      unwatch();
      watchers.clear();
    },
  };

  const unwatch = parts.reach.watch((reached) => {
    const promise = promised(reached);
    if (state !== 'running' && shown === 'recording' && next === 'recording' && promise !== 'recording') notice = 'back-live';
    if (error && AWAY.has(error.code) && promise !== 'recording') {
      // What broke the run is over: the way on is to dial again.
      state = trace.events.length > 0 ? 'done' : 'idle';
      error = undefined;
      notice = 'back-after';
    }
    next = promise;
    changed();
  });
  return self;
}

/** The options a demo begins with: its own, where the lesson presets nothing valid. */
export function initialOptions(demo: Pick<DemoDefinition, 'options'>, preset: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    demo.options.map((option) => {
      const wanted = preset[option.name];
      return [option.name, wanted !== undefined && allows(option, wanted) ? wanted : option.initial];
    }),
  );
}

function allows(option: DemoOption, value: string): boolean {
  if (option.values.includes(value)) return true;
  return option.text !== undefined && value.length >= 1 && value.length <= option.text;
}

/** Did this line carry Socket.IO over polling, and never open a WebSocket? */
function isByPolling({ exchanges }: TraceView): boolean {
  const polled = exchanges.some(({ request, response }) => request.http?.path?.startsWith('/socket.io/') && !request.http.upgrade && response?.http?.status === 200);
  return polled && !exchanges.some(({ open }) => open);
}
