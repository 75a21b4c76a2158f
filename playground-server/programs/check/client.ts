/** One of a check's clients: the real socket.io-client on a tapped line, and that line's packets. */
import { io, type Socket } from 'socket.io-client';
import type { CheckClient, ClientOptions, LinePacket } from '../../../protocol/exercises.ts';
import { TOKEN_PARAM } from '../../../protocol/channel.ts';
import type { Line } from '../../line/lines.ts';
import { CheckFailed, shown } from './failed.ts';
import { KNOCK, MOST_PACKETS, type Tape } from './tape.ts';
import { KNOCK_MS, until, type Course } from './waiting.ts';

export interface ClientParts {
  name: string;
  /** `http://127.0.0.1:3001` */
  origin: string;
  program: string;
  line: Line;
  tape: Tape;
  course: Course;
  /** Ends the check. */
  broke(why: CheckFailed): void;
  options: Omit<ClientOptions, 'dialOnly'> & { patience: number };
}
export interface PlayedClient extends CheckClient {
  readonly number: number;
  close(): void;
}

export function playClient({ name, origin, program, line, tape, course, broke, options }: ClientParts): PlayedClient {
  const { namespace = '/', reconnects = false, patience, ...rest } = options;
  const socket: Socket = io(`${origin}${namespace}`, {
    path: `/play/${program}/socket.io/`,
    query: { [TOKEN_PARAM]: line.token },
    transports: ['websocket'],
    forceNew: true,
    reconnection: reconnects,
    reconnectionDelay: 20,
    reconnectionDelayMax: 200,
    timeout: KNOCK_MS,
    ...rest,
  });
  let knocks = 0;
  /** Questions on the line that an `ask` knows for its own: several may be under way. */
  const claimed = new Set<number>();

  const packets = (): LinePacket[] => {
    const all = tape.packets();
    if (all.length > MOST_PACKETS) throw new CheckFailed({ message: 'flood', params: { limit: MOST_PACKETS } });
    return all.filter((packet) => !packet.namespace.startsWith(KNOCK));
  };
  const watch = (changed: () => void) => tape.watch(changed);

  /** On its way to the program, for the first time or again: what it will bring is not decided yet. */
  const dialling = () => socket.io.engine?.readyState === 'opening' || (reconnects && socket.active && socket.io.engine?.readyState !== 'open');
  async function settled(): Promise<void> {
    const silent = () => new CheckFailed({ message: 'not-answering', params: shown({ who: name, seconds: KNOCK_MS / 1000 }) });
    if (!(await until(course, KNOCK_MS, (changed) => dials(socket, changed), () => !dialling()))) throw silent();
    const { engine } = socket.io;
    if (engine?.readyState !== 'open') return;
    const door = `${KNOCK}${++knocks}`;
    engine.write(`0${door},`);
    const answered = () => tape.packets().some(({ from, namespace: on }) => from === 'server' && on === door);
    // A line that broke meanwhile answers nothing more: what was on it is all there is.
    const came = await until(course, KNOCK_MS, (changed) => both(watch(changed), closing(engine, changed)), () => packets().length >= 0 && (answered() || engine.readyState !== 'open'));
    if (!came) throw silent();
  }

  async function find(test: (packet: LinePacket) => boolean, since = 0, wait = patience): Promise<LinePacket | undefined> {
    let found: LinePacket | undefined;
    const look = () => (found = packets().slice(since).find(test)) !== undefined;
    if (await until(course, wait, watch, look)) return found;
    await settled();
    look();
    return found;
  }

  return {
    name,
    number: line.id,
    socket,
    on(event, run) {
      socket.on(event, (...args: unknown[]) => {
        // Nobody above catches: what a program makes a check's own code do must not end the server.
        try {
          run(...args);
        } catch (error) {
          console.error(error);
          broke(new CheckFailed({ message: 'broken', params: {} }));
        }
      });
    },
    packets,
    now: () => packets().length,
    find,
    async ask(event, ...args) {
      const since = packets().length;
      socket.emit(event, ...args, () => {});
      const values = JSON.stringify(args);
      const sent = await find((packet) => packet.from === 'client' && packet.event === event && packet.ackId !== undefined && !claimed.has(packet.n) && JSON.stringify(packet.args) === values && Boolean(claimed.add(packet.n)), since);
      if (!sent) throw new CheckFailed({ message: 'no-connection', params: shown({ who: name, why: 'closed' }) });
      const answer = await find((packet) => packet.from === 'server' && (packet.name === 'ACK' || packet.name === 'BINARY_ACK') && packet.ackId === sent.ackId && packet.namespace === sent.namespace, since);
      return { sent, answer };
    },
    settled,
    delay: (ms) => void (line.faults = ms > 0 ? { delay: ms } : {}),
    cut: () => void line.cut('rst'),
    leave: () => void socket.disconnect(),
    close() {
      socket.io.reconnection(false);
      socket.disconnect();
      socket.io.engine?.close();
    },
  };
}

const both = (first: () => void, second: () => void) => () => {
  first();
  second();
};
/** Calls at whatever becomes of dialling. */
function dials({ io: manager }: Socket, changed: () => void): () => void {
  manager.on('open', changed);
  manager.on('error', changed);
  manager.on('close', changed);
  manager.on('reconnect_error', changed);
  manager.on('reconnect_failed', changed);
  return () => {
    manager.off('open', changed);
    manager.off('error', changed);
    manager.off('close', changed);
    manager.off('reconnect_error', changed);
    manager.off('reconnect_failed', changed);
  };
}
function closing(engine: Socket['io']['engine'], changed: () => void): () => void {
  engine.on('close', changed);
  return () => void engine.off('close', changed);
}
