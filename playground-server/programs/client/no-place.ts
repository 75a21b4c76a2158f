/** Errors of which browsers don't say where they happened: what can be found out all the same. */
import type { Place } from '../../../protocol/programs.ts';

/** The package that a browser does not know, where the message is of one. */
export const unknownPackage = (message: string): string | undefined => /module specifier "([^"]+)"|specifier “([^”]+)”|Module name, '([^']+)'/.exec(message)?.slice(1).find(Boolean);

/** The line of the client's script that asks for a package, of the files that are the learner's. */
export async function whereImported(specifier: string, files: readonly string[]): Promise<Place | undefined> {
  const file = files.find((one) => /^client\.[jt]s$/.test(one));
  if (!file) return undefined;
  const code = await fetch('client.js').then((answer) => answer.text(), () => '');
  const at = code.split('\n').findIndex((line) => line.includes(`"${specifier}"`) || line.includes(`'${specifier}'`));
  return at < 0 ? undefined : { file, line: at + 1 };
}

/** A sandboxed page has no storage, and the error that says so has no stack: it is given one. */
export function placeStorageErrors(): void {
  const storage: [owner: object, name: string][] = [[window, 'localStorage'], [window, 'sessionStorage'], [Document.prototype, 'cookie']];
  for (const [owner, name] of storage) {
    const own = Object.getOwnPropertyDescriptor(owner, name);
    if (!own?.configurable) continue;
    const { get, set } = own;
    Object.defineProperty(owner, name, {
      ...own,
      ...(get ? { get(this: unknown) { return placed(() => get.call(this) as unknown); } } : {}),
      ...(set ? { set(this: unknown, value: unknown) { placed(() => set.call(this, value)); } } : {}),
    });
  }
}
function placed<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Error) Object.defineProperty(error, 'stack', { value: new Error().stack, configurable: true });
    throw error;
  }
}
