/** Puts a `Wire` between every connection of an `http.Server` and the server's own handling of it. */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { Wire } from './wire.ts';
import type { WireHost } from './wire-end.ts';

export interface Tap {
  /** Connections that are open on either side. */
  readonly connections: number;
  /** Ends every connection now: what does not end by itself must not keep a closing server waiting. */
  endAll(): void;
}

/**
 * Call before `listen` and before anything else listens for connections. Only the public EventEmitter API is used;
 * fails loudly where Node no longer has exactly one `connection` listener of its own.
 */
export function tap(server: Server, host: WireHost): Tap {
  const listeners = server.listeners('connection') as ((socket: Socket) => void)[];
  const [onConnection] = listeners;
  if (listeners.length !== 1 || !onConnection) throw new Error(`http.Server has ${listeners.length} connection listeners; the tap knows how to stand before one`);
  const open = new Set<Wire>();
  const pool = { waiting: 0, limit: host.limits.heldBytes };
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    const wire = new Wire(socket, host, pool);
    open.add(wire);
    const forget = () => void (wire.gone && open.delete(wire));
    wire.once('close', forget);
    socket.once('close', forget);
    onConnection.call(server, wire as unknown as Socket);
  });
  return {
    get connections() {
      return open.size;
    },
    endAll() {
      for (const wire of open) wire.abandon();
    },
  };
}
