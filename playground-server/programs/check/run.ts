/**
 * One check of one exercise: a fresh run of the learner's files, clients that play against it on lines of their own,
 * and steps that pass or fail. Ends after the first step that fails, and in any case after `LONGEST_MS`.
 */
import { randomBytes } from 'node:crypto';
import type { Cause, ConsoleEntry, Files, Problem, ProgramAnnouncements } from '../../../protocol/programs.ts';
import { FIRST_STEP, type CheckClient, type CheckStage, type ClientOptions, type Exercise, type Finding, type LinePacket, type StepResult } from '../../../protocol/exercises.ts';
import type { TraceEvent } from '../../../protocol/trace/event.ts';
import type { Line, LineOwner } from '../../line/lines.ts';
import { PoolFull } from '../pool.types.ts';
import type { ProgramOwner, Session } from '../session.ts';
import { playClient, type PlayedClient } from './client.ts';
import { CheckFailed, shown } from './failed.ts';
import { createTape, MOST_BYTES, type Tape } from './tape.ts';
import { KNOCK_MS, PATIENCE_MS, until, type Course } from './waiting.ts';

/** How long (ms) a check may take from the program's start on; what it waits in the queue does not count. */
const LONGEST_MS = 90_000;
/** Clients that one check may play. */
const MOST_CLIENTS = 16;

export interface CheckedTrace {
  client: number;
  name: string;
  events: readonly TraceEvent[];
}
export interface CheckOptions {
  exercise: Exercise;
  files: Files;
  /** Makes a session for an owner: the program is the check's own. */
  create(owner: ProgramOwner): Session;
  /** Where the line listener is dialled from this machine. */
  origin(): string;
  /** All steps, at every change. */
  told(steps: StepResult[]): void;
  /** The program waits for a free place (from 1), or runs (undefined). */
  queued(place: number | undefined): void;
  /** Ends the check at once. */
  signal: AbortSignal;
  /** ms; see `PATIENCE_MS`. */
  patience?: number;
}
type Otherwise = NonNullable<Parameters<CheckStage['step']>[2]>;

export interface CheckOutcome {
  passed: boolean;
  steps: StepResult[];
  traces: CheckedTrace[];
}

