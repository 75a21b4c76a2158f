/** The `program:*` requests on the control channel (`protocol/programs.ts`): checked, owned, answered. */
import type { Socket } from 'socket.io';
import * as v from 'valibot';
import { ProgramRequests, type ProgramError, type ProgramReplies, type ProgramRequestName } from '../../protocol/programs.ts';
import type { Clock } from '../line/limits.ts';
import { LineRefused, type LineOwner } from '../line/lines.ts';
import { createRate } from '../line/rate.ts';
import type { CheckDesk } from './check/desk.ts';
import type { Limits } from './limits.ts';
import { PoolFull } from './pool.types.ts';
import type { ProgramOwner, Session } from './session.ts';

/** Programs one page may have at a time, and how often it may press Run (times a second, with that much burst). */
const PER_PAGE = 3;
const RUNS_PER_SECOND = 5;
/** All requests of one page, each second, with a burst of as many. */
const REQUESTS_PER_SECOND = 40;

export interface ProgramsContext {
  sessions: ReadonlyMap<string, Session>;
  create(owner: ProgramOwner): Session;
  pool: { limits: Limits };
  checks: CheckDesk;
  clock: Clock;
  /** This machine's host by which other devices reach it, if there is one. */
  reach(): string | undefined;
}

class Refused extends Error {
  error: ProgramError;
  constructor(error: ProgramError) {
    super(error.code);
    this.error = error;
  }
}

type Handlers = { [N in ProgramRequestName]: (payload: v.InferOutput<(typeof ProgramRequests)[N]>) => ProgramReplies[N] };

export function attachPrograms(socket: Socket, lines: LineOwner, { sessions, create, pool, checks, clock, reach }: ProgramsContext): void {
  const owner: ProgramOwner = { lines, say: (name, payload) => void socket.emit(name, payload) };
  const rate = createRate(RUNS_PER_SECOND, () => clock.now());
  const requests = createRate(REQUESTS_PER_SECOND, () => clock.now());
  const own = () => [...sessions.values()].filter((session) => session.isOwnedBy(owner));
  const byKey = (key: string): Session => {
    const session = [...sessions.values()].find((one) => one.key === key);
    if (!session) throw new Refused({ code: 'no-such-program' });
    return session;
  };

  const handlers: Handlers = {
    'program:run'({ files, key }) {
      const seconds = rate();
      if (seconds > 0) throw new Refused({ code: 'too-fast', params: { seconds: Math.ceil(seconds) } });
      const known = key === undefined ? undefined : [...sessions.values()].find((one) => one.key === key);
      if (!known && own().length >= PER_PAGE) throw new Refused({ code: 'too-many-programs', params: { limit: PER_PAGE } });
      lines.mayHold = pool.limits.connections + PER_PAGE;
      const session = known ?? create(owner);
      if (known && !known.isOwnedBy(owner)) known.attach(owner);
      try {
        return { program: session.id, key: session.key, ...session.run(files) };
      } catch (error) {
        if (!known) session.end('asked');
        throw error;
      }
    },
    'program:stop'({ key }) {
      byKey(key).stop('asked');
      return {};
    },
    'program:attach': ({ key }) => byKey(key).attach(owner),
    'program:client'({ key, name }) {
      const session = byKey(key);
      if (session.clients >= pool.limits.connections) throw new Refused({ code: 'too-many-clients', params: { limit: pool.limits.connections } });
      const line = session.openClient(name, false);
      if (!line) throw new Refused({ code: 'no-such-program' });
      return { line: line.id, token: line.token, opened: line.opened, path: `/play/${session.id}/` };
    },
    'program:client-close'({ key, line }) {
      byKey(key).closeClient(line);
      return {};
    },
    'program:reach': () => ({ host: reach() ?? null }),
    'program:check'({ files, exercise }) {
      const seconds = rate();
      if (seconds > 0) throw new Refused({ code: 'too-fast', params: { seconds: Math.ceil(seconds) } });
      const check = checks.ask(socket, exercise, files, (name, payload) => void socket.emit(name, payload));
      if (check === undefined) throw new Refused({ code: 'no-such-exercise' });
      return { check };
    },
    'program:check-stop'() {
      checks.stop(socket);
      return {};
    },
  };

  socket.onAny((name: unknown, ...args: unknown[]) => {
    if (typeof name !== 'string' || !name.startsWith('program:')) return;
    const last = args.at(-1);
    const ack = typeof last === 'function' ? (last as (reply: unknown) => void) : undefined;
    const seconds = requests();
    const reply = seconds > 0 ? { ok: false, error: { code: 'too-fast', params: { seconds: Math.ceil(seconds) } } satisfies ProgramError } : answer(name, args[0], handlers);
    if (ack) ack(reply);
    else if (!reply.ok) socket.emit('control:error', reply.error);
  });
  socket.on('disconnect', () => {
    checks.stop(socket);
    for (const session of own()) session.detach();
  });
}

function answer(name: string, payload: unknown, handlers: Handlers): { ok: boolean; error?: ProgramError } {
  if (!Object.hasOwn(ProgramRequests, name)) return { ok: false, error: { code: 'malformed', params: { path: '', expected: Object.keys(ProgramRequests).join(', ') } } };
  const parsed = v.safeParse(ProgramRequests[name as ProgramRequestName], payload);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return { ok: false, error: { code: 'malformed', params: { path: (v.getDotPath(issue) ?? '').slice(0, 100), expected: String(issue.expected ?? issue.message).slice(0, 200) } } };
  }
  try {
    return { ok: true, ...handlers[name as ProgramRequestName](parsed.output as never) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, error: error.error };
    if (error instanceof PoolFull) return { ok: false, error: { code: 'queue-full', params: { limit: error.limit } } };
    if (error instanceof LineRefused) return { ok: false, error: { code: 'too-many-clients', params: error.error.params ?? {} } };
    console.error(error);
    return { ok: false, error: { code: 'internal' } };
  }
}
