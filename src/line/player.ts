/**
 * The player: where in a trace the reader looks. Pure: every function returns a new player, nothing here waits.
 *
 * Times are milliseconds on the line's clock. `cursor` is Infinity where the reader sees all there is:
 * while the line grows that means following it live, after it the whole trace.
 */

/** Real time, half, a quarter. */
export const SPEEDS = [1, 0.5, 0.25] as const;
export type Speed = (typeof SPEEDS)[number];

export interface Player {
  cursor: number;
  playing: boolean;
  speed: Speed;
  /** The latest time in the trace. */
  end: number;
  /** More may come: the line is up. */
  growing: boolean;
  /** The moments at which a step stops: when each crossing arrived (or left, where it never did), ascending. */
  stops: readonly number[];
  /** A step was asked for beyond what has happened: take it when it happens. */
  waiting: boolean;
}

export const newPlayer = (speed: Speed = 1): Player => ({
  cursor: Infinity,
  playing: false,
  speed,
  end: 0,
  growing: false,
  stops: [],
  waiting: false,
});

/** A line was dialled or a recording put on: `from` says how it begins. */
export function begin(player: Player, how: { growing: boolean; stepping: boolean }): Player {
  // A live line at full speed is simply followed; everything else plays from the first byte.
  const follow = how.growing && !how.stepping && player.speed === 1;
  return {
    ...player,
    cursor: follow ? Infinity : 0,
    playing: !how.stepping,
    end: 0,
    growing: how.growing,
    stops: [],
    waiting: how.stepping,
  };
}

/** The trace grew, or is over (`growing: false`). */
export function grow(player: Player, trace: { end: number; stops: readonly number[]; growing: boolean }): Player {
  const next = { ...player, ...trace };
  if (next.waiting) {
    const stop = next.stops.find((t) => t > next.cursor);
    if (stop !== undefined) return { ...next, cursor: stop, waiting: false };
    if (!next.growing) return { ...next, cursor: Infinity, waiting: false, playing: false };
  }
  if (!next.growing && next.cursor === Infinity) return { ...next, playing: false };
  return next;
}

/** `elapsed` ms of real time passed. Never goes beyond what has happened. */
export function tick(player: Player, elapsed: number): Player {
  if (!player.playing || player.cursor === Infinity) return player;
  const cursor = player.cursor + Math.max(0, elapsed) * player.speed;
  if (cursor < player.end) return { ...player, cursor };
  if (!player.growing) return { ...player, cursor: Infinity, playing: false };
  // Caught up with a line that is still up: at full speed follow it, slower wait for more.
  return player.speed === 1 ? { ...player, cursor: Infinity } : { ...player, cursor: player.end };
}

/** Goes on from where the reader stands; from the beginning where all has been seen. */
export function play(player: Player): Player {
  if (player.cursor !== Infinity) return { ...player, playing: true, waiting: false };
  return player.growing ? { ...player, playing: true } : { ...player, cursor: 0, playing: true, waiting: false };
}

/** Stands still. A line that is followed goes on growing behind it. */
export function pause(player: Player): Player {
  return { ...player, playing: false, waiting: false, cursor: player.cursor === Infinity && player.growing ? player.end : player.cursor };
}

/** Jumps to the newest: follows the line, or shows the whole trace. */
export const follow = (player: Player): Player => ({ ...player, cursor: Infinity, waiting: false, playing: player.growing });

/** To a moment; the end itself means all there is. */
export function scrub(player: Player, to: number): Player {
  const cursor = Number.isNaN(to) ? 0 : Math.max(0, to);
  if (cursor < player.end) return { ...player, cursor, playing: false, waiting: false };
  return { ...player, cursor: player.growing ? player.end : Infinity, playing: false, waiting: false };
}

/** To the next crossing. After the last one of a trace that is over: all of it; from there: back to the first. */
export function step(player: Player): Player {
  if (player.cursor === Infinity && player.growing) return pause(player);
  const from = player.cursor === Infinity ? -1 : player.cursor;
  const stop = player.stops.find((t) => t > from);
  if (stop !== undefined) return { ...player, cursor: stop, playing: false, waiting: false };
  if (player.growing) return { ...player, playing: false, waiting: true };
  return { ...player, cursor: Infinity, playing: false, waiting: false };
}

/** To the crossing before; before the first stands the empty line. */
export function back(player: Player): Player {
  const seen = player.cursor === Infinity ? player.stops.slice(0, -1) : player.stops.filter((t) => t < player.cursor);
  return { ...player, cursor: seen.at(-1) ?? 0, playing: false, waiting: false };
}

/** Changes the speed. Slowing a line that is followed leaves its live edge behind from now on. */
export function setSpeed(player: Player, speed: Speed): Player {
  const leaves = speed !== 1 && player.cursor === Infinity && player.growing;
  return { ...player, speed, cursor: leaves ? player.end : player.cursor };
}

/** What is drawn: under reduced motion the last stop that was passed, so that things appear whole and stand still. */
export function shownCursor(player: Player, reducedMotion: boolean): number {
  if (!reducedMotion || player.cursor === Infinity || !player.playing) return player.cursor;
  return player.stops.findLast((t) => t <= player.cursor) ?? 0;
}

/** True where the reader sees everything that has happened. */
export const seesAll = (player: Player): boolean => player.cursor === Infinity || player.cursor >= player.end;
