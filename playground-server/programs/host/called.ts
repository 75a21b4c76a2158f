/**
 * What was called where an error says "not a function": the engine tells the place, and not the name. Read from the code
 * that runs, whose columns the engine's are; where the place fits nothing that is called, nothing is said.
 */
import type { Place } from '../../../protocol/programs.ts';

/** What is called from here on: `emitt(`, `Foo.Bar(`, `done?.(`. */
const FORWARD = /^([\p{ID_Start}$_][\p{ID_Continue}$]*(?:\.[\p{ID_Start}$_][\p{ID_Continue}$]*)*)\s*(?:\?\.)?\(/u;
/** What it belongs to: `io.sockets.`; more than names is not written out. */
const BACKWARD = /(?:((?:[\p{ID_Start}$_][\p{ID_Continue}$]*\.)*[\p{ID_Start}$_][\p{ID_Continue}$]*)|[)\]])\??\.$/u;

/** `socket.emitt is not a function`, or undefined. */
export function calledAt(code: string, { line, column }: Place): string | undefined {
  const text = code.split('\n')[line - 1];
  if (text === undefined || column === undefined) return undefined;
  const [before, after] = [text.slice(0, column - 1), text.slice(column - 1)];
  const name = FORWARD.exec(after)?.[1];
  if (name === undefined || /[\p{ID_Continue}$]$/u.test(before)) return undefined;
  if (/\bnew\s+$/.test(before)) return `${name} is not a constructor`;
  const owner = BACKWARD.exec(before);
  return `${owner ? `${owner[1] ?? '…'}.` : ''}${name} is not a function`;
}
