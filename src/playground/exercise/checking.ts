/**
 * One check as its page sees it: asked for, waited for, step by step, and the lines of its clients to look at. Knows
 * nothing of drawing; the panel watches it.
 */
import type { CheckAnnouncements, CheckState, StepResult } from '../../../protocol/exercises.ts';
import type { ProgramError } from '../../../protocol/programs.ts';
import { unpackEvents } from '../../../protocol/trace/pack.ts';
import type { Answered, ControlChannel } from '../../line/control.ts';
import { LineError } from '../../line/errors.ts';
import { createTraceStore } from '../../line/trace.ts';
import type { Files } from '../model/files.ts';
import type { ClientView, Failure } from '../session.ts';

export interface CheckingView {
  state: 'idle' | 'asking' | CheckState;
  exercise: string | undefined;
  /** The place in the queue, from 1. */
  place: number | undefined;
  steps: readonly StepResult[];
  /** The check's clients with their lines, once it has ended. */
  clients: readonly ClientView[];
  failure: Failure | undefined;
}
export interface Checking {
  readonly now: CheckingView;
  watch(changed: (view: CheckingView) => void): () => void;
  check(exercise: string, files: Files): Promise<void>;
  stop(): void;
  /** Forgets what was found: another exercise is open. */
  clear(): void;
}

/** Ids of the check's clients in the Line pane begin here, apart from the page's own. */
const FIRST_CLIENT = 20_000;
export const clientId = (client: number): number => FIRST_CLIENT + client;
export const isChecking = (state: CheckingView['state']): boolean => state === 'asking' || state === 'queued' || state === 'running';

const IDLE: CheckingView = { state: 'idle', exercise: undefined, place: undefined, steps: [], clients: [], failure: undefined };

export function createChecking(reach: () => Promise<ControlChannel>): Checking {
  const watchers = new Set<(view: CheckingView) => void>();
  const heard = new WeakSet<ControlChannel>();
  let view = IDLE;
  /** The number of the check that counts: what is said of an older one is not for us. */
  let mine: number | undefined;
  let asked = 0;
  let channel: ControlChannel | undefined;

  function change(next: Partial<CheckingView>) {
    view = { ...view, ...next };
    for (const watcher of [...watchers]) watcher(view);
  }
  function fail(error: unknown) {
    const { code, params } = error instanceof LineError ? error : new LineError('internal');
    mine = undefined;
    change({ state: 'idle', failure: { code, params } });
  }
  function listen(open: ControlChannel) {
    channel = open;
    if (heard.has(open)) return;
    heard.add(open);
    open.on('program:check', ({ check, state, place, steps }: CheckAnnouncements['program:check']) => {
      if (check === mine) change({ state, place, steps });
    });
    open.on('program:check-trace', ({ check, client, name, head, bytes }: CheckAnnouncements['program:check-trace']) => {
      if (check !== mine) return;
      const trace = createTraceStore();
      trace.add(unpackEvents({ head, bytes }));
      const id = clientId(client);
      change({ clients: [...view.clients, { id, name, remote: true, line: id, src: undefined, trace, events: trace.events.length }] });
    });
    open.on('disconnect', () => {
      if (channel === open && isChecking(view.state)) fail(new LineError('channel-lost'));
    });
  }

  return {
    get now() {
      return view;
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    async check(exercise, files) {
      const turn = ++asked;
      mine = undefined;
      change({ ...IDLE, state: 'asking', exercise });
      try {
        // What dials is fetched when it is wanted: where even that does not come, the server is away.
        const open = await reach().catch((error: unknown) => Promise.reject(error instanceof LineError ? error : new LineError('unreachable')));
        // Stopped before it could be asked for.
        if (turn !== asked) return;
        listen(open);
        // Known at once, as what is told of it may come with the answer.
        const number = ({ ok, check }: Answered) => void (ok && turn === asked && (mine = check as number));
        const reply = await open.ask('program:check', { exercise, files }, number);
        if (turn !== asked) return;
        if (!reply.ok) {
          const { code, params } = reply.error as ProgramError;
          return fail(new LineError(code as LineError['code'], params));
        }
        mine = reply.check as number;
      } catch (error) {
        if (turn === asked) fail(error);
      }
    },
    stop() {
      if (!isChecking(view.state)) return;
      asked += 1;
      mine = undefined;
      void channel?.ask('program:check-stop', {}).catch(() => undefined);
      change({ state: 'stopped' });
    },
    clear() {
      asked += 1;
      if (isChecking(view.state)) void channel?.ask('program:check-stop', {}).catch(() => undefined);
      mine = undefined;
      change(IDLE);
    },
  };
}
