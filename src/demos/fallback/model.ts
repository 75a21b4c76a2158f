/**
 * What the fallback figure shows, from the trace alone: the steps of the opening, which transport carried which
 * message, and how it ended. Predictions: `first-transport` polling|websocket;
 * `blocked` stays-polling|fails|retries-websocket; `lost` none|some.
 */
import type { Crossing, EnginePacket, TraceView } from '../../../protocol/trace/crossing.ts';
import type { Json } from '../../../protocol/trace/event.ts';
import type { Facts } from '../../line/demo.ts';

export type Transport = 'polling' | 'websocket';

/** One thing worth a sentence, and the crossing that shows it. */
export type StepName =
  | 'ask-open'
  | 'open'
  | 'join'
  | 'joined'
  | 'ask-upgrade'
  | 'ask-websocket'
  | 'switched'
  | 'refused'
  | 'unanswered'
  | 'probe'
  | 'probe-answer'
  | 'noop'
  | 'upgrade'
  | 'first-event';
export interface Step {
  name: StepName;
  crossing: string;
  t: number;
  params: Record<string, string | number>;
}

/** One numbered message of either end. */
export interface Carried {
  n: number;
  from: 'client' | 'server';
  by: Transport;
  crossing: string;
  left: number;
  /** When the other end's program had it (ms); undefined while it is under way. */
  arrived: number | undefined;
}

export type Outcome =
  | 'under-way'
  | 'upgraded'
  | 'stayed-polling'
  | 'probe-unanswered'
  | 'websocket-at-once'
  | 'fell-back'
  | 'never';

/** By what the messages went in the end. */
export type Ended = Transport | 'never';
export const endedBy: Partial<Record<Outcome, Ended>> = {
  upgraded: 'websocket',
  'websocket-at-once': 'websocket',
  'stayed-polling': 'polling',
  'probe-unanswered': 'polling',
  'fell-back': 'polling',
  never: 'never',
};

export interface FallbackModel {
  steps: Step[];
  carried: Carried[];
  outcome: Outcome;
  /** It never got through because nobody answered: nothing failed, so nothing could fall back. */
  silent: boolean;
  /** HTTP exchanges, and bytes both ways. */
  exchanges: number;
  bytes: number;
  /** Requests that asked for a WebSocket. */
  asked: number;
  /** From the first byte to the client's `5`, ms. */
  upgradeMs: number | undefined;
  firstTransport: Transport | undefined;
  sent: number;
  arrived: number;
}

const field = (data: Json | undefined, name: string): Json | undefined =>
  data !== null && typeof data === 'object' && !Array.isArray(data) ? data[name] : undefined;

/** The query of a request target, without throwing on whatever came in. */
function query(crossing: Crossing): URLSearchParams {
  const target = crossing.http?.target ?? '';
  const at = target.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : target.slice(at + 1));
}

function eventOf(packet: EnginePacket): { name: string; n: number } | undefined {
  const data = packet.socket?.name === 'EVENT' ? packet.socket.data : undefined;
  if (!Array.isArray(data) || typeof data[0] !== 'string' || typeof data[1] !== 'number') return undefined;
  return { name: data[0], n: data[1] };
}

