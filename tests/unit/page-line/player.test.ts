import { describe, expect, test } from 'vitest';
import { back, begin, follow, grow, newPlayer, pause, play, scrub, seesAll, setSpeed, shownCursor, step, tick } from '../../../src/line/player.ts';

const trace = { end: 100, stops: [10, 40, 90] };
const recorded = () => grow(begin(newPlayer(), { growing: false, stepping: false }), { ...trace, growing: false });
const live = () => grow(begin(newPlayer(), { growing: true, stepping: false }), { ...trace, growing: true });

describe('a recording', () => {
  test('plays from the first byte at its own pace and ends on everything', () => {
    let player = recorded();
    expect(player).toMatchObject({ cursor: 0, playing: true });
    player = tick(player, 30);
    expect(player.cursor).toBe(30);
    player = tick(player, 500);
    expect(player).toMatchObject({ cursor: Infinity, playing: false });
    expect(seesAll(player)).toBe(true);
  });
  test('slower means slower', () => {
    expect(tick(setSpeed(recorded(), 0.25), 100).cursor).toBe(25);
  });
  test('plays again from the beginning when all was seen', () => {
    expect(play(tick(recorded(), 1000))).toMatchObject({ cursor: 0, playing: true });
  });
  test('pauses where it is, and goes on from there', () => {
    const paused = pause(tick(recorded(), 30));
    expect(tick(paused, 50).cursor).toBe(30);
    expect(tick(play(paused), 50).cursor).toBe(80);
  });
});

describe('steps', () => {
  test('from one crossing to the next, then everything, then from the first again', () => {
    let player = grow(begin(newPlayer(), { growing: false, stepping: true }), { ...trace, growing: false });
    const seen = [player.cursor];
    for (let i = 0; i < 4; i++) seen.push((player = step(player)).cursor);
    expect(seen).toEqual([10, 40, 90, Infinity, 10]);
  });
  test('back to the one before, and to the empty line', () => {
    let player = tick(recorded(), 1000);
    const seen: number[] = [];
    for (let i = 0; i < 4; i++) seen.push((player = back(player)).cursor);
    expect(seen).toEqual([40, 10, 0, 0]);
  });
  test('on a live line, a step beyond what happened waits for it', () => {
    let player = begin(newPlayer(), { growing: true, stepping: true });
    expect(player).toMatchObject({ cursor: 0, waiting: true });
    player = grow(player, { end: 5, stops: [], growing: true });
    expect(player.cursor).toBe(0);
    player = grow(player, { end: 12, stops: [10, 12], growing: true });
    expect(player).toMatchObject({ cursor: 10, waiting: false });
    player = step(step(player));
    expect(player).toMatchObject({ cursor: 12, waiting: true });
    expect(grow(player, { end: 12, stops: [10, 12], growing: false })).toMatchObject({ cursor: Infinity, waiting: false });
  });
  test('a step while following stands still at the newest', () => {
    expect(step(live())).toMatchObject({ cursor: 100, playing: false });
  });
});

describe('a live line', () => {
  test('is followed at full speed', () => {
    expect(live()).toMatchObject({ cursor: Infinity, playing: true });
  });
  test('slower it lags behind and never runs ahead', () => {
    let player = grow(begin(newPlayer(0.5), { growing: true, stepping: false }), { ...trace, growing: true });
    expect(player.cursor).toBe(0);
    player = tick(player, 60);
    expect(player.cursor).toBe(30);
    player = tick(player, 1000);
    expect(player).toMatchObject({ cursor: 100, playing: true });
    player = tick(grow(player, { end: 200, stops: trace.stops, growing: true }), 100);
    expect(player.cursor).toBe(150);
  });
  test('slowing down leaves the live edge, following returns to it', () => {
    const slow = setSpeed(live(), 0.25);
    expect(slow.cursor).toBe(100);
    expect(follow(slow).cursor).toBe(Infinity);
  });
  test('caught up at full speed, it follows again', () => {
    expect(tick(play(scrub(live(), 20)), 1000).cursor).toBe(Infinity);
  });
  test('scrubbed to its end it stands there, as more may come', () => {
    expect(scrub(live(), 100)).toMatchObject({ cursor: 100, playing: false });
    expect(scrub(recorded(), 100).cursor).toBe(Infinity);
  });
});

test('a slider that says nonsense means the beginning', () => {
  expect(scrub(recorded(), NaN).cursor).toBe(0);
  expect(scrub(recorded(), -5).cursor).toBe(0);
});

test('under reduced motion only whole crossings appear while it plays', () => {
  const player = tick(recorded(), 45);
  expect(shownCursor(player, true)).toBe(40);
  expect(shownCursor(tick(recorded(), 5), true)).toBe(0);
  expect(shownCursor(player, false)).toBe(45);
  expect(shownCursor(pause(player), true)).toBe(45);
});
