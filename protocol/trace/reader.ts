/** From what was recorded (events) to what is drawn (crossings). `read.ts` is the same, with Engine.IO. */
import type { Crossing, Exchange, TraceView } from './crossing.ts';
import type { TraceEvent } from './event.ts';
import { createExchange, readExchange, type ExchangeState } from './exchange.ts';
import { createMarkIndex } from './marks.ts';
import { addBytes } from './stream.ts';
import { follow, timeExchange, type Clues, type ExchangeTimes, type Timing } from './times.ts';

/** Reads a whole trace. Never throws, whatever the bytes say. */
export function readTrace(events: readonly TraceEvent[]): TraceView {
  const reader = createTraceReader();
  reader.push(events);
  return reader.view();
}

export interface TraceReader {
  push(events: readonly TraceEvent[]): void;
  /**
   * The trace so far. Only exchanges that changed are read again; crossings and exchanges that did not change are the
   * same objects as in the view before, and the view itself is the same where nothing was pushed.
   */
  view(): TraceView;
  reset(): void;
}

/** Reads a trace as it grows. Any split of the events gives the same view. */
export function createTraceReader(): TraceReader {
  let state = emptyState();
  return {
    push(events) {
      for (const event of events) take(state, event);
      if (events.length > 0) state.view = undefined;
    },
    view: () => (state.view ??= look(state)),
    reset: () => void (state = emptyState()),
  };
}

function emptyState() {
  return {
    exchanges: new Map<number, ExchangeState>(),
    /** The last exchange of each connection: the only one there that can still go on. */
    latest: new Map<number, ExchangeState>(),
    marks: createMarkIndex(),
    lists: { marks: [], faults: [], closes: [] } as Pick<TraceView, 'marks' | 'faults' | 'closes'>,
    clocks: [] as Extract<TraceEvent, { kind: 'clock' }>[],
    end: 0,
    total: { client: 0, server: 0 },
    cutOff: undefined as TraceView['cutOff'],
    /** A crossing with its times, kept as long as neither changes. */
    settled: new WeakMap<Crossing, Crossing>(),
    shown: new Map<number, Exchange>(),
    view: undefined as TraceView | undefined,
  };
}
type State = ReturnType<typeof emptyState>;

function take(state: State, event: TraceEvent): void {
  if (event.t > state.end) state.end = event.t;
  switch (event.kind) {
    case 'exchange':
      exchangeOf(state, event.exchange, event.connection, event.t);
      break;
    case 'bytes': {
      const exchange = exchangeOf(state, event.exchange, event.connection, event.t);
      const stream = event.from === 'client' ? exchange.client : exchange.server;
      const before = stream.length;
      addBytes(stream, event);
      exchange.dirty = true;
      state.total[event.from === 'client' ? 'client' : 'server'] += stream.length - before;
      if (event.t + (event.held ?? 0) > state.end) state.end = event.t + (event.held ?? 0);
      break;
    }
    case 'flushed': {
      const exchange = exchangeOf(state, event.exchange, event.connection, event.t);
      exchange.flushed = Math.max(exchange.flushed ?? 0, event.upto);
      break;
    }
    case 'close': {
      state.lists.closes.push(event);
      const exchange = state.latest.get(event.connection);
      if (exchange && !exchange.closed) {
        exchange.closed = event;
        exchange.dirty = true;
      }
      break;
    }
    case 'mark':
      state.lists.marks.push(event);
      state.marks.add(event);
      break;
    case 'fault':
      state.lists.faults.push(event);
      break;
    case 'clock':
      state.clocks.push(event);
      break;
    case 'cut-off':
      state.cutOff ??= { t: event.t, limit: event.limit };
      break;
  }
}

function exchangeOf(state: State, id: number, connection: number, t: number): ExchangeState {
  let exchange = state.exchanges.get(id);
  if (!exchange) {
    const before = state.latest.get(connection);
    if (before && !before.over) {
      before.over = true;
      before.dirty = true;
    }
    state.exchanges.set(id, (exchange = createExchange(id, connection, t)));
    state.latest.set(connection, exchange);
  }
  return exchange;
}