export function model(view: TraceView): FallbackModel {
  const steps: Step[] = [];
  const carried: Carried[] = [];
  const marked = (name: string, n: number) => view.marks.find((mark) => mark.name === name && field(mark.data, 'n') === n)?.t;
  const finished = view.marks.some((mark) => mark.name === 'stopped-watching' || mark.name === 'disconnect');
  const once = new Set<StepName>();
  const step = (name: StepName, crossing: Crossing, params: Step['params'] = {}) => {
    // Repeated attempts are steps of their own; everything else is told the first time only.
    const repeats = name === 'ask-websocket' || name === 'refused' || name === 'unanswered';
    if (!repeats && once.has(name)) return;
    once.add(name);
    steps.push({ name, crossing: crossing.id, t: crossing.left, params });
  };

  const responses = new Map(view.exchanges.map((exchange) => [exchange.id, exchange.response]));
  const upgradeAsks = new Set<number>();
  /** Those whose Upgrade header a fault took away: what answers them is the server, not the network. */
  const stripped = new Set<number>();

  for (const crossing of view.crossings) {
    const by: Transport = crossing.kind === 'frame' ? 'websocket' : 'polling';
    if (crossing.kind === 'request' && crossing.http) {
      const sid = query(crossing).get('sid');
      if (crossing.http.upgrade) {
        upgradeAsks.add(crossing.exchange);
        if (crossing.fault === 'strip') stripped.add(crossing.exchange);
        step(sid ? 'ask-upgrade' : 'ask-websocket', crossing, { attempt: upgradeAsks.size });
        if (finished && !responses.get(crossing.exchange)) step('unanswered', crossing);
      } else if (!sid) step('ask-open', crossing, { refused: upgradeAsks.size });
    }
    if (crossing.kind === 'response' && upgradeAsks.has(crossing.exchange)) {
      const status = crossing.http?.status ?? 0;
      step(status === 101 ? 'switched' : 'refused', crossing, { status, ...(stripped.has(crossing.exchange) ? { stripped: 1 } : {}) });
    }
    for (const packet of crossing.packets) {
      const text = packet.text ?? '';
      if (packet.name === 'open') step('open', crossing);
      else if (packet.name === 'ping' && text.endsWith('probe')) step('probe', crossing);
      else if (packet.name === 'pong' && text.endsWith('probe')) step('probe-answer', crossing);
      // Only after the probe does a noop mean that polling ends for the upgrade's sake.
      else if (packet.name === 'noop' && once.has('probe')) step('noop', crossing);
      else if (packet.name === 'upgrade') step('upgrade', crossing);
      else if (packet.socket?.name === 'CONNECT') step(crossing.from === 'client' ? 'join' : 'joined', crossing);
      else if (packet.socket?.name === 'EVENT') step('first-event', crossing, { by });
      const event = eventOf(packet);
      if (event && (event.name === 'say' || event.name === 'tick')) {
        const arrived = marked(event.name === 'say' ? 'heard' : 'tick', event.n);
        carried.push({ n: event.n, from: crossing.from, by, crossing: crossing.id, left: crossing.left, arrived });
      }
    }
  }
  steps.sort((a, b) => a.t - b.t);

  const has = (name: StepName) => once.has(name);
  const joined = has('joined');
  const first = view.crossings.find((crossing) => crossing.kind === 'request');
  const upgradeStep = steps.find((one) => one.name === 'upgrade');
  const firstTransport: Transport | undefined = !first ? undefined : first.http?.upgrade ? 'websocket' : 'polling';

  let outcome: Outcome = 'under-way';
  if (firstTransport === 'websocket') {
    if (joined) outcome = steps.some((one) => one.name === 'ask-open') ? 'fell-back' : 'websocket-at-once';
    else if (finished) outcome = 'never';
  } else if (upgradeStep) outcome = 'upgraded';
  else if (has('refused')) outcome = 'stayed-polling';
  else if (finished && has('unanswered')) outcome = 'probe-unanswered';

  // Sent is what the programs said, arrived what the other end's program noted: a loss would show here.
  const says = view.marks.filter((mark) => mark.name === 'say').length;
  const ticks = new Set(carried.filter((one) => one.from === 'server').map((one) => one.n)).size;
  const heard = view.marks.filter((mark) => mark.name === 'heard' || mark.name === 'tick').length;

  return {
    steps,
    carried,
    outcome,
    silent: outcome === 'never' && !has('refused'),
    exchanges: view.exchanges.length,
    bytes: view.total.client + view.total.server,
    asked: upgradeAsks.size,
    upgradeMs: upgradeStep && first ? upgradeStep.t - first.left : undefined,
    firstTransport,
    sent: says + ticks,
    arrived: heard,
  };
}

const BLOCKED: Partial<Record<Outcome, string>> = {
  'stayed-polling': 'stays-polling',
  'probe-unanswered': 'stays-polling',
  'fell-back': 'stays-polling',
  never: 'retries-websocket',
};

/** What this run proves; a question that the chosen options do not touch gets no answer. */
export function facts(view: TraceView, options: Record<string, string> = {}): Facts {
  const m = model(view);
  const predictions: Record<string, string> = {};
  // The question is about a plain io(): a run with other transports proves nothing of it.
  if (m.firstTransport && (options.transports ?? 'default') === 'default') predictions['first-transport'] = m.firstTransport;
  const blocked = (options.network ?? 'open') === 'open' ? undefined : BLOCKED[m.outcome];
  if (blocked) predictions.blocked = blocked;
  const lost = Math.max(0, m.sent - m.arrived);
  // Without a connection messages wait in the client's buffer: neither arrived nor lost.
  if (m.sent > 0) predictions.lost = lost === 0 ? 'none' : 'some';
  const last = m.carried.at(-1)?.by ?? m.firstTransport ?? '–';
  return {
    predictions,
    values: {
      transport: last,
      upgradeMs: m.upgradeMs === undefined ? '–' : `${m.upgradeMs.toFixed(0)} ms`,
      exchanges: m.exchanges,
      bytes: m.bytes,
      messages: m.sent,
      lost,
    },
  };
}
