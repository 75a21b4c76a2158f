/**
 * Which of the server's messages runs what runs now in a client, so that a console line or an error can name it. The
 * real `socket.io-client` stays as it is: each of its managers is watched where a message comes in, where it is read as
 * a packet, and where that packet's handlers run. What runs later (after an `await`, a timer) has no cause, never a wrong one.
 */
import type { Heard } from '../../../protocol/programs.ts';

/** What is needed of a `Manager` of socket.io-client 4. */
interface Manager {
  engine?: { id?: string };
  ondata(data: unknown): void;
  ondecoded(packet: object): void;
  emitReserved(event: string, ...args: unknown[]): unknown;
}

export interface ClientCauses {
  /** Watches the manager of a socket that was just made, before its line opens. Anything else is left alone. */
  watch(made: unknown): void;
  /** The message whose handlers run now. */
  now(): Heard | undefined;
  /** The message whose handler threw this. */
  of(error: unknown): Heard | undefined;
}

export function createClientCauses(): ClientCauses {
  const watched = new WeakSet<object>();
  const thrown = new WeakMap<object, Heard>();
  let current: Heard | undefined;

  function watchManager(manager: Manager): void {
    const { ondata, ondecoded, emitReserved } = manager;
    const carried = new WeakMap<object, Heard>();
    let session: string | undefined;
    let packet = 0;
    manager.ondata = (data) => {
      if (manager.engine?.id !== session) packet = 0;
      session = manager.engine?.id;
      packet += 1;
      ondata.call(manager, data);
    };
    // A packet with attachments is whole with the last of its messages.
    manager.ondecoded = (decoded) => {
      if (session !== undefined) carried.set(decoded, { packet, session });
      ondecoded.call(manager, decoded);
    };
    manager.emitReserved = (event, ...args) => {
      if (event !== 'packet') return emitReserved.call(manager, event, ...args);
      const before = current;
      current = carried.get(args[0] as object);
      try {
        return emitReserved.call(manager, event, ...args);
      } catch (error) {
        if (current && typeof error === 'object' && error !== null) thrown.set(error, current);
        throw error;
      } finally {
        current = before;
      }
    };
  }

  return {
    watch(made) {
      const manager = (made as { io?: Partial<Manager> } | null | undefined)?.io;
      if (!manager || watched.has(manager) || !manager.ondata || !manager.ondecoded || !manager.emitReserved) return;
      watched.add(manager);
      watchManager(manager as Manager);
    },
    now: () => current,
    of: (error) => (typeof error === 'object' && error !== null ? thrown.get(error) : undefined),
  };
}
