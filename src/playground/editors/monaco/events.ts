/**
 * Names of events, for `socket.on("` and `socket.emit("`: those that Socket.IO reserves for this very object, and those
 * that the other end of the program sends or waits for. Without a map of events TypeScript takes any string there and
 * offers none.
 */

export type Call = 'hears' | 'sends';
const HEARS = ['on', 'once', 'off', 'addListener', 'prependListener', 'removeListener', 'removeAllListeners', 'listeners', 'hasListeners'];
const SENDS = ['emit', 'emitWithAck'];

export interface OpenCall {
  call: Call;
  /** Where the method's name begins, from the begin of the text. */
  method: number;
  /** The last name before the method; empty where it is no name. */
  receiver: string;
  /** Where the string begins, after its quote. */
  from: number;
}

/** The call whose first argument, a string, is being typed at the end of `before`; undefined where none is. */
export function openCall(before: string): OpenCall | undefined {
  const found = /([\w$]*)\s*\.\s*([A-Za-z]+)\s*\(\s*(["'`])([^"'`\n]*)$/.exec(before);
  if (!found) return undefined;
  const [whole, receiver = '', name = '', , typed = ''] = found;
  const call = HEARS.includes(name) ? 'hears' : SENDS.includes(name) ? 'sends' : undefined;
  if (!call) return undefined;
  return { call, receiver, method: found.index + whole.indexOf(name, receiver.length), from: before.length - typed.length };
}

const NAMES = (methods: readonly string[]) => new RegExp(`\\.\\s*(?:${methods.join('|')})\\s*\\(\\s*(["'\`])([^"'\`\\n$]+)\\1`, 'g');
const heard = NAMES(['on', 'once', 'prependListener']);
const sent = NAMES(['emit', 'emitWithAck']);

/** Events that a file sends or hears, as it names them, each once, in order. */
export function eventsIn(text: string, call: Call): string[] {
  const names = [...text.matchAll(call === 'hears' ? heard : sent)].map((found) => found[2] ?? '');
  return [...new Set(names)];
}

/** What stands before the method in a signature of each kind of object, and the events that it tells by itself. */
const RESERVED: Record<'server' | 'client', readonly [RegExp, readonly string[]][]> = {
  server: [
    [/\bServerReservedEventsMap\b/, ['connection', 'new_namespace']],
    [/\bNamespaceReservedEventsMap\b/, ['connection']],
    [/\bSocketReservedEventsMap\b|^Socket\b/, ['disconnect', 'disconnecting', 'error']],
    [/^(BroadcastOperator|RemoteSocket|Server|Namespace|ParentNamespace)</, []],
  ],
  client: [
    [/\bManagerReservedEvents\b/, ['reconnect', 'reconnect_attempt', 'reconnect_error', 'reconnect_failed', 'open', 'ping', 'error', 'close']],
    [/\bSocketReservedEvents\b|^Socket\b/, ['connect', 'connect_error', 'disconnect']],
  ],
};
/** What a name says of an object whose type is not known, as in `function wire(io, socket)`. */
const BY_NAME: Record<'server' | 'client', readonly [RegExp, readonly string[]][]> = {
  server: [
    [/^(io|nsp|namespace)$/i, ['connection']],
    [/socket$/i, ['disconnect', 'disconnecting', 'error']],
  ],
  client: [[/socket$/i, ['connect', 'connect_error', 'disconnect']]],
};

/**
 * The events that Socket.IO itself tells on an object, by what TypeScript says of the method (`signature`, empty where it
 * does not know) and by the object's name. Undefined where the object is none of Socket.IO's.
 */
export function reservedFor(signature: string, receiver: string, end: 'server' | 'client'): readonly string[] | undefined {
  const known = /^\((?:method|property)\)\s*(.*?)\.\w+(?:<|\(|:)/.exec(signature.replace(/\s+/g, ' '))?.[1];
  const table = known === undefined ? BY_NAME[end] : RESERVED[end];
  return table.find(([pattern]) => pattern.test(known ?? receiver))?.[1];
}
