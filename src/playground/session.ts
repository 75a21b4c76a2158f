/**
 * One learner's program, as its page sees it: run, stop, restart, taken over after a reload; its console, its problems,
 * its clients and their lines. Framework-free: the workbench watches it.
 */
import type { Problem, ProgramAnnouncements, ProgramError, ProgramReplies, ProgramRequestName, ProgramState, StopReason } from '../../protocol/programs.ts';
import type { ControlChannel } from '../line/control.ts';
import { LineError, type LineErrorCode } from '../line/errors.ts';
import { createTraceStore, type TraceStore } from '../line/trace.ts';
import type { LineAddress } from '../line/reach.ts';
import { createLog, type LogLine } from './console/log.ts';
import { readClientMessage } from './frames/messages.ts';
import type { Files } from './model/files.ts';

export type State = 'idle' | ProgramState;
export interface Failure {
  code: ProgramError['code'] | LineErrorCode;
  params: Record<string, string | number>;
}
/** A client of the program: a frame of this page, or another device that opened the link. */
export interface ClientView {
  /** Stable over runs for frames. */
  id: number;
  /** `Client 1`, or what the device calls itself. */
  name: string;
  remote: boolean;
  /** The number of its line; undefined while it has none. */
  line: number | undefined;
  /** The frame's address; undefined for other devices and while the program does not listen. */
  src: string | undefined;
  trace: TraceStore | undefined;
  /** Grows with its trace. */
  events: number;
}
export interface ProblemView extends Problem {
  id: number;
  client?: string;
  times: number;
}
export interface ProgramView {
  state: State;
  place: number | undefined;
  /** From run to listening, ms. */
  ms: number | undefined;
  reason: StopReason | undefined;
  params: Record<string, string | number>;
  /** What was refused, or could not be reached. */
  failure: Failure | undefined;
  /** A request of the page's is under way. */
  busy: boolean;
  /** Address of a client of this program for another device; undefined while there is none. */
  link: string | undefined;
  lines: readonly LogLine[];
  dropped: number;
  problems: readonly ProblemView[];
  limits: readonly { limit: string; params: Record<string, string | number> }[];
  clients: readonly ClientView[];
}

export interface SessionParts {
  origin: string;
  channel(): Promise<ControlChannel>;
  address(): Promise<LineAddress | undefined>;
  /** The key of the program that runs, kept over a reload of this tab. */
  key: { get(): string | undefined; set(key: string | undefined): void };
  /** The page's clock, ms. */
  now(): number;
  /** Runs `run` after `ms`. */
  after(ms: number, run: () => void): void;
  /** Calls back once, soon: changes in between are shown together. */
  soon(run: () => void): void;
}

export interface ProgramSession {
  readonly now: ProgramView;
  watch(changed: (view: ProgramView) => void): () => void;
  run(files: Files): Promise<void>;
  stop(): Promise<void>;
  /** Takes over what this tab ran before it was loaded anew. Resolves with false where nothing runs any more. */
  attach(): Promise<boolean>;
  addClient(): void;
  closeClient(id: number): void;
  /** Loads a frame anew, on a line of its own. */
  reloadClient(id: number): void;
  /** A message came out of a client's frame. */
  heard(id: number, data: unknown): void;
  clearConsole(): void;
}

const ENDED: readonly State[] = ['idle', 'stopped', 'failed'];
/** Pauses before a program is looked for again after the channel broke, ms: it outlives its page by a minute. */
export const PAUSES = [1000, 2000, 4000, 8000, 15_000, 25_000] as const;
/** Frames at most side by side. */
export const MOST_FRAMES = 4;

