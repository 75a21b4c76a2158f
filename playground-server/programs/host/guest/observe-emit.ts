/** What can be seen of a value that is about to be emitted. Shared by the guest and the client frame. */

export interface Lost {
  code: 'lost-in-json' | 'circular';
  /** What kind of thing; and where in the emitted values it stands: `0.players`. */
  what: string;
  path: string;
}

/** Things that JSON writes as `{}`, or leaves out: what arrives is not what was sent. */
const LOST = ['Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'RegExp', 'Error'] as const;
/** How much of a value is looked at: it is looked at on every emit. */
const DEEPEST = 6;
const MOST = 200;

/** An event that was fine so often is taken to be fine: looking costs time at every emit. */
const ENOUGH = 30;
const MOST_EVENTS = 200;

/** `lostIn`, for the first emits of each event. */
export function watchEmits(): (event: string, values: readonly unknown[]) => Lost | undefined {
  const looked = new Map<string, number>();
  return (event, values) => {
    const times = looked.get(event) ?? 0;
    if (times >= ENOUGH || (times === 0 && looked.size >= MOST_EVENTS)) return undefined;
    looked.set(event, times + 1);
    return lostIn(values);
  };
}

/** The first thing in `values` that will not arrive as it is, or undefined. */
export function lostIn(values: readonly unknown[]): Lost | undefined {
  let left = MOST;
  const above: unknown[] = [];
  const visit = (value: unknown, path: string): Lost | undefined => {
    if (left-- <= 0 || typeof value !== 'object' || value === null) return undefined;
    if (above.includes(value)) return { code: 'circular', what: 'circular', path };
    if (typeof (value as { toJSON?: unknown }).toJSON === 'function' || ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return undefined;
    if (typeof Blob !== 'undefined' && value instanceof Blob) return undefined;
    const what = LOST.find((name) => Object.prototype.toString.call(value) === `[object ${name}]`);
    if (what) return { code: 'lost-in-json', what, path };
    if (above.length === DEEPEST) return undefined;
    above.push(value);
    try {
      const within = (key: string | number) => visit((value as Record<string | number, unknown>)[key], path === '' ? String(key) : `${path}.${key}`);
      if (Array.isArray(value)) {
        // By number: the names of a huge array must not be listed only to be looked at.
        for (let i = 0; i < value.length && left > 0; i++) {
          const found = within(i);
          if (found) return found;
        }
        return undefined;
      }
      for (const key in value) {
        if (left <= 0) break;
        const found = within(key);
        if (found) return found;
      }
    } finally {
      above.pop();
    }
    return undefined;
  };
  try {
    for (const [i, value] of values.entries()) {
      const found = visit(value, String(i + 1));
      if (found) return found;
    }
  } catch {
    // A getter of the learner's threw: emitting will tell.
  }
  return undefined;
}
