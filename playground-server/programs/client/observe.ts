/**
 * Watches one socket of the real `socket.io-client` and tells what the learner can't see: events that arrive where
 * nobody listens, handlers that are there twice, what was kept back and then sent at once. It changes nothing.
 */
import type { SeenCode } from '../../../protocol/hints.ts';
import { placed } from '../host/guest/observe-acks.ts';
import { watchEmits } from '../host/guest/observe-emit.ts';
import { late, missed, repeated, watched, type Emitter } from '../host/guest/observe-listeners.ts';

export type TellSeen = (code: SeenCode, params: Record<string, string | number>) => void;

type Args = unknown[];
interface ClientSocket extends Emitter {
  connected: boolean;
  nsp: string;
  sendBuffer: { data?: unknown[] }[];
  flags: { timeout?: number };
  listenersAny(): unknown[];
}
interface TransportError {
  type?: string;
  message?: string;
  description?: unknown;
}

/** So many packets, kept while there was no connection and sent in one go, are worth a word. */
const BURST = 5;
const MOST = 15;
const watching = new WeakSet<object>();

/** Watches `socket` from now on and returns it; anything else is returned as it is. */
export function observe<T>(made: T, tell: TellSeen): T {
  if (typeof made !== 'object' || made === null || !('nsp' in made) || watching.has(made)) return made;
  watching.add(made);
  const socket = made as unknown as ClientSocket & Record<string, (...args: Args) => unknown>;
  const namespace = socket.nsp;
  const told = new Set<string>();
  const say: TellSeen = (code, params) => {
    const key = `${code} ${params.event ?? params.message ?? ''}`;
    if (told.size >= MOST || told.has(key)) return;
    told.add(key);
    tell(code, params);
  };
  const around = (name: string, make: (original: (...args: Args) => unknown) => (...args: Args) => unknown) => {
    const original = socket[name];
    if (typeof original === 'function') (socket as Record<string, unknown>)[name] = make(original.bind(socket));
  };

  const lostOf = watchEmits();
  let connectedBefore = false;
  let acked = 0;
  let arriving = '';
  around('onevent', (original) => (packet) => {
    const { id, data } = packet as { id?: number; data?: unknown[] };
    acked = id === undefined ? 0 : 1;
    arriving = String(data?.[0]).slice(0, 100);
    return original(packet);
  });
  around('emitEvent', (original) => (args) => {
    const event = String((args as Args)[0]).slice(0, 100);
    if (socket.listeners(event).length === 0 && socket.listenersAny().length === 0) {
      missed(socket, event);
      say('no-listener', { event, namespace, acked });
    }
    const count = repeated(socket, event);
    if (count) say('repeated-listener', { event, namespace, count });
    return original(args);
  });
  around('ack', (original) => (id) => {
    const event = arriving;
    const unheard = socket.listeners(event).length === 0;
    return watched(original(id) as (...args: Args) => unknown, () => !unheard && socket.connected && say('ack-dropped', { event, namespace, id: Number(id) }));
  });
  around('on', (original) => (...args) => {
    if (late(socket, String(args[0]))) say('late-listener', { event: String(args[0]).slice(0, 100), namespace });
    original(...args);
    return socket;
  });
  around('emit', (original) => (...args) => {
    const ack = args.at(-1);
    return original(...(typeof ack === 'function' && socket.flags.timeout !== undefined ? [...args.slice(0, -1), placed(ack as (...args: Args) => unknown)] : args));
  });
  around('packet', (original) => (packet, ...rest) => {
    const { type, data } = packet as { type?: number; data?: unknown[] };
    // 2 is EVENT, 3 is ACK.
    const event = type === 2 ? String(data?.[0]).slice(0, 100) : 'ack';
    const lost = Array.isArray(data) && (type === 2 || type === 3) ? lostOf(event, type === 2 ? data.slice(1) : data) : undefined;
    if (lost) say(lost.code, { event, what: lost.what, path: lost.path });
    return original(packet, ...rest);
  });
  around('emitBuffered', (original) => () => {
    const count = socket.sendBuffer.length;
    // Before the first connection that is how it is meant to work.
    if (connectedBefore && count >= BURST) say('burst', { event: String(socket.sendBuffer[0]?.data?.[0]).slice(0, 100), count });
    connectedBefore = true;
    return original();
  });
  around('emitReserved', (original) => (...args) => {
    if (args[0] === 'connect_error') {
      const error = args[1] as TransportError;
      const message = String(error?.message).slice(0, 200);
      if (error?.type === 'TransportError') say('transport-error', { message, status: typeof error.description === 'number' ? error.description : 0 });
      else if (socket.listeners('connect_error').length === 0) say('refused-unheard', { namespace, message });
    }
    return original(...args);
  });
  return made;
}