export function createProgramSession(parts: SessionParts): ProgramSession {
  const watchers = new Set<(view: ProgramView) => void>();
  const log = createLog();
  let state: State = 'idle';
  let place: number | undefined;
  let ms: number | undefined;
  let reason: StopReason | undefined;
  let params: Record<string, string | number> = {};
  let failure: Failure | undefined;
  let busy = false;
  let program: string | undefined;
  let address: LineAddress | undefined;
  let problems: ProblemView[] = [];
  let limits: ProgramView['limits'] = [];
  let frames: ClientView[] = [newFrame(1), newFrame(2)];
  let remotes: ClientView[] = [];
  let nextFrame = 3;
  let nextProblem = 1;
  let channel: ControlChannel | undefined;
  const deaf = new Map<number, () => void>();
  /** The number of this run: what an older one still asks for is not wanted. */
  let run = 0;
  let view = compose();
  let told = false;

  function newFrame(id: number): ClientView {
    return { id, name: `Client ${id}`, remote: false, line: undefined, src: undefined, trace: undefined, events: 0 };
  }
  function compose(): ProgramView {
    const link = program && address && !ENDED.includes(state) ? `${address.http}/play/${program}/` : undefined;
    return { state, place, ms, reason, params, failure, busy, link, lines: log.lines, dropped: log.dropped, problems, limits, clients: [...frames, ...remotes] };
  }
  function changed() {
    if (told) return;
    told = true;
    parts.soon(() => {
      told = false;
      view = compose();
      for (const watcher of [...watchers]) watcher(view);
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
        if (told.program !== program) return;
        ear(told);
        changed();
      });
    on('program:state', stateTold);
    on('program:console', ({ entries, dropped }) => log.addServer(entries, parts.now(), dropped));
    on('program:problem', ({ problem }) => addProblem(problem));
    on('program:limit', ({ limit, params: values }) => (limits = [...limits, { limit, params: values }]));
    on('program:client', clientTold);
    open.on('disconnect', () => {
      if (channel !== open) return;
      channel = undefined;
      if (ENDED.includes(state)) return;
      fail(new LineError('channel-lost'));
      const mine = run;
      const again = (attempt: number) => {
        const pause = PAUSES[attempt];
        if (pause === undefined) return;
        parts.after(pause, () => {
          if (mine !== run || failure?.code !== 'channel-lost') return;
          void self.attach().then((runs) => !runs && again(attempt + 1));
        });
      };
      again(0);
    });
  }
  async function ask<N extends ProgramRequestName>(name: N, payload: unknown): Promise<ProgramReplies[N]> {
    const open = await reached();
    const reply = await open.ask(name, payload);
    if (reply.ok) return reply as unknown as ProgramReplies[N];
    const { code, params: values } = reply.error as ProgramError;
    throw new LineError(code as LineErrorCode, values);
  }
  function fail(error: unknown) {
    const known = error instanceof LineError ? error : new LineError('internal');
    failure = { code: known.code, params: known.params };
    if (known.code === 'channel-lost') {
      state = 'stopped';
      hangUpAll();
    }
    changed();
  }

  // ---- what the server tells ----

  function stateTold(told: ProgramAnnouncements['program:state']) {
    state = told.state;
    place = told.place;
    ms = told.ms ?? ms;
    reason = told.reason;
    params = told.params ?? {};
    if (told.problem) addProblem(told.problem);
    if (state === 'listening') void openFrames(run);
    if (ENDED.includes(state)) hangUpAll();
  }
  function clientTold({ line, name, state: came, remote }: ProgramAnnouncements['program:client']) {
    if (came === 'gone') {
      remotes = remotes.filter((one) => one.line !== line);
      return;
    }
    // Frames of this page are known by the answer to their request.
    if (!remote || remotes.some((one) => one.line === line)) return;
    remotes = [...remotes, { id: 10_000 + line, name, remote: true, line, src: undefined, trace: trace(10_000 + line, line), events: 0 }];
  }
  function trace(id: number, line: number): TraceStore {
    const store = createTraceStore();
    if (channel) store.add([{ kind: 'clock', t: 0, rtt: channel.rtt }]);
    const stop = channel?.hear(line, {
      trace(events) {
        store.add(events);
        update(id, (one) => ({ ...one, events: one.events + events.length }));
        changed();
      },
      gone: () => {},
      lost: () => {},
    });
    if (stop) deaf.set(line, stop);
    return store;
  }
  function update(id: number, make: (one: ClientView) => ClientView) {
    frames = frames.map((one) => (one.id === id ? make(one) : one));
    remotes = remotes.map((one) => (one.id === id ? make(one) : one));
  }
  function addProblem(problem: Problem, client?: string) {
    const last = problems.find((one) => one.message === problem.message && one.end === problem.end && one.client === client && one.place?.line === problem.place?.line);
    if (last) problems = problems.map((one) => (one === last ? { ...one, ...problem, times: one.times + 1 } : one));
    else if (problems.length < 50) problems = [...problems, { ...problem, id: nextProblem++, times: 1, ...(client ? { client } : {}) }];
  }

  // ---- clients ----

  async function openFrames(mine: number) {
    for (const { id } of [...frames]) {
      if (mine !== run || state !== 'listening') return;
      await openFrame(id);
    }
  }
  async function openFrame(id: number): Promise<void> {
    const key = parts.key.get();
    const before = frames.find((one) => one.id === id);
    if (!key || !before || state !== 'listening') return;
    const mine = run;
    closeLine(before);
    try {
      const { line, token, path } = await ask('program:client', { key, name: before.name });
      if (mine !== run || !frames.some((one) => one.id === id)) {
        void ask('program:client-close', { key, line }).catch(() => undefined);
        return;
      }
      const src = `${address?.http}${path}?line=${token}&from=${encodeURIComponent(parts.origin)}`;
      const store = trace(id, line);
      update(id, (one) => ({ ...one, line, src, trace: store, events: 0 }));
      changed();
    } catch (error) {
      if (mine === run) fail(error);
    }
  }
  function closeLine({ line }: ClientView) {
    const key = parts.key.get();
    if (line === undefined) return;
    deaf.get(line)?.();
    deaf.delete(line);
    if (key && channel) void ask('program:client-close', { key, line }).catch(() => undefined);
  }
  /** Frames go, their traces stay to be read. */
  function hangUpAll() {
    frames = frames.map((one) => ({ ...one, src: undefined }));
    remotes = [];
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
      busy = true;
      failure = reason = place = ms = undefined;
      params = {};
      problems = [];
      limits = [];
      log.clear();
      for (const one of frames) closeLine(one);
      frames = frames.map((one) => ({ ...one, src: undefined, line: undefined, trace: undefined, events: 0 }));
      state = 'starting';
      changed();
      try {
        const key = parts.key.get();
        const reply = await ask('program:run', { files, ...(key ? { key } : {}) });
        if (mine !== run) return;
        program = reply.program;
        parts.key.set(reply.key);
        state = reply.state;
        place = reply.place;
        if (state === 'listening') void openFrames(mine);
      } catch (error) {
        if (mine !== run) return;
        state = 'failed';
        fail(error);
      } finally {
        if (mine === run) busy = false;
        changed();
      }
    },
    async stop() {
      const key = parts.key.get();
      if (!key || ENDED.includes(state)) return;
      try {
        await ask('program:stop', { key });
      } catch (error) {
        fail(error);
      }
    },
    async attach() {
      const key = parts.key.get();
      if (!key) return false;
      try {
        const reply = await ask('program:attach', { key });
        program = reply.program;
        state = reply.state;
        failure = undefined;
        // After a break of the channel the page still has its lines.
        if (log.lines.length === 0) log.addServer(reply.console, parts.now());
        if (state === 'listening') void openFrames(run);
        changed();
        return !ENDED.includes(state);
      } catch (error) {
        if (error instanceof LineError && (error.code as string) === 'no-such-program') {
          parts.key.set(undefined);
          if (failure) fail(error);
        }
        return false;
      }
    },
    addClient() {
      if (frames.length >= MOST_FRAMES) return;
      const one = newFrame(nextFrame++);
      frames = [...frames, one];
      changed();
      void openFrame(one.id);
    },
    closeClient(id) {
      const one = frames.find((frame) => frame.id === id);
      if (!one || frames.length === 1) return;
      closeLine(one);
      frames = frames.filter((frame) => frame.id !== id);
      changed();
    },
    reloadClient: (id) => void openFrame(id),
    heard(id, data) {
      const message = readClientMessage(data);
      const from = frames.find((one) => one.id === id);
      if (!message || !from) return;
      if (message.type === 'console') log.addClient(from.name, message.entry, parts.now(), message.dropped);
      else if (message.type === 'problem') addProblem(message.problem, from.name);
      changed();
    },
    clearConsole() {
      log.clear();
      problems = [];
      changed();
    },
  };
  return self;
}
