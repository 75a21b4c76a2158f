/**
 * `URLSearchParams`, and `searchParams` on the engine's own URL, which has none. Source: WHATWG URL, §6.2 (the class)
 * and §5 (application/x-www-form-urlencoded).
 */
type Pair = [string, string];
const decode = (text: string) => {
  const plain = text.replace(/\+/g, ' ');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
};
const encode = (text: string) => encodeURIComponent(text).replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`).replace(/%20/g, '+');

function pairsOf(from: unknown): Pair[] {
  if (from === undefined || from === null) return [];
  if (typeof from === 'object' || typeof from === 'function') {
    const pairs = Symbol.iterator in from ? [...(from as Iterable<Iterable<unknown>>)].map((pair) => [...pair]) : Object.entries(from);
    return pairs.map((pair) => {
      if (pair.length !== 2) throw new TypeError('Each query pair must be an iterable [name, value] tuple');
      return [String(pair[0]), String(pair[1])];
    });
  }
  const text = String(from).replace(/^\?/, '');
  return text.split('&').filter(Boolean).map((part) => {
    const at = part.indexOf('=');
    return at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))];
  });
}

export class URLSearchParams {
  #pairs: Pair[];
  #changed: (() => void) | undefined;
  constructor(from?: unknown) {
    this.#pairs = pairsOf(from);
  }
  /** The view of a URL: what is changed here changes there. */
  static of(url: URL): URLSearchParams {
    const params = new URLSearchParams(url.search);
    params.#changed = () => {
      url.search = params.toString();
    };
    return params;
  }
  #set(pairs: Pair[]): void {
    this.#pairs = pairs;
    this.#changed?.();
  }
  get size(): number {
    return this.#pairs.length;
  }
  append(name: unknown, value: unknown): void {
    this.#set([...this.#pairs, [String(name), String(value)]]);
  }
  delete(name: unknown, value?: unknown): void {
    this.#set(this.#pairs.filter(([key, held]) => key !== String(name) || (value !== undefined && held !== String(value))));
  }
  get(name: unknown): string | null {
    return this.#pairs.find(([key]) => key === String(name))?.[1] ?? null;
  }
  getAll(name: unknown): string[] {
    return this.#pairs.filter(([key]) => key === String(name)).map(([, value]) => value);
  }
  has(name: unknown, value?: unknown): boolean {
    return this.#pairs.some(([key, held]) => key === String(name) && (value === undefined || held === String(value)));
  }
  set(name: unknown, value: unknown): void {
    const at = this.#pairs.findIndex(([key]) => key === String(name));
    if (at < 0) return this.append(name, value);
    this.#set(this.#pairs.flatMap((pair, i): Pair[] => (i === at ? [[pair[0], String(value)]] : pair[0] === String(name) ? [] : [pair])));
  }
  sort(): void {
    this.#set(this.#pairs.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  }
  forEach(run: (value: string, name: string, all: URLSearchParams) => void): void {
    for (const [name, value] of this) run(value, name, this);
  }
  *keys() {
    for (const [name] of this) yield name;
  }
  *values() {
    for (const [, value] of this) yield value;
  }
  *entries(): Generator<Pair> {
    for (const [name, value] of this.#pairs) yield [name, value];
  }
  [Symbol.iterator](): Generator<Pair> {
    return this.entries();
  }
  toString(): string {
    return this.#pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  }
}

/** Puts both in their places. */
export function installSearchParams(): void {
  const views = new WeakMap<URL, URLSearchParams>();
  Object.defineProperty(URL.prototype, 'searchParams', {
    configurable: true,
    enumerable: true,
    get(this: URL) {
      const known = views.get(this);
      if (known) return known;
      const made = URLSearchParams.of(this);
      views.set(this, made);
      return made;
    },
  });
  (globalThis as unknown as Record<string, unknown>).URLSearchParams = URLSearchParams;
  const base = URL as unknown as { canParse?: (url: string, base?: string) => boolean; parse?: (url: string, base?: string) => URL | null };
  base.parse ??= (url, from) => {
    try {
      return new URL(url, from);
    } catch {
      return null;
    }
  };
  base.canParse ??= (url, from) => base.parse?.(url, from) !== null;
}