/** Plays the check. Rejects only with the signal's reason, or where the pool refuses the program (`PoolFull`). */
export async function runCheck(options: CheckOptions): Promise<CheckOutcome> {
  const { exercise, files, signal } = options;
  const tapes = new Map<number, Tape>();
  const lines = new Map<number, Line>();
  const names = new Map<number, string>();
  const clients: PlayedClient[] = [];
  const entries: ConsoleEntry[] = [];
  const steps: StepResult[] = [FIRST_STEP, ...exercise.steps].map((step) => ({ step, state: 'waiting' }));

  const { course, finish } = createCourse(signal);
  const watchers = new Set<() => void>();
  let state: ProgramAnnouncements['program:state'] | undefined;
  let problem: Problem | undefined;
  const holder: LineOwner = {
    trace(line, event, size) {
      const tape = tapes.get(line);
      tape?.add(event, size);
      if (tape && tape.size > MOST_BYTES && event.kind === 'bytes') finish(new CheckFailed({ message: 'flood', params: { limit: MOST_BYTES } }));
    },
    gone: () => {},
    waiting: () => 0,
    mayHold: MOST_CLIENTS,
  };
  const owner: ProgramOwner = {
    lines: holder,
    say(name, payload) {
      if (name === 'program:console') entries.push(...(payload as ProgramAnnouncements['program:console']).entries.slice(0, Math.max(0, 500 - entries.length)));
      if (name === 'program:problem' && (payload as ProgramAnnouncements['program:problem']).problem.severity === 'error') problem = (payload as ProgramAnnouncements['program:problem']).problem;
      if (name === 'program:limit') limited(payload as ProgramAnnouncements['program:limit']);
      if (name !== 'program:state') return;
      state = payload as ProgramAnnouncements['program:state'];
      if (state.state === 'queued' || state.state === 'starting') options.queued(state.place);
      if (state.state !== 'queued') begin();
      if (state.reason === 'host-crashed') finish(new CheckFailed({ message: 'restarted', params: {} }, true));
      if (state.state === 'failed' || state.state === 'stopped') finish(endOf(state, problem, whereItFell(problem?.cause)));
      for (const changed of [...watchers]) changed();
    },
  };
  /** Something the program did or was to do was left out: whatever follows from that would be told as a riddle. */
  const limited = ({ limit, params }: ProgramAnnouncements['program:limit']) => {
    if (limit !== 'logLines' && state?.state === 'listening') finish(new CheckFailed({ message: 'limited', params: shown({ ...params, reason: limit }) }, true));
  };
  const session = options.create(owner);
  /** What the program was dealing with when it fell: as it is known, or else the last that any client wanted of it. */
  const whereItFell = (cause: Cause | undefined): Finding['at'] => {
    const known = cause && tapes.get(cause.line)?.message(cause.packet);
    if (cause && known) return { client: cause.line, crossing: known };
    let last: { client: number; crossing: string; at: number } | undefined;
    for (const [client, tape] of tapes) {
      const wish = tape.lastWish();
      // Each line has a clock of its own, which began when the line was opened.
      const at = (wish?.arrived ?? 0) + (lines.get(client)?.opened ?? 0);
      if (wish && at >= (last?.at ?? 0)) last = { client, crossing: wish.crossing, at };
    }
    return last && { client: last.client, crossing: last.crossing };
  };

  const stage: CheckStage = {
    step: play,
    async client(name, { dialOnly, ...wanted }: ClientOptions = {}) {
      if (clients.length >= MOST_CLIENTS) throw new Error(`a check plays at most ${MOST_CLIENTS} clients`);
      const line = session.openClient(name, false);
      if (!line) throw new Error('the check has no lines');
      const tape = createTape();
      tapes.set(line.id, tape);
      lines.set(line.id, line);
      names.set(line.id, name);
      const client = playClient({ name, origin: options.origin(), program: session.id, line, tape, course, broke: finish, options: { patience: options.patience ?? PATIENCE_MS, ...wanted } });
      clients.push(client);
      if (!dialOnly) await connected(client, course);
      return client;
    },
    fail: (message, params = {}, look) => new CheckFailed(finding(message, params, look)),
    word: () => randomBytes(3).toString('hex'),
    console: () => entries,
    connections: () => session.bridge.connections,
  };

  async function play(id: string, run: () => Promise<void>, otherwise?: Otherwise): Promise<void> {
    const step = steps.find((one) => one.step === id);
    if (!step) throw new Error(`the exercise has no step "${id}"`);
    step.state = 'running';
    options.told(structuredClone(steps));
    try {
      await run();
      if (course.over) throw course.over;
      step.state = 'passed';
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      step.state = 'failed';
      Object.assign(step, foundBy(error, otherwise));
      throw error;
    } finally {
      options.told(structuredClone(steps));
    }
  }

  const watchState = (changed: () => void) => {
    watchers.add(changed);
    return () => void watchers.delete(changed);
  };
  /** What waits in the queue is not counted: the time begins when the program does. */
  let cap: ReturnType<typeof setTimeout> | undefined;
  const begin = () => void (cap ??= setTimeout(() => finish(new CheckFailed({ message: 'too-long', params: { seconds: LONGEST_MS / 1000 } })), LONGEST_MS));
  try {
    session.run(files);
    await play(FIRST_STEP, async () => {
      // The program waits for a place as long as it takes, and has its own time to begin to listen.
      await until(course, Infinity, watchState, () => state?.state === 'listening');
      // That the line opens is enough: who may come in is the exercise's to ask.
      const first = (await stage.client('Knock', { dialOnly: true })) as PlayedClient;
      await connected(first, course, () => first.packets().some(({ from }) => from === 'server') || first.socket.io.engine?.readyState === 'open');
      await first.settled();
      first.leave();
    });
    await exercise.check(stage);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof PoolFull) throw error;
    if (!(error instanceof CheckFailed)) console.error(error);
    // What went wrong between two steps belongs to the one that could not begin.
    const next = steps.find(({ state: now }) => now === 'failed') ?? steps.find(({ state: now }) => now === 'waiting');
    if (next?.state === 'waiting') Object.assign(next, { state: 'failed' }, foundBy(error));
  } finally {
    clearTimeout(cap);
    for (const client of clients) client.close();
    session.end('asked');
  }
  const traces = [...tapes].map(([client, { events }]) => ({ client, name: names.get(client) ?? '', events }));
  return { passed: steps.every((step) => step.state === 'passed'), steps, traces };
}

