/**
 * `Intl` and the `toLocale…String` methods, by what the host's Node knows of languages (`locale.ts`): chats write the
 * time of a message, and lists of names are put in order.
 */
import { FORMATTERS, MOST_QUESTION, type FormatterName } from '../locale-questions.ts';
import { host } from './host-calls.ts';

/** Longest texts that are compared, together; for more the engine's own order must do. */
const LONGEST = 4_000;

type Value = number | bigint | string | Date | Iterable<string> | undefined;
const crossing = (value: Value): unknown => {
  if (value === undefined) return ['none'];
  if (typeof value === 'bigint') return ['bigint', String(value)];
  if (typeof value === 'string') return ['text', value];
  if (typeof value === 'object' && !(value instanceof Date)) return ['list', Array.from(value, String)];
  return ['number', String(Number(value))];
};

const ERRORS: Record<string, ErrorConstructor> = { RangeError, TypeError, SyntaxError };

function ask(kind: string, method: string, locales: unknown, options: unknown, values: Value[]): unknown {
  const question = JSON.stringify({ kind, method, locales, options, values: values.map(crossing) });
  if (question.length > MOST_QUESTION) throw new RangeError(`${kind}: too much text at once for the playground`);
  const { value, error } = JSON.parse(host.locale(question)) as { value?: unknown; error?: [string, string] };
  if (error) throw new (ERRORS[error[0]] ?? Error)(error[1]);
  return value;
}

const number = (value: Value) => (typeof value === 'bigint' ? value : Number(value));
const moment = (value: Value) => (value === undefined ? Date.now() : Number(value));
const same = (value: Value) => value;

/** What the formatters make of their values before they cross, and of how many. */
const VALUES: Record<FormatterName, { take: (value: Value) => Value; most: number }> = {
  DateTimeFormat: { take: moment, most: 2 },
  NumberFormat: { take: number, most: 2 },
  RelativeTimeFormat: { take: same, most: 2 },
  ListFormat: { take: same, most: 1 },
  PluralRules: { take: number, most: 1 },
  DisplayNames: { take: String, most: 1 },
  Collator: { take: String, most: 2 },
  Segmenter: { take: String, most: 1 },
};

/** One of `Intl`'s classes. As the real ones, what they do is bound: `values.map(format.format)`. */
function classOf(kind: FormatterName): object {
  const { take, most } = VALUES[kind];
  const Formatter = {
    [kind]: function (this: object | undefined, locales?: unknown, options?: unknown): object {
      const self = new.target ? (this as object) : (Object.create(Formatter.prototype as object) as object);
      const resolved = ask(kind, 'resolvedOptions', locales, options, []);
      const hidden = (name: string, value: unknown) => Object.defineProperty(self, name, { value, enumerable: false, configurable: true, writable: true });
      hidden('resolvedOptions', () => ({ ...(resolved as object) }));
      for (const method of FORMATTERS[kind]) {
        const least = method === 'format' || method === 'formatToParts' ? 1 : 0;
        hidden(method, (...values: Value[]) => {
          const given = values.slice(0, most);
          while (given.length < least) given.push(undefined);
          return ask(kind, method, locales, options, given.map(take));
        });
      }
      return self;
    },
  }[kind] as unknown as { prototype: object; supportedLocalesOf?: unknown };
  Object.defineProperty(Formatter.prototype, Symbol.toStringTag, { value: `Intl.${kind}`, configurable: true });
  Formatter.supportedLocalesOf = (locales: string | string[] = []) => [locales].flat();
  return Formatter;
}

export function installIntl(): void {
  const scope = globalThis as unknown as Record<string, unknown>;
  const intl = Object.defineProperty({}, Symbol.toStringTag, { value: 'Intl', configurable: true });
  for (const kind of Object.keys(FORMATTERS) as FormatterName[]) {
    // Made when first asked for: most programs never do.
    Object.defineProperty(intl, kind, {
      configurable: true,
      get() {
        const value = classOf(kind);
        Object.defineProperty(intl, kind, { value, writable: true, configurable: true });
        return value;
      },
    });
  }
  Object.defineProperty(scope, 'Intl', { value: intl, writable: true, configurable: true });

  const method = (prototype: object, name: string, run: (this: never, ...given: never[]) => unknown) =>
    Object.defineProperty(prototype, name, { value: run, writable: true, enumerable: false, configurable: true });
  for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'])
    method(Date.prototype, name, function (this: Date, locales?: unknown, options?: unknown) {
      return ask('Date', name, locales, options, [this.getTime()]);
    });
  method(Number.prototype, 'toLocaleString', function (this: number, locales?: unknown, options?: unknown) {
    return ask('Number', 'toLocaleString', locales, options, [Number(this)]);
  });
  method(BigInt.prototype, 'toLocaleString', function (this: bigint, locales?: unknown, options?: unknown) {
    return ask('Number', 'toLocaleString', locales, options, [BigInt(this)]);
  });
  const plain = String.prototype.localeCompare as (this: string, other: string) => number;
  method(String.prototype, 'localeCompare', function (this: string, other: string, locales?: unknown, options?: unknown) {
    const [a, b] = [String(this), String(other)];
    return a.length + b.length > LONGEST ? plain.call(a, b) : ask('Collator', 'compare', locales, options, [a, b]);
  });
}
