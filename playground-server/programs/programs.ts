/**
 * Programs on the line listener and the control channel: `/play/ID/…` for clients, `program:*` for owners. This is the
 * part's only door: `main.ts` hands it to the listener.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'socket.io';
import { TOKEN_PARAM } from '../../protocol/channel.ts';
import type { Clock } from '../line/limits.ts';
import { realClock } from '../line/limits.ts';
import type { LineRoute } from '../line/listener.ts';
import type { LineOwner, Lines } from '../line/lines.ts';
import { createCheckDesk } from './check/desk.ts';
import { attachPrograms } from './control.ts';
import { answerPolicy, frameFile, framePage, framePolicy, sharedAsset } from './frame.ts';
import { stoppedPage } from './pages.ts';
import type { createProgramPool } from './pool.ts';
import { Session, type ProgramOwner } from './session.ts';

export interface Programs {
  route: LineRoute;
  extension(socket: Socket, owner: LineOwner): void;
  /** Sessions there are, by public id. */
  readonly sessions: ReadonlyMap<string, Session>;
  /** Called once the lines exist: programs open lines for their clients, and checks dial this listener. */
  join(lines: Lines, listener: Pick<Server, 'address'>): void;
  /** Makes a session of one's own: what checks and `npm run exercises` run programs in. */
  create(owner: ProgramOwner): Session;
  close(): Promise<void>;
}
export interface ProgramsOptions {
  pool: ReturnType<typeof createProgramPool>;
  /** May a page of this origin embed a client frame? */
  isAllowedOrigin(origin: string | undefined): boolean;
  clock?: Clock;
  /** This machine's host by which other devices reach it, if there is one. */
  reach?(): string | undefined;
}

/** Clients that its owner can always open, however many came by link. */
const OWNERS = 8;
const PATH = /^\/play\/([A-Za-z0-9_-]{22})(\/.*)?$/;

export function createPrograms({ pool, isAllowedOrigin, clock = realClock, reach = () => undefined }: ProgramsOptions): Programs {
  const sessions = new Map<string, Session>();
  let lines: Lines | undefined;
  let listener: Pick<Server, 'address'> | undefined;

  const create = (owner: ProgramOwner): Session => {
    if (!lines) throw new Error('programs are not joined to the lines yet');
    const session: Session = new Session({ pool, lines, limits: pool.limits, clock, over: (gone) => void sessions.delete(gone.id) }, owner);
    sessions.set(session.id, session);
    return session;
  };

  const checks = createCheckDesk({ create, origin: () => originOf(listener?.address()) });

  function request(request: IncomingMessage, response: ServerResponse, url: URL): boolean {
    const shared = sharedAsset(url.pathname);
    if (shared) {
      response.writeHead(200, { 'Content-Type': shared.type, 'Cache-Control': 'max-age=3600', ...OPEN });
      response.end(request.method === 'HEAD' ? undefined : shared.body);
      return true;
    }
    const found = PATH.exec(url.pathname);
    if (!found) return false;
    const session = sessions.get(found[1] ?? '');
    const rest = found[2] ?? '';
    if (rest === '') {
      response.writeHead(308, { Location: `${url.pathname}/${url.search}` }).end();
      return true;
    }
    if (!session) {
      stoppedPage(response, 'gone');
      return true;
    }
    session.touch();
    void serve(session, request, response, url, rest).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500).end();
    });
    return true;
  }

  async function serve(session: Session, request: IncomingMessage, response: ServerResponse, url: URL, rest: string): Promise<void> {
    const inner = new URL(rest + url.search, 'http://program');
    if (request.method === 'GET' && (rest === '/' || rest === '/index.html')) return page(session, request, response, url);
    const file = request.method === 'GET' ? await frameFile(session.files, rest.slice(1)) : undefined;
    if (file) {
      response.writeHead(200, { 'Content-Type': file.type, ...OPEN });
      response.end(file.body);
      return;
    }
    // What a program answers is never of this listener's own origin: it would be that of every other program.
    for (const [name, value] of Object.entries({ ...OPEN, ...SAFE, 'Content-Security-Policy': answerPolicy(whereOf(session, request)) })) response.setHeader(name, value);
    session.bridge.request(request, response, inner);
  }

  /** The client page. A device that came by link gets a line of its own, told to the owner. */
  async function page(session: Session, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const given = url.searchParams.get(TOKEN_PARAM);
    // A token opens a frame of its own program only.
    const known = given ? session.clientBy(given) : undefined;
    const embedder = url.searchParams.get('from') ?? '';
    const parent = known && isAllowedOrigin(embedder) && embedder ? embedder : '';
    let line = known?.token ?? '';
    if (!line && session.remotes < pool.limits.connections - OWNERS) {
      try {
        line = session.openClient(deviceName(request), true)?.token ?? '';
      } catch {
        // Too many lines: the client works all the same, untraced.
      }
    }
    const where = { ...whereOf(session, request), parent };
    // As on Node the program's own answer comes first; a page is needed also where it gives none.
    const own = await session.bridge.page(request);
    const files = own === undefined ? session.files : { ...session.files, 'index.html': own };
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': framePolicy(where), ...SAFE, ...NOSNIFF });
    response.end(await framePage({ ...where, files, token: line }));
  }

  return {
    sessions,
    create,
    join(all, server) {
      lines = all;
      listener = server;
    },
    route: {
      request,
      upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): boolean {
        const found = PATH.exec(url.pathname);
        if (!found) return false;
        const session = sessions.get(found[1] ?? '');
        socket.on('error', () => {});
        if (!session) socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        else session.bridge.upgrade(request, socket, head, new URL((found[2] ?? '/') + url.search, 'http://program'));
        return true;
      },
    },
    extension: (socket, owner) => attachPrograms(socket, owner, { sessions, create, pool, checks, clock, reach }),
    async close() {
      checks.close();
      for (const session of [...sessions.values()]) session.end('shutdown');
      await pool.close();
    },
  };
}

const whereOf = (session: Session, request: IncomingMessage) => ({ program: session.id, host: request.headers.host ?? '', secure: Boolean((request.socket as { encrypted?: boolean }).encrypted) });

/** What a page may not ask of its device, and says to nobody. */
const SAFE = {
  'Referrer-Policy': 'no-referrer',
  'X-DNS-Prefetch-Control': 'off',
  'Permissions-Policy': ['camera', 'microphone', 'geolocation', 'display-capture', 'usb', 'serial', 'hid', 'midi', 'payment', 'publickey-credentials-get', 'screen-wake-lock', 'clipboard-read'].map((name) => `${name}=()`).join(', '),
};
const NOSNIFF = { 'X-Content-Type-Options': 'nosniff' };
/** A frame of an opaque origin loads its own scripts across origins; nothing here is anybody's secret. */
const OPEN = { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin', ...NOSNIFF };

/** Where this process reaches its own listener: by loopback, unless it listens on one address alone. */
export function originOf(address: ReturnType<Server['address']> | undefined): string {
  if (!address || typeof address === 'string') throw new Error('the line listener is not listening');
  const host = ['::', '0.0.0.0'].includes(address.address) ? '127.0.0.1' : address.address;
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}

/** A few words for a device, from its User-Agent: enough to tell a phone from a laptop in a list. */
function deviceName(request: IncomingMessage): string {
  const agent = request.headers['user-agent'] ?? '';
  // In this order: an Android phone says Linux too.
  const found = ['iPhone', 'iPad', 'Android', 'Windows', 'Macintosh', 'CrOS', 'Linux'].find((name) => agent.includes(name)) ?? 'device';
  return found === 'Macintosh' ? 'Mac' : found;
}
