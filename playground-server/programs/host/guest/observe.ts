/**
 * Watches the real `socket.io` at work and tells what the learner can't see: what arrives where nobody listens,
 * acknowledgements that nobody can call any more, rooms that nobody is in. It changes nothing of what happens.
 */
import type { Place } from '../../../../protocol/programs.ts';
import { SEEN_MARK, type SeenCode } from '../../../../protocol/hints.ts';
import { host } from './host-calls.ts';
import { placed } from './observe-acks.ts';
import { watchEmits } from './observe-emit.ts';
import { late, missed, repeated, watched, type Emitter } from './observe-listeners.ts';
import { placesOf } from './places.ts';

type Args = unknown[];
type Method = (this: never, ...args: never[]) => unknown;
interface ServerSocket extends Emitter {
  id: string;
  connected: boolean;
  nsp: { name: string };
  fns: unknown[];
  flags: { timeout?: number };
  listenersAny(): unknown[];
}
interface Packet {
  type?: number;
  id?: number;
  data?: unknown[];
}
interface Operator {
  adapter: { rooms: ReadonlyMap<unknown, unknown> };
  rooms: ReadonlySet<unknown>;
  exceptRooms: ReadonlySet<unknown>;
  flags: { timeout?: number };
}

/** Each thing is told once, and not many things. */
const MOST = 15;
const told = new Set<string>();
function tell(code: SeenCode, params: Record<string, string | number>, places = placesOf(new Error().stack)): void {
  const key = `${code} ${String(params.event ?? params.origin ?? '')} ${String(params.namespace ?? '')}`;
  if (told.size >= MOST || told.has(key)) return;
  told.add(key);
  host.problem(JSON.stringify({ severity: 'warning', name: 'Seen', message: '', code: SEEN_MARK + code, params, stack: places.slice(0, 5) }));
}

/** What is seen must never change what happens: not even when looking fails. */
function look(see: () => unknown): void {
  try {
    see();
  } catch {
    // A learner's getter threw, say: then nothing was seen.
  }
}
/** Puts `make(original)` in the place of a method. */
function around<T extends object>(target: T, name: string, make: (original: (...args: Args) => unknown) => (this: never, ...args: Args) => unknown): void {
  const methods = target as Record<string, Method>;
  methods[name] = make(methods[name] as never) as Method;
}
const eventOf = (packet: Packet): string => String(packet.data?.[0]).slice(0, 100);

/** Ids of sockets that are gone, with how many had connected by then. */
const gone = new Map<string, number>();
let connections = 0;

