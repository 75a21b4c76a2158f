/**
 * A learner's workbench without its drawing: the real session on a real control channel, the real sandbox, and real
 * clients on the program's own lines, watched as a frame's are. Hints stand on nothing less.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { SEEN_MARK } from '../../../../protocol/hints.ts';
import type { Files } from '../../../../protocol/programs.ts';
import { observe } from '../../../../playground-server/programs/client/observe.ts';
import { createPlayground } from '../../../../playground-server/playground.ts';
import { dialControl, type ControlChannel } from '../../../../src/line/control.ts';
import { createProgramSession, type ProgramSession, type ProgramView } from '../../../../src/playground/session.ts';

export interface Learner {
  session: ProgramSession;
  /** Runs the files; resolves once they listen, or have ended. */
  run(files: Files | string): Promise<void>;
  /** A real client in the place of a frame's page: client 1 or 2. */
  dial(client: 1 | 2, nsp?: string, options?: Partial<ManagerOptions & SocketOptions>): Socket;
  /** Resolves once the view fits, or rejects with what it was instead. */
  until(what: string, fits: (view: ProgramView) => boolean): Promise<ProgramView>;
  /** Hangs up all clients of the test. */
  hangUp(): void;
  close(): Promise<void>;
}
const PATIENCE = 15_000;

/** A server file: `before` stands in front of its connection handler, whose body begins on the fifth line. */
export const server = (handler: string, before = '', options = '{}'): string =>
  `import { Server } from 'socket.io';\nconst io = new Server(3000, ${options});\n${before}\nio.on('connection', (socket) => {\n${handler}\n});\n`;
/** Resolves once the client is connected, however often it has to try. */
export const connected = (socket: Socket): Promise<void> => new Promise((resolve) => (socket.connected ? resolve() : socket.once('connect', resolve)));

export async function createLearner(environment: Record<string, string> = {}): Promise<Learner> {
  const everybody = { isAllowedHost: () => true, isAllowedOrigin: () => true };
  const line = createPlayground(everybody, null, environment);
  const site = createServer();
  line.control.attach(site);
  const listen = (server: Server) => new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
  const sitePort = await listen(site);
  const linePort = await listen(line.server);
  const origin = `http://127.0.0.1:${sitePort}`;
  let channel: ControlChannel | undefined;
  let key: string | undefined;
  const session = createProgramSession({
    origin,
    channel: async () => (channel ??= await dialControl(origin)),
    address: () => Promise.resolve({ http: `http://127.0.0.1:${linePort}`, ws: `ws://127.0.0.1:${linePort}` }),
    key: { get: () => key, set: (next) => void (key = next) },
    now: () => performance.now(),
    after: (ms, run) => void setTimeout(run, ms),
    soon: (run) => run(),
  });
  const sockets: Socket[] = [];

  function until(what: string, fits: (view: ProgramView) => boolean): Promise<ProgramView> {
    return new Promise((resolve, reject) => {
      if (fits(session.now)) return resolve(session.now);
      const late = setTimeout(() => {
        stop();
        const { state, reason, hints, problems, limits } = session.now;
        reject(new Error(`${what} did not come: ${JSON.stringify({ state, reason, hints, problems, limits })}`));
      }, PATIENCE);
      const stop = session.watch((view) => {
        if (!fits(view)) return;
        clearTimeout(late);
        stop();
        resolve(view);
      });
    });
  }
  const learner: Learner = {
    session,
    until,
    async run(given) {
      const files = typeof given === 'string' ? { 'server.js': given } : given;
      learner.hangUp();
      await session.run(files);
      await until('listening', ({ state, clients }) => state === 'failed' || state === 'stopped' || (state === 'listening' && clients.every(({ src }) => src !== undefined)));
    },
    dial(client, nsp = '', options = {}) {
      const view = session.now.clients.find(({ id }) => id === client);
      if (!view?.src) throw new Error(`client ${client} has no line`);
      const { origin: where, pathname, searchParams } = new URL(view.src);
      const { path = '/socket.io/', ...rest } = options;
      const socket = io(`${where}${nsp}`, { forceNew: true, transports: ['websocket'], reconnectionDelay: 20, reconnectionDelayMax: 50, path: `${pathname.replace(/\/$/, '')}${path}`, query: { line: searchParams.get('line') ?? '' }, ...rest });
      sockets.push(socket);
      return observe(socket, (code, params) =>
        session.heard(client, view.line, { saitrong: 'client', type: 'problem', problem: { severity: 'warning', name: 'Seen', message: '', stack: [], hint: { code: SEEN_MARK + code, params } } }),
      );
    },
    hangUp() {
      for (const socket of sockets.splice(0)) socket.disconnect();
    },
    async close() {
      learner.hangUp();
      channel?.close();
      await line.close();
      site.closeAllConnections();
      await new Promise<void>((resolve) => site.close(() => resolve()));
    },
  };
  return learner;
}
