/**
 * The control channel: a Socket.IO server on the site's listener, where pages open lines, disturb them and receive
 * their traces. Everything that comes in is checked; what is malformed gets an error and harms nothing else.
 */
import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import * as v from 'valibot';
import { CONTROL_PATH, CONTROL_VERSION } from '../../protocol/channel.ts';
import { Requests, type Announcements, type ControlError, type Reply, type ReplyData, type RequestName } from '../../protocol/control.ts';
import type { Json } from '../../protocol/trace/event.ts';
import { FarEndError } from '../demos/far-end.ts';
import { farEnds } from '../demos/index.ts';
import type { Clock, LineLimits } from './limits.ts';
import { LineRefused, type Line, type Lines } from './lines.ts';
import { createRate } from './rate.ts';
import { createViewer, type Viewer } from './viewer.ts';

export interface ControlOptions {
  lines: Lines;
  limits: LineLimits;
  clock: Clock;
  isAllowedHost(host: string | undefined): boolean;
  isAllowedOrigin(origin: string | undefined): boolean;
  /** Where pages dial the line listener. */
  lineAddress(): { port: number; url: string | null };
  /** More requests on the same channel (programs); each is called once a connection. */
  extensions?: ((socket: Socket, viewer: Viewer) => void)[];
}

/** A page that goes on asking so many times after "too fast" is no page. */
const MAX_REFUSED = 500;
/** Packets that one page may leave unread; whoever asks for more on top of that is hung up on. */
const MAX_UNREAD = 1_000;

type Handlers = { [N in RequestName]: (payload: v.InferOutput<(typeof Requests)[N]>) => ReplyData[N] };

class Refused extends Error {
  error: ControlError;
  constructor(error: ControlError) {
    super(error.code);
    this.error = error;
  }
}

/** Attaches the channel to the site's server; `close` disconnects every page. */
export function attachControl(site: HttpServer, options: ControlOptions): { close(): void } {
  const io = new Server(site, {
    path: CONTROL_PATH,
    serveClient: false,
    maxHttpBufferSize: 400_000,
    // Short enough that a page that went away (a locked phone) gives its lines back soon.
    pingInterval: 10_000,
    pingTimeout: 15_000,
    // A page of a foreign site must not open lines here, nor one that reached us under a foreign name.
    allowRequest: (request, decide) => decide(null, options.isAllowedHost(request.headers.host) && options.isAllowedOrigin(request.headers.origin)),
  });
  io.on('connection', (socket) => serve(socket, options));
  return { close: () => void io.disconnectSockets(true) };
}

function serve(socket: Socket, options: ControlOptions): void {
  const { lines, clock } = options;
  const viewer: Viewer = createViewer({
    clock,
    send: <N extends keyof Announcements>(name: N, payload: Announcements[N]) => void socket.emit(name, payload),
    unread: () => unreadBytes(socket),
    cutOff: (id) => lines.of(viewer, id)?.recorder.cutOff(),
    giveUp(id) {
      const line = lines.of(viewer, id);
      if (line) lines.end(line, 'memory');
    },
    grown: () => lines.weigh(),
  });
  const rate = createRate(options.limits.requestsPerSecond, () => clock.now());
  const handlers = handlersFor(viewer, options);
  let refused = 0;

  // Whatever was sent: a packet may carry a number as its event's name, or no name at all.
  socket.onAny((name: unknown, ...args: unknown[]) => {
    // Who asks and asks and never reads the answers is not to fill the memory with them.
    if (held(socket).length > MAX_UNREAD) return drop(socket);
    const last = args.at(-1) ?? name;
    const ack = typeof last === 'function' ? (last as (reply: unknown) => void) : undefined;
    if (typeof name === 'string' && name.startsWith('program:') && options.extensions?.length) return;
    const reply = answer(name, args[0], ack ? args.length - 1 : args.length, handlers, rate);
    refused = !reply.ok && reply.error.code === 'too-fast' ? refused + 1 : 0;
    if (refused > MAX_REFUSED) return drop(socket);
    if (ack) ack(reply);
    else if (!reply.ok) socket.emit('control:error', reply.error);
  });
  // No packet of the protocol at all: socket.io closes the connection right after this, as it must (its decoder has lost
  // its place), and nobody else's.
  socket.on('error', () => socket.emit('control:error', { code: 'malformed', params: { path: '', expected: 'a Socket.IO packet' } } satisfies ControlError));
  for (const extend of options.extensions ?? []) extend(socket, viewer);

  socket.on('disconnect', () => {
    viewer.close();
    for (const line of lines.ownedBy(viewer)) lines.end(line);
  });
  const { port, url } = options.lineAddress();
  socket.emit('welcome', { version: CONTROL_VERSION, linePort: port, lineUrl: url } satisfies Announcements['welcome']);
}

