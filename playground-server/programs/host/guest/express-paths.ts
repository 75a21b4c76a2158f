/** Paths of routes as express 4 and 5 write them: `/a/:id`, `/a/:id?`, `/a{/:id}`, `*`, `/files/*rest`. */

interface Matched {
  params: Record<string, string>;
  /** The part of the address that the path stands for, without a final slash. */
  taken: string;
}
export type Match = (pathname: string) => Matched | undefined;

/** What was asked for cannot be read: the client is answered 400, as by express. */
class BadPath extends Error {
  status = 400;
}

/** A matcher of one path, a pattern, or several. `prefix`: what `use` mounts at also stands for all below it. */
export function matcher(path: unknown, prefix: boolean): Match {
  if (Array.isArray(path)) {
    const all = path.map((one) => matcher(one, prefix));
    return (pathname) => all.reduce<Matched | undefined>((found, match) => found ?? match(pathname), undefined);
  }
  const names: string[] = [];
  const pattern = path instanceof RegExp ? path : new RegExp(`^(${source(String(path).replace(/\/$/, ''), names)})${prefix ? '(?=/|$)' : '/?$'}`, 'i');
  return (pathname) => {
    pattern.lastIndex = 0;
    const found = pattern.exec(pathname);
    if (!found) return undefined;
    if (path instanceof RegExp) return { params: { ...Object.fromEntries(found.slice(1).map((text, i) => [String(i), text])), ...found.groups }, taken: '' };
    const params = names.flatMap((name, i) => (found[i + 2] === undefined ? [] : [[name, decoded(found[i + 2] as string)]]));
    return { params: Object.fromEntries(params) as Record<string, string>, taken: found[1] as string };
  };
}

/** The path as the source of a regular expression; the names of its groups go to `names`. */
function source(path: string, names: string[]): string {
  let stars = 0;
  return path.replace(/\/:(\w+)\?|:(\w+)|\*(\w*)|[{}.+?^$()|[\]\\]/g, (whole, optional: string | undefined, name: string | undefined, rest: string | undefined) => {
    if (optional !== undefined || name !== undefined) {
      names.push(String(optional ?? name));
      return optional === undefined ? '([^/]+)' : '(?:/([^/]+))?';
    }
    if (rest !== undefined) {
      names.push(rest || String(stars++));
      return '(.*)';
    }
    if (whole === '{') return '(?:';
    if (whole === '}') return ')?';
    return `\\${whole}`;
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new BadPath(`Failed to decode param '${text.slice(0, 100)}'`);
  }
}
