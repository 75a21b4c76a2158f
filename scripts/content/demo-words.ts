/** The words of the demos (src/demos/NAME/words.ts) have the same keys in Thai and English. */
import { pathToFileURL } from 'node:url';
import type { Problem } from './problem.ts';

/** Paths of an object's leaves: text, numbers and functions. Lists count by their length. */
export function leaves(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
}

/** Compares each export that is made of `th` and `en`. `file` is relative to the root, `path` absolute. */
export async function checkWords(file: string, path: string): Promise<Problem[]> {
  const start = { file, line: 1, column: 1 };
  let exports: Record<string, unknown>;
  try {
    exports = (await import(pathToFileURL(path).href)) as Record<string, unknown>;
  } catch (error) {
    return [{ ...start, message: `these words cannot be loaded: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}` }];
  }
  return Object.entries(exports).flatMap(([name, value]) => {
    if (typeof value !== 'object' || value === null || !('th' in value || 'en' in value)) return [];
    const { th, en } = value as { th?: unknown; en?: unknown };
    const lacking = th === undefined ? 'th' : en === undefined ? 'en' : undefined;
    if (lacking) return [{ ...start, message: `${name} has no "${lacking}"; write it in both languages` }];
    const [thai, english] = [new Set(leaves(th)), new Set(leaves(en))];
    const missing = (from: Set<string>, other: Set<string>, language: string) =>
      [...from].filter((key) => !other.has(key)).map((key) => ({ ...start, message: `${name}.${language} has no "${key}"; write it, or take it out of the other language` }));
    return [...missing(thai, english, 'en'), ...missing(english, thai, 'th')];
  });
}
