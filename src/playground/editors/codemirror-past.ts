/** A file's history in CodeMirror: read out of a state, and written anew into another. */
import { isolateHistory, undo } from '@codemirror/commands';
import { EditorSelection, type EditorState, type StateCommand } from '@codemirror/state';
import { changeBetween, walk, type Spot, type Step } from './stand.ts';

/** The selections of a state, the main one first. */
export const spotsOf = ({ selection: { main, ranges } }: EditorState): Spot[] => [main, ...ranges.filter((one) => one !== main)].map(({ anchor, head }) => ({ anchor, head }));

export function selectionOf(spots: readonly Spot[], length: number): EditorSelection {
  const within = (at: number) => Math.max(0, Math.min(at, length));
  const ranges = spots.map(({ anchor, head }) => EditorSelection.range(within(anchor), within(head)));
  return EditorSelection.create(ranges.length > 0 ? ranges : [EditorSelection.cursor(0)], 0);
}

/** Where undo or redo leads to from a state, step by step, the nearest first. */
export function stepsOf(state: EditorState, command: StateCommand): Step[] {
  let at = state;
  return walk(() => (command({ state: at, dispatch: (done) => (at = done.state) }) ? { text: at.doc.toString(), spots: spotsOf(at) } : undefined));
}
/** Writes a history anew, each step to be undone by itself, and goes back to where it stood. */
export function relive(begin: EditorState, steps: readonly Step[], back: number): EditorState {
  let at = begin;
  for (const { text, spots } of steps.slice(1)) {
    const change = changeBetween(at.doc.toString(), text);
    at = at.update({ changes: { from: change.at, to: change.end, insert: change.text }, selection: selectionOf(spots, text.length), annotations: isolateHistory.of('full') }).state;
  }
  for (let i = 0; i < back; i++) undo({ state: at, dispatch: (done) => (at = done.state) });
  return at;
}