function watchSocket(Socket: { prototype: object }): void {
  const { prototype } = Socket;
  let arriving = '';
  around(prototype, 'onevent', (original) => function (this: ServerSocket, packet) {
    arriving = eventOf(packet as Packet);
    look(() => watchEvent(this, packet as Packet, arriving));
    // The acknowledgement is put beside the data. Of a copy, because the packet stays in a circle of the library's until
    // the engine looks for circles, and that the acknowledgement is dropped would show only then. (And see `run`.)
    const { data } = packet as Packet;
    return original.call(this, { ...(packet as Packet), ...(Array.isArray(data) ? { data: [...(data as unknown[])] } : {}) });
  });
  around(prototype, 'run', (original) => function (this: ServerSocket, event, go) {
    // As the library does; but there a function that stays in such a circle is made before.
    return this.fns.length === 0 ? (go as () => unknown)() : original.call(this, event, go);
  });
  // What a socket's handlers throw comes out of here; it is the class above that calls them.
  around(Object.getPrototypeOf(prototype) as object, 'emitUntyped', (original) => function (this: ServerSocket, ...args) {
    try {
      return original.apply(this, args);
    } catch (error) {
      look(() => watchThrown(this, args, error));
      throw error;
    }
  });
  around(prototype, 'ack', (original) => function (this: ServerSocket, id) {
    const event = arriving;
    const { name: namespace } = this.nsp;
    const unheard = this.listeners(event).length === 0;
    const answer = original.call(this, id) as (...args: Args) => unknown;
    return watched(answer, () => !unheard && this.connected && tell('ack-dropped', { event, namespace, id: Number(id) }));
  });
  // Without a time limit such a promise is only ever fulfilled: to hear of that changes nothing.
  around(prototype, 'emitWithAck', (original) => function (this: ServerSocket, ...args) {
    const endless = this.flags.timeout === undefined;
    const answer = original.apply(this, args) as Promise<unknown>;
    look(() => endless && asked(this, String(args[0]).slice(0, 100), answer));
    return answer;
  });
  around(prototype, 'registerAckCallback', (original) => function (this: ServerSocket, id, ack) {
    return original.call(this, id, this.flags.timeout === undefined ? ack : placed(ack as (...args: Args) => unknown));
  });
  for (const name of ['on', 'addListener', 'once'])
    around(prototype, name, (original) => function (this: ServerSocket, ...args) {
      const [event] = args as [string];
      look(() => late(this, event) && tell('late-listener', { event, namespace: this.nsp.name }));
      return original.apply(this, args);
    });
  around(prototype, 'use', (original) => function (this: ServerSocket, run) {
    // Leaving some packets out is a middleware's right; one that has let none through is a mistake.
    let [passed, dropped] = [0, 0];
    const namespace = this.nsp.name;
    const wrapped = (packet: unknown, next: (...args: Args) => unknown) =>
      (run as Method).call(this as never, packet as never, watched((...args: Args) => (passed++, next(...args)), () => ++dropped > 1 && passed === 0 && tell('next-dropped', { namespace, where: 'socket.use' })) as never);
    return original.call(this, typeof run === 'function' ? wrapped : run);
  });
  around(prototype, '_onclose', (original) => function (this: ServerSocket, reason, ...rest) {
    gone.set(this.id, connections);
    const [oldest] = gone.keys();
    if (gone.size > 500 && oldest !== undefined) gone.delete(oldest);
    if (reason === 'ping timeout') tell('ping-timeout', {});
    look(() => questions.get(this)?.forEach(({ event, places }) => tell('ack-left', { event, namespace: this.nsp.name }, places)));
    return original.call(this, reason, ...rest);
  });
  around(prototype, 'packet', (original) => function (this: ServerSocket, packet, ...rest) {
    look(() => watchData(packet as Packet));
    return original.call(this, packet, ...rest);
  });
}

/** Questions without a time limit that wait for their answer. */
const questions = new WeakMap<object, Set<{ event: string; places: Place[] }>>();
function asked(socket: object, event: string, answer: Promise<unknown>): void {
  const open = questions.get(socket) ?? new Set();
  questions.set(socket, open);
  const question = { event, places: placesOf(new Error().stack) };
  open.add(question);
  void answer.then(() => open.delete(question));
}

function watchEvent(socket: ServerSocket, packet: Packet, event: string): void {
  const { name: namespace } = socket.nsp;
  const acked = packet.id === undefined ? 0 : 1;
  const handlers = socket.listeners(event);
  // A catch-all or a middleware may be what handles it.
  if (handlers.length === 0 && socket.listenersAny().length === 0 && socket.fns.length === 0) {
    missed(socket, event);
    tell('no-listener', { event, namespace, acked });
  }
  const count = repeated(socket, event);
  if (count) tell('repeated-listener', { event, namespace, count });
}

/** A handler called something that is no function, in an event that brought fewer values than it has parameters. */
function watchThrown(socket: ServerSocket, [event, ...args]: Args, error: unknown): void {
  if (!(error instanceof TypeError) || !/not a function/.test(error.message) || typeof args.at(-1) === 'function') return;
  const expected = Math.max(0, ...socket.listeners(String(event)).map((handler) => handler.length));
  if (expected > args.length) tell('more-expected', { event: String(event).slice(0, 100), namespace: socket.nsp.name, expected, got: args.length });
}

const lostOf = watchEmits();
function watchData(packet: Packet): void {
  const data = packet.data;
  if (!Array.isArray(data)) return;
  const isEvent = packet.type === 2;
  const event = isEvent ? eventOf(packet) : 'ack';
  const lost = lostOf(event, isEvent ? data.slice(1) : data);
  if (lost) tell(lost.code, { event, what: lost.what, path: lost.path });
}