function look(state: State): TraceView {
  const clues: Clues = { marks: state.marks, faults: state.lists.faults, rtt: (t) => rttAt(state, t) };
  const nth = new Map<string, number>();
  const lastAnswer = new Map<number, Timing>();
  const timed: [ExchangeState, ExchangeTimes][] = [];
  for (const exchange of state.exchanges.values()) {
    readExchange(exchange);
    const key = `${exchange.upgrade ? 'ws' : 'http'} ${exchange.path}`;
    if (!exchange.preflight) nth.set(key, (nth.get(key) ?? 0) + 1);
    const times = timeExchange(exchange, { path: exchange.path, nth: exchange.preflight ? 0 : nth.get(key)! }, clues);
    const before = lastAnswer.get(exchange.connection);
    // Browsers never pipeline: the next request on a connection left after the last response had arrived.
    if (before) follow(before, times.request);
    if (times.response) lastAnswer.set(exchange.connection, times.response);
    timed.push([exchange, times]);
  }
  const exchanges = timed.map(([exchange, times]) => show(state, exchange, times));
  const crossings: Crossing[] = [];
  for (const { request, response, frames } of exchanges) {
    if (request.length > 0) crossings.push(request);
    if (response) crossings.push(response);
    for (const frame of frames) crossings.push(frame);
  }
  crossings.sort((a, b) => a.left - b.left);
  const end = crossings.reduce((latest, { left, arrived }) => Math.max(latest, arrived ?? left), state.end);
  const { marks, faults, closes } = state.lists;
  const view: TraceView = { exchanges, crossings, marks: marks.slice(), faults: faults.slice(), closes: closes.slice(), end, total: { ...state.total } };
  if (state.cutOff) view.cutOff = state.cutOff;
  return view;
}

function rttAt({ clocks }: State, t: number): number | undefined {
  let found = clocks[0];
  for (const clock of clocks) if (clock.t <= t && clock.t >= found!.t) found = clock;
  return found?.rtt;
}

function show(state: State, exchange: ExchangeState, times: ExchangeTimes): Exchange {
  const request = settle(state, times.request);
  const response = times.response && settle(state, times.response);
  const frames = [...times.client, ...times.server].map((one) => settle(state, one)).sort((a, b) => a.left - b.left);
  const made: Exchange = { id: exchange.id, connection: exchange.connection, request, frames };
  if (response) made.response = response;
  if (response && exchange.frames.client) made.open = { from: response.arrived ?? response.left, to: closedAt(exchange, times) };
  const old = state.shown.get(exchange.id);
  if (old && same(old, made)) return old;
  state.shown.set(exchange.id, made);
  return made;
}

/** The WebSocket is closed when both close frames have arrived, or its connection ended (RFC 6455 §7.1.4). */
function closedAt(exchange: ExchangeState, { client, server }: ExchangeTimes): number | undefined {
  const sent = [client, server].map((side) => side.find((one) => one.crossing.frame!.opcode === 8 && one.arrived !== undefined)?.arrived);
  const both = sent[0] !== undefined && sent[1] !== undefined ? Math.max(sent[0], sent[1]) : Infinity;
  const at = Math.min(both, exchange.closed?.t ?? Infinity);
  return at === Infinity ? undefined : at;
}

/** The crossing with its times; the object of before where nothing changed. */
function settle(state: State, { crossing, left, arrived, leftExact, arrivedExact, fault }: Timing): Crossing {
  const old = state.settled.get(crossing);
  const estimated = !leftExact || (arrived !== undefined && !arrivedExact);
  if (old && old.left === left && old.arrived === arrived && old.estimated === estimated && old.fault === fault) return old;
  const made: Crossing = { ...crossing, left, arrived, estimated };
  if (fault) made.fault = fault;
  state.settled.set(crossing, made);
  return made;
}

function same(a: Exchange, b: Exchange): boolean {
  return (
    a.request === b.request &&
    a.response === b.response &&
    a.open?.from === b.open?.from &&
    a.open?.to === b.open?.to &&
    a.frames.length === b.frames.length &&
    a.frames.every((frame, i) => frame === b.frames[i])
  );
}
