/** The client's script as its page loads it: types stripped, loops guarded. */
import type { Files } from '../../protocol/programs.ts';
import { guardLoops } from './client/loops.ts';
import { toJavaScript } from './compile.ts';

/** The text of a JSON value that is safe inside a script element. */
export const inScript = (value: unknown) => JSON.stringify(value).replace(/</g, '\\u003c').replace(/\u2028|\u2029/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);

export const clientFile = (files: Files) => (files['client.ts'] === undefined ? 'client.js' : 'client.ts');

/** A type error of the stripper becomes a syntax error of the script itself, at its place. */
export function clientScript(files: Files): string {
  const file = clientFile(files);
  try {
    return guardLoops(toJavaScript(file, files[file] ?? ''));
  } catch (error) {
    const { message } = error as Error;
    const line = (error as { place?: { line: number } }).place?.line ?? 1;
    return `${'\n'.repeat(line - 1)}throw new SyntaxError(${inScript(message)})`;
  }
}
