/** A whole playground on free ports: both listeners, the pool, and pages that own programs; nothing stands in for a part. */
import type { ConsoleEntry, Files, ProgramAnnouncements, ProgramReplies, ProgramRequestName } from '../../../../protocol/programs.ts';
import { readTrace } from '../../../../protocol/trace/read.ts';
import '../../../../protocol/trace/engine-io.ts';
import type { TraceView } from '../../../../protocol/trace/crossing.ts';
import type { Clock } from '../../../../playground-server/line/limits.ts';
import type { Limits } from '../../../../playground-server/programs/limits.ts';
import { createProgramPool, type Pool } from '../../../../playground-server/programs/pool.ts';
import { createPrograms, type Programs } from '../../../../playground-server/programs/programs.ts';
import { Page, startRig, type Rig } from '../../line/rig.ts';

export interface Playground extends Rig {
  pool: Pool;
  programs: Programs;
  owner(): Owner;
}
export async function startPlayground(limits: Partial<Limits> = {}, clock?: Clock): Promise<Playground> {
  const pool = createProgramPool({ limits });
  const programs = createPrograms({ pool, isAllowedOrigin: () => true, ...(clock ? { clock } : {}) });
  const rig = await startRig({ routes: [programs.route], extensions: [(socket, viewer) => programs.extension(socket, viewer)], ...(clock ? { clock } : {}) });
  programs.join(rig.lines, rig.server);
  const owners = new Set<Owner>();
  return {
    ...rig,
    pool,
    programs,
    owner() {
      const owner = new Owner(rig);
      owners.add(owner);
      return owner;
    },
    async close() {
      for (const owner of owners) owner.close();
      await Promise.all([programs.close(), rig.close()]);
    },
  };
}

type Reply<N extends ProgramRequestName> = ProgramReplies[N];

/** A page that owns programs, and all that it was told of them. */
export class Owner extends Page {
  states: ProgramAnnouncements['program:state'][] = [];
  console: ConsoleEntry[] = [];
  problems: ProgramAnnouncements['program:problem']['problem'][] = [];
  limits: ProgramAnnouncements['program:limit'][] = [];
  clients: ProgramAnnouncements['program:client'][] = [];
  constructor(rig: Rig) {
    super(rig);
    this.socket.on('program:state', (told) => this.#keep(this.states, told));
    this.socket.on('program:console', (told: ProgramAnnouncements['program:console']) => told.entries.forEach((entry) => this.#logged(entry)));
    this.socket.on('program:problem', (told: ProgramAnnouncements['program:problem']) => this.#keep(this.problems, told.problem));
    this.socket.on('program:limit', (told) => this.#keep(this.limits, told));
    this.socket.on('program:client', (told) => this.#keep(this.clients, told));
  }
  /** An entry that came once more is told again with its new count. */
  #logged(entry: ConsoleEntry): void {
    const at = entry.times > 1 ? this.console.findLastIndex(({ t, values }) => t === entry.t && JSON.stringify(values) === JSON.stringify(entry.values)) : -1;
    if (at >= 0) this.console[at] = entry;
    else this.console.push(entry);
    this.changed();
  }
  #keep<T>(list: T[], one: T): void {
    list.push(one);
    this.changed();
  }
  async ask<N extends ProgramRequestName>(name: N, payload: unknown): Promise<Reply<N>> {
    const reply = await this.request(name, payload);
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    return reply as unknown as Reply<N>;
  }
  /** Runs the files and resolves once they listen; rejects with what the program told where it ends. */
  async run(files: Files | string, key?: string): Promise<Reply<'program:run'>> {
    const before = this.states.length;
    const reply = await this.ask('program:run', { files: typeof files === 'string' ? { 'server.js': files } : files, ...(key ? { key } : {}) });
    const since = () => this.states.slice(before).filter(({ program }) => program === reply.program);
    await this.until(() => since().some(({ state }) => state === 'listening' || state === 'failed' || state === 'stopped'));
    const ended = since().find(({ state }) => state === 'failed' || state === 'stopped');
    if (ended) throw new Error(`The program ended: ${ended.reason}: ${this.problems.map(({ message }) => message).join('; ')}`);
    return reply;
  }
  /** The line's trace so far. */
  view(line: number): TraceView {
    return readTrace(this.trace(line));
  }
  /** Console lines that were told, as plain text, each as often as it came. */
  get said(): string[] {
    return this.console.flatMap(({ values, times }) => Array<string>(times).fill(values.map((value) => ('v' in value ? String(value.v) : value.k)).join(' ')));
  }
}
