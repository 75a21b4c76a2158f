/**
 * One learner's program, as its page sees it: run, stop, restart, taken over after a reload; its console, its problems,
 * its clients and their lines. Framework-free: the workbench watches it.
 */
import type { ProgramAnnouncements, ProgramError, ProgramReplies, ProgramRequestName, StopReason } from '../../protocol/programs.ts';
import type { ControlChannel } from '../line/control.ts';
import { LineError, type LineErrorCode } from '../line/errors.ts';
import type { LineAddress } from '../line/reach.ts';
import { createLog } from './console/log.ts';
import { readClientMessage } from './frames/messages.ts';
import { createClients } from './session-clients.ts';
import type { Files } from './model/files.ts';
import { createFindings } from './session-findings.ts';
import { ENDED, PAUSES, type Failure, type ProgramSession, type ProgramView, type SessionParts, type State } from './session-types.ts';

export { MOST_FRAMES, PAUSES } from './session-types.ts';
export type { ClientView, Failure, ProblemView, ProgramSession, ProgramView, SessionParts, State } from './session-types.ts';

/** How long after something happened hints are looked for, ms: a trace that grows fast is not read at every frame. */
const HINTS_MS = 400;

export function createProgramSession(parts: SessionParts): ProgramSession {
  const watchers = new Set<(view: ProgramView) => void>();
  const log = createLog();
  const findings = createFindings();
  let state: State = 'idle';
  let place: number | undefined;
  let ms: number | undefined;
  let reason: StopReason | undefined;
  let params: Record<string, string | number> = {};
  let failure: Failure | undefined;
  let restarted = false;
  let busy = false;
  /** What a program told before the answer to Run or to taking it over, which may be overtaken: of one not known yet, and of a known one. */
  let early: { program: string; state: boolean; hear: () => void }[] = [];
  /** Run was pressed and not answered yet: what is told of the known program may still be of the run before. */
  let former = false;
  let spoken = false;
  let taking = 0;
  /** One Run is asked for after the other: the answer to the first tells the key under which the next takes its place. */
  let asked: Promise<unknown> = parts.key.settled ?? Promise.resolve();
  /** The run that was stopped before its answer came. */
  let halted: number | undefined;
  let program: string | undefined;
  let address: LineAddress | undefined;
  let channel: ControlChannel | undefined;
  /** The number of this run: what an older one still asks for is not wanted. */
  let run = 0;
  let told = false;
  let looking = false;
  const clients = createClients({
    origin: parts.origin,
    channel: () => channel,
    address: () => address,
    open(name) {
      const key = parts.key.get();
      return key ? ask('program:client', { key, name }) : Promise.reject(new LineError('internal'));
    },
    close(line) {
      const key = parts.key.get();
      if (key && channel) void ask('program:client-close', { key, line }).catch(() => undefined);
    },
    listening: () => (state === 'listening' && parts.key.get() !== undefined ? run : undefined),
    changed: () => changed(),
    failed: (error) => fail(error),
  });
  let view = compose();

  function compose(): ProgramView {
    const link = program && address && !ENDED.includes(state) ? `${address.http}/play/${program}/` : undefined;
    const { problems, limits, hints } = findings;
    return { run, state, place, restarted, ms, reason, params, failure, busy, link, lines: log.lines, dropped: log.dropped, problems, hints, limits, clients: clients.all };
  }
  function changed() {
    look();
    if (told) return;
    told = true;
    parts.soon(() => {
      told = false;
      view = compose();
      for (const watcher of [...watchers]) watcher(view);
    });
  }
  function look() {
    if (looking || state === 'idle') return;
    looking = true;
    parts.after(HINTS_MS, () => {
      const found = findings.look(clients.all, ms !== undefined);
      looking = false;
      if (found) changed();
    });
  }

  // ---- the channel ----

  async function reached(): Promise<ControlChannel> {
    const [found, open] = await Promise.all([parts.address(), parts.channel()]);
    if (!found) throw new LineError('unreachable');
    address = found;
    if (channel !== open) listen(open);
    return open;
  }
  function listen(open: ControlChannel) {
    channel = open;
    const on = <N extends keyof ProgramAnnouncements>(name: N, ear: (told: ProgramAnnouncements[N]) => void) =>
      open.on(name, (told: ProgramAnnouncements[N]) => {
        // Clients come and go whichever run it is.
        if (told.program === program && (!former || name === 'program:client')) {
          if (name === 'program:state') spoken = true;
          ear(told);
          changed();
        } else if (busy || taking > 0) {
          early.push({ program: told.program, state: name === 'program:state', hear: () => ear(told) });
        }
      });
    on('program:state', stateTold);
    on('program:console', ({ entries, dropped }) => log.addServer(entries, parts.now(), dropped));
    on('program:problem', ({ problem }) => findings.add(problem));
    on('program:limit', ({ limit, params: values }) => findings.limit(limit, values));
    on('program:client', (told) => {
      // Frames of this page are known by the answer to their request.
      if (told.remote || told.state === 'gone') clients.remote(told);
    });
    open.on('disconnect', () => {
      if (channel !== open) return;
      channel = undefined;
      if (ENDED.includes(state)) return;
      fail(new LineError('channel-lost'));
      lookAgain(run, 0);
    });
  }
  /** Looks for the program after the channel broke, with growing pauses. */
  function lookAgain(mine: number, attempt: number) {
    const pause = PAUSES[attempt];
    if (pause === undefined) return;
    parts.after(pause, () => {
      if (mine !== run || failure?.code !== 'channel-lost') return;
      void self.attach().then((runs) => !runs && lookAgain(mine, attempt + 1));
    });
  }
  async function ask<N extends ProgramRequestName>(name: N, payload: unknown, came?: () => void): Promise<ProgramReplies[N]> {
    const open = await reached();
    const reply = await open.ask(name, payload, came);
    if (reply.ok) return reply as unknown as ProgramReplies[N];
    const { code, params: values } = reply.error as ProgramError;
    throw new LineError(code as LineErrorCode, values);
  }
  async function begin(mine: number, files: Files) {
    await asked.catch(() => undefined);
    // Another Run was pressed meanwhile.
    if (mine !== run) return undefined;
    const key = parts.key.get();
    const reply = await ask('program:run', { files, ...(key ? { key } : {}) }, () => {
      if (mine !== run) return;
      // What came before is the former run's; from here on all is of this one.
      former = false;
      early = [];
    });
    parts.key.set(reply.key);
    return reply;
  }
  function fail(error: unknown) {
    const known = error instanceof LineError ? error : new LineError('internal');
    failure = { code: known.code, params: known.params };
    if (known.code === 'channel-lost') {
      state = 'stopped';
      clients.hangUp();
    }
    changed();
  }
  function stateTold(told: ProgramAnnouncements['program:state']) {
    state = told.state;
    place = told.place;
    ms = told.ms ?? ms;
    reason = told.reason;
    params = told.params ?? {};
    if (told.problem) findings.add(told.problem);
    if (state === 'starting' && reason === 'host-crashed') {
      restarted = true;
      clients.reset();
    }
    if (state === 'listening') void clients.openAll();
    if (ENDED.includes(state)) clients.hangUp();
  }

  /** The program is known by the answer; what it told meanwhile is later than that. */
  function answered(reply: { program: string; state: State; place?: number }) {
    program = reply.program;
    const words = early.filter((one) => one.program === program);
    early = [];
    if (!spoken && !words.some((word) => word.state)) {
      state = reply.state;
      place = reply.place;
      if (state === 'listening') void clients.openAll();
    }
    for (const { hear } of words) hear();
  }

  const self: ProgramSession = {
    get now() {
      return view;
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    async run(files) {
      const mine = ++run;
      busy = former = true;
      spoken = false;
      early = [];
      failure = reason = place = ms = undefined;
      restarted = false;
      params = {};
      findings.clear();
      log.clear();
      clients.reset();
      state = 'starting';
      changed();
      try {
        const reply = await (asked = begin(mine, files));
        if (mine === run && reply) answered(reply);
      } catch (error) {
        if (mine !== run) return;
        state = 'failed';
        fail(error);
      } finally {
        if (mine === run) busy = former = false;
        changed();
      }
      if (mine === run && halted === mine) await self.stop();
    },
    async stop() {
      if (busy) halted = run;
      const key = parts.key.get();
      if (busy || !key || ENDED.includes(state)) return;
      try {
        await ask('program:stop', { key });
      } catch (error) {
        fail(error);
      }
    },
    async attach() {
      const key = parts.key.get();
      // Where Run was pressed, what ran before is over.
      if (!key || busy) return false;
      const mine = run;
      taking += 1;
      spoken = false;
      try {
        const reply = await ask('program:attach', { key });
        if (mine !== run) return false;
        failure = undefined;
        log.forgetCauses();
        // After a break of the channel the page still has its lines.
        if (log.lines.length === 0) log.addServer(reply.console, parts.now());
        answered(reply);
        changed();
        return !ENDED.includes(state);
      } catch (error) {
        if (mine === run && error instanceof LineError && (error.code as string) === 'no-such-program') {
          parts.key.set(undefined);
          if (failure) fail(error);
        }
        return false;
      } finally {
        taking -= 1;
      }
    },
    addClient: () => clients.add(),
    closeClient: (id) => clients.remove(id),
    reloadClient: (id) => void clients.open(id),
    heard(id, line, data) {
      const message = readClientMessage(data);
      const from = clients.frame(id);
      if (!message || !from || message.type === 'ready' || line === undefined || line !== from.line) return;
      const cause = message.cause && { cause: { ...message.cause, line } };
      if (message.type === 'console') log.addClient(from.name, { ...message.entry, ...cause }, parts.now(), message.dropped);
      else findings.add({ ...message.problem, ...cause }, from.name);
      changed();
    },
    reach: () =>
      ask('program:reach', {}).then(
        ({ host }) => host ?? undefined,
        () => undefined,
      ),
    clearConsole() {
      log.clear();
      findings.clear();
      changed();
    },
    dismissHint(key) {
      findings.dismiss(key);
      changed();
    },
  };
  return self;
}
