/**
 * The four lanes as SVG paths. Pure. Across, 0 to WIDE is the whole run, whatever its length; down, px.
 * A lane is a handful of paths however long the run, so that a minute of asking four times a second stays light.
 */
import type { Ask, Lane, Meter } from './model.ts';

export const WIDE = 1000;
export const LANE_HEIGHT = 62;
/** Where waiting news lie, and how far apart their rows may be; below them the asks. */
const ROWS = { top: 11, bottom: 41, apart: 7 };

export interface LanePaths {
  /** A line that is held open: SSE and WebSocket for long, long polling from each ask to its answer. */
  held: string;
  births: string;
  /** From a news' birth to its arrival, or to now. */
  waits: string;
  /** Points, to be drawn with round caps. */
  arrivals: string;
  /** Points on the lower edge: when an ask left, by what it brought. */
  news: string;
  nothing: string;
  /** What is left out of the asks that brought nothing. */
  hollow: string;
  /** Width of one ask, px: less where there are very many. */
  askWidth: number;
}
export interface Axis {
  start: number;
  /** Length of the axis, ms. */
  span: number;
}

/** The run, and one pace more, for the last ask to hear that it is over; longer where the trace is. `options` hold numbers as text. */
export function axisOf({ start, now }: Meter, options: Record<string, string>): Axis {
  const planned = Number(options.seconds) * 1000 + Number(options.ask) + 200;
  return { start, span: Math.max(planned || 0, now - start, 1) };
}

/** One decimal of a thousandth of the figure's width: more is not seen. */
const round = (x: number) => Math.round(x * 10) / 10;

export function layOutLane(lane: Lane, births: readonly number[], now: number, { start, span }: Axis): LanePaths {
  const x = (t: number) => round(((t - start) / span) * WIDE);
  const rows = Math.max(1, ...lane.news.map(({ row }) => row + 1));
  const apart = Math.min(ROWS.apart, (ROWS.bottom - ROWS.top) / rows);
  const y = (row: number) => round(ROWS.top + row * apart);
  const band = (from: number, to: number) => `M${x(from)} 0H${x(to)}V${LANE_HEIGHT}H${x(from)}Z`;
  const polls = lane.way === 'short' || lane.way === 'long';
  const point = (ask: Ask) => `M${x(ask.at)} ${LANE_HEIGHT - 14}v10`;
  const hole = (ask: Ask) => `M${x(ask.at)} ${LANE_HEIGHT - 12.5}v7`;
  const asks = polls ? lane.asks : [];
  const nothing = asks.filter(({ brought }) => brought === 'nothing');

  let held = '';
  if (lane.open) held = band(lane.open.from, lane.open.to ?? now);
  else if (lane.way === 'long') held = asks.map(({ at, until }) => band(at, until ?? now)).join('');
  return {
    held,
    births: births.map((t) => `M${x(t)} 0V${LANE_HEIGHT}`).join(''),
    waits: lane.news.map(({ born, arrived, row }) => `M${x(born)} ${y(row)}H${x(arrived ?? now)}`).join(''),
    arrivals: lane.news.flatMap(({ arrived, row }) => (arrived === undefined ? [] : [`M${x(arrived)} ${y(row)}h0`])).join(''),
    news: asks.filter(({ brought }) => brought !== 'nothing').map(point).join(''),
    nothing: nothing.map(point).join(''),
    hollow: nothing.map(hole).join(''),
    askWidth: asks.length > 120 ? 2 : asks.length > 50 ? 3.5 : 6,
  };
}

/** Whole seconds for the axis' labels: at most eight of them. */
export function seconds({ span }: Axis): number[] {
  const step = [1, 2, 5, 10, 20].find((s) => span / 1000 / s <= 8) ?? 60;
  return Array.from({ length: Math.floor(span / 1000 / step) + 1 }, (_, i) => i * step);
}
