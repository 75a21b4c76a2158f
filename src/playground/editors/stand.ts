/** Where a reader stands in a file, handed from one editor to the next: cursors, scroll, and what can be undone and redone. */
import type { ProgramFile } from '../model/files.ts';

/** A selection, in UTF-16 units from the file's begin; equal where there is only a cursor. */
export interface Spot {
  anchor: number;
  head: number;
}
/** The file as it stood at a step of its history. */
export interface Step {
  text: string;
  spots: readonly Spot[];
}
/** What is at the upper edge of the view. */
export interface Scroll {
  /** Counted from 1. */
  line: number;
  /** How far that line's upper edge lies above the view's, px; negative below it. */
  over: number;
}
export interface Stand {
  /** The main selection first. */
  spots: readonly Spot[];
  scroll?: Scroll;
  /** What undo leads back to, the oldest first. */
  before: readonly Step[];
  /** What redo leads on to, the nearest first. */
  after: readonly Step[];
}
/** Of each file that the reader looked at. */
export type Stands = Partial<Record<ProgramFile, Stand>>;

/** Steps that are handed on, each way, and how many UTF-16 units they may hold in all. */
export const MOST_STEPS = 100;
const MOST_UNITS = 2_000_000;

/** Steps from an editor that can only walk: `back` makes one step and answers with what is there, undefined at the end. The nearest first. */
export function walk(back: () => Step | undefined): Step[] {
  const steps: Step[] = [];
  let units = 0;
  while (steps.length < MOST_STEPS && units < MOST_UNITS) {
    const step = back();
    if (!step) break;
    steps.push(step);
    units += step.text.length;
  }
  return steps;
}

/** The one change that makes `to` of `from`: what lies between their common begin and end. */
export function changeBetween(from: string, to: string): { at: number; end: number; text: string } {
  const least = Math.min(from.length, to.length);
  let at = 0;
  while (at < least && from[at] === to[at]) at += 1;
  let tail = 0;
  while (tail < least - at && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail += 1;
  return { at, end: from.length - tail, text: to.slice(at, to.length - tail) };
}

/** A file's history in order, with `now` where it stands: to be written anew, and then gone back `after.length` steps. */
export const history = (now: Step, { before, after }: Pick<Stand, 'before' | 'after'>): Step[] => [...before, now, ...after];
