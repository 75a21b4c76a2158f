/** A program's files as the workbench orders and names them. */
import { MAX_PROGRAM_BYTES, PROGRAM_FILES, type ProgramFile } from '../../../protocol/programs-files.ts';

export { MAX_PROGRAM_BYTES, type ProgramFile } from '../../../protocol/programs-files.ts';
export type Files = Partial<Record<ProgramFile, string>>;

/** The files there are, server first, then what the browser gets. */
export const fileNames = (files: Files): ProgramFile[] => PROGRAM_FILES.filter((name) => files[name] !== undefined);

/** Which end of the line a file belongs to. */
export const endOf = (name: string): 'server' | 'client' => (name.startsWith('server.') ? 'server' : 'client');

/** Size of all files in bytes of UTF-8: what counts against `MAX_PROGRAM_BYTES`. */
export const sizeOf = (files: Files): number => new TextEncoder().encode(Object.values(files).join('')).length;
export const isTooLarge = (files: Files): boolean => sizeOf(files) > MAX_PROGRAM_BYTES;

/** The same names with the same text in each. */
export function sameFiles(a: Files, b: Files): boolean {
  const names = fileNames(a);
  return names.length === fileNames(b).length && names.every((name) => a[name] === b[name]);
}

/** Anything as files: only known names with text in them, with a server among them and not too large; else undefined. */
export function asFiles(given: unknown): Files | undefined {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined;
  const files: Files = {};
  for (const name of PROGRAM_FILES) {
    if (!Object.hasOwn(given, name)) continue;
    const text = (given as Record<string, unknown>)[name];
    if (typeof text !== 'string') return undefined;
    files[name] = text;
  }
  if (Object.keys(given).length !== fileNames(files).length) return undefined;
  if (files['server.js'] === undefined && files['server.ts'] === undefined) return undefined;
  return isTooLarge(files) ? undefined : files;
}