/** Whether the check can go on, for all that wait in it. */
function createCourse(signal: AbortSignal): { course: Course; finish(why: CheckFailed): void } {
  const listeners = new Set<() => void>();
  let over: CheckFailed | undefined;
  const finish = (why: CheckFailed) => {
    if (over) return;
    over = why;
    for (const listener of [...listeners]) listener();
  };
  signal.addEventListener('abort', () => finish(new CheckFailed({ message: 'ended', params: { reason: 'asked' } }, true)), { once: true });
  return {
    course: {
      get over() {
        return over;
      },
      onOver(run) {
        listeners.add(run);
        return () => listeners.delete(run);
      },
    },
    finish,
  };
}

/** Why the program ended, in the check's words. */
function endOf({ reason = 'asked', params }: ProgramAnnouncements['program:state'], problem: Problem | undefined, at: Finding['at']): CheckFailed {
  if (reason === 'never-listened') return new CheckFailed({ message: 'never-listened', params: {} }, true);
  if (reason === 'threw') {
    const what = problem?.hint?.code === 'not-here' ? problem.hint.params?.what : undefined;
    const params = { name: problem?.name ?? 'Error', message: problem?.message ?? '', file: problem?.place?.file ?? '', line: problem?.place?.line ?? 0, ...(what ? { what } : {}) };
    return new CheckFailed({ message: 'threw', params: shown(params), ...(at ? { at } : {}) }, true);
  }
  return new CheckFailed({ message: 'ended', params: shown({ ...params, reason }), ...(at ? { at } : {}) }, true);
}
function finding(message: string, params: Record<string, unknown>, look?: { by: CheckClient; packet: LinePacket | undefined }): Finding {
  return { message, params: shown(params), ...(look?.packet ? { at: { client: (look.by as PlayedClient).number, crossing: look.packet.crossing } } : {}) };
}
function foundBy(error: unknown, otherwise?: Otherwise): Finding {
  if (!(error instanceof CheckFailed)) return { message: 'broken', params: {} };
  const { finding: found } = error;
  if (!otherwise || found.message !== 'threw') return found;
  return { ...found, message: otherwise.threw, params: { ...shown(otherwise.params?.() ?? {}), ...found.params } };
}

async function connected(client: PlayedClient, course: Course, enough: () => boolean = () => client.socket.connected): Promise<void> {
  const { socket } = client;
  let refused: string | undefined;
  const watch = (changed: () => void) => {
    const no = (error: Error) => {
      refused = error.message;
      changed();
    };
    socket.on('connect', changed);
    socket.on('connect_error', no);
    socket.io.on('open', changed);
    return () => {
      socket.io.off('open', changed);
      socket.off('connect', changed);
      socket.off('connect_error', no);
    };
  };
  const arrived = (ms: number) => until(course, ms, watch, () => enough() || (refused !== undefined && !(socket.active && socket.io.reconnection())));
  if (!(await arrived(PATIENCE_MS))) {
    // The line is open and nobody says come in: behind a knock that was answered, nobody will.
    if (socket.io.engine?.readyState === 'open') await client.settled();
    else await arrived(KNOCK_MS);
  }
  if (enough()) return;
  const answer = client.packets().find(({ name }) => name === 'CONNECT_ERROR');
  throw new CheckFailed(finding('no-connection', { who: client.name, why: refused ?? 'timeout' }, { by: client, packet: answer }));
}