function watchNamespace(Namespace: { prototype: object }): void {
  const { prototype } = Namespace;
  around(prototype, 'use', (original) => function (this: never, run) {
    const wrapped = (socket: { nsp: { name: string }; client: { conn: { readyState: string } } }, next: (...args: Args) => unknown) => {
      const { conn } = socket.client;
      const { name: namespace } = socket.nsp;
      const passed = watched(next, () => conn.readyState === 'open' && tell('next-dropped', { namespace, where: 'io.use' }));
      return (run as Method).call(undefined as never, socket as never, passed as never);
    };
    return original.call(this, typeof run === 'function' ? wrapped : run);
  });
  for (const name of ['on', 'addListener'])
    around(prototype, name, (original) => function (this: Emitter & { name: string }, event, run) {
      const result = original.call(this, event, run);
      look(() => {
        if (event !== 'connection' && event !== 'connect') return;
        const count = this.listeners(event).filter((one) => String(one) === String(run)).length;
        if (count >= 3) tell('repeated-listener', { event, namespace: this.name, count });
      });
      return result;
    });
  around(prototype, '_doConnect', (original) => function (this: never, ...args) {
    connections++;
    return original.apply(this, args);
  });
  // The class of what `to()` returns is not exported.
  watchOperator(Object.getPrototypeOf((prototype as { to: Method }).to.call({ adapter: {} } as never, 'x' as never)) as object);
}

function watchOperator(prototype: object): void {
  const emptied = new WeakSet<object>();
  for (const name of ['to', 'in'])
    around(prototype, name, (original) => function (this: Operator, room) {
      const made = original.call(this, room) as object;
      if (Array.isArray(room) && room.length === 0 && this.rooms.size === 0) emptied.add(made);
      return made;
    });
  around(prototype, 'emit', (original) => function (this: Operator, ...args) {
    look(() => watchBroadcast(this, args, emptied.has(this)));
    const ack = args.at(-1);
    return original.apply(this, typeof ack === 'function' && this.flags.timeout !== undefined ? [...args.slice(0, -1), placed(ack as (...args: Args) => unknown)] : args);
  });
}

function watchBroadcast({ adapter, rooms, exceptRooms, flags }: Operator, args: Args, emptied: boolean): void {
  const event = String(args[0]).slice(0, 100);
  const withAck = typeof args.at(-1) === 'function';
  if (emptied) tell('to-empty', { event });
  if (withAck && flags.timeout === undefined) tell('ack-no-timeout', { event });
  const known = adapter.rooms;
  for (const room of rooms) {
    if (rooms.size === 1 && exceptRooms.has(room)) tell('own-id', { room: String(room), event });
    else if (!known.has(room)) {
      if (typeof room === 'number' ? known.has(String(room)) : typeof room === 'string' && known.has(Number(room))) tell('room-type', { room: String(room), event });
      else if (typeof room === 'string' && (gone.get(room) ?? Infinity) < connections) tell('gone-id', { room, event });
    }
  }
  watchData({ type: 2, data: withAck ? args.slice(0, -1) : args });
}

/** What is wrong with the origins of a `cors` option, by the option alone: a browser never sends a path, nor a name alone. */
export function watchCors(cors: unknown): void {
  const origin = (cors as { origin?: unknown } | undefined)?.origin;
  for (const one of Array.isArray(origin) ? origin.slice(0, 20) : [origin]) {
    if (typeof one !== 'string' || one === '*' || one === 'null') continue;
    if (/^http:.*:80$|^https:.*:443$/.test(one) || !/^[a-z][a-z0-9+.-]*:\/\/(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d+)?$/.test(one)) tell('cors-never', { origin: one.slice(0, 100) });
  }
}

interface Library {
  Socket: { prototype: object };
  Namespace: { prototype: object };
}
/** Watches everything that this copy of `socket.io` makes; returns it. */
export function observed<T extends object>(library: T): T {
  const { Socket, Namespace } = library as unknown as Library;
  watchSocket(Socket);
  watchNamespace(Namespace);
  return library;
}