function answer(name: unknown, payload: unknown, count: number, handlers: Handlers, rate: () => number): Reply<RequestName> {
  const seconds = rate();
  if (seconds > 0) return { ok: false, error: { code: 'too-fast', params: { seconds: Math.ceil(seconds) } } };
  if (typeof name !== 'string') return { ok: false, error: { code: 'malformed', params: { path: '', expected: 'a request by its name' } } };
  if (!Object.hasOwn(Requests, name)) return { ok: false, error: { code: 'unknown-request', params: { name: name.slice(0, 60) } } };
  const key = name as RequestName;
  if (count > 1) return { ok: false, error: { code: 'malformed', params: { path: '', expected: 'one payload' } } };
  const parsed = v.safeParse(Requests[key], payload);
  if (!parsed.success) return { ok: false, error: malformed(parsed.issues[0]) };
  try {
    return { ok: true, ...handlers[key](parsed.output as never) } as Reply<RequestName>;
  } catch (error) {
    if (error instanceof Refused || error instanceof LineRefused) return { ok: false, error: error.error };
    if (error instanceof FarEndError) return { ok: false, error: { code: error.code, params: error.params } };
    console.error(error);
    return { ok: false, error: { code: 'internal' } };
  }
}

function malformed(issue: v.BaseIssue<unknown>): ControlError {
  const path = v.getDotPath(issue) ?? '';
  if (path === 'demo' && typeof issue.input === 'string') return { code: 'no-such-demo', params: { demo: issue.input.slice(0, 60) } };
  return { code: 'malformed', params: { path: path.slice(0, 100), expected: String(issue.type === 'custom' ? issue.message : (issue.expected ?? issue.message)).slice(0, 200) } };
}

function handlersFor(viewer: Viewer, { lines, clock }: ControlOptions): Handlers {
  const own = (id: number): Line => {
    const line = lines.of(viewer, id);
    if (!line) throw new Refused({ code: 'no-such-line' });
    return line;
  };
  return {
    'line:open'({ demo, options = {}, faults = {} }) {
      const farEnd = farEnds[demo];
      const line = lines.open(viewer, faults);
      try {
        line.session = farEnd.open({ mark: (name, data) => mark(line, name, data), signal: line.signal }, options);
      } catch (error) {
        lines.end(line);
        throw error;
      }
      return { line: line.id, token: line.token, opened: line.opened };
    },
    'line:faults'({ line, faults }) {
      own(line).faults = faults;
      return {};
    },
    'line:cut': ({ line, how }) => ({ connections: own(line).cut(how) }),
    'line:tell'({ line, action, data = {} }) {
      const { session } = own(line);
      if (!session?.tell) throw new Refused({ code: 'unknown-action', params: { action } });
      session.tell(action, data);
      return {};
    },
    'line:hangup'({ line }) {
      lines.end(own(line));
      viewer.flush();
      return {};
    },
    clock: () => ({ now: clock.now() }),
  };
}

function mark(line: Line, name: string, data: Json | undefined): void {
  if (line.signal.aborted) return;
  line.recorder.add({ kind: 'mark', t: line.recorder.now(), end: 'server', name, ...(data === undefined ? {} : { data }) });
}

/** Ends a connection and forgets what waits for it: a goodbye would only wait with the rest. */
function drop(socket: Socket): void {
  const { conn } = socket;
  (conn.transport as { socket?: { terminate?(): void } }).socket?.terminate?.();
  conn.close(true);
}

/** Packets that engine.io holds back while its transport is busy. */
function held({ conn }: Socket): { data?: { length?: number } }[] {
  return (conn as unknown as { writeBuffer?: { data?: { length?: number } }[] }).writeBuffer ?? [];
}
/** Bytes that the channel has taken and the network has not. */
function unreadBytes(socket: Socket): number {
  const buffered = (socket.conn.transport as { socket?: { bufferedAmount?: number } }).socket?.bufferedAmount ?? 0;
  return held(socket).reduce((sum, packet) => sum + (packet.data?.length ?? 0), buffered);
}
