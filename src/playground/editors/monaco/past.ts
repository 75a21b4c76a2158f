/** A file's history in Monaco: read out of a model that is given up, and written anew into a fresh one. */
import { Range, Selection, type editor } from 'monaco-editor/editor';
import { changeBetween, history, walk, type Spot, type Stand, type Step } from '../stand.ts';

/** A selection by lines and columns; it keeps its direction. */
export const selectionOf = (model: editor.ITextModel, { anchor, head }: Spot): Selection => Selection.fromPositions(model.getPositionAt(anchor), model.getPositionAt(head));

/** Where the change that leads to a text ends: about where the cursor was when it was made. */
function spotsAfter(from: string, to: string): Spot[] {
  const { at, text } = changeBetween(from, to);
  return [{ anchor: at + text.length, head: at + text.length }];
}

/** The steps of a model, which is left at its first one: only of a model that nobody looks at any more. */
export function pastOf(model: editor.ITextModel): Pick<Stand, 'before' | 'after'> {
  const moves = (can: () => boolean, move: () => void) => () => {
    const from = model.getValue();
    if (!can()) return undefined;
    move();
    const text = model.getValue();
    return text === from ? undefined : { text, spots: spotsAfter(from, text) };
  };
  const after = walk(moves(() => model.canRedo(), () => void model.redo()));
  for (let i = 0; i < after.length; i++) void model.undo();
  return { before: walk(moves(() => model.canUndo(), () => void model.undo())).reverse(), after };
}

/** Writes a history into a fresh model that holds its first text, and goes back to where it stood. */
export function relive(model: editor.ITextModel, steps: readonly Step[], back: number): void {
  let from: Step | undefined;
  for (const step of steps) {
    if (from) {
      const { at, end, text } = changeBetween(from.text, step.text);
      const before = from.spots.map((one) => selectionOf(model, one));
      const range = Range.fromPositions(model.getPositionAt(at), model.getPositionAt(end));
      model.pushStackElement();
      model.pushEditOperations(before, [{ range, text }], () => step.spots.map((one) => selectionOf(model, one)));
      model.pushStackElement();
    }
    from = step;
  }
  for (let i = 0; i < back; i++) void model.undo();
}

/** What a model begins with, so that its history can be written into it; and that history. */
export function begin(text: string, stand: Stand | undefined): { text: string; steps: readonly Step[]; back: number } {
  const steps = stand ? history({ text, spots: stand.spots }, stand) : [];
  return { text: steps[0]?.text ?? text, steps, back: stand?.after.length ?? 0 };
}
