/** The clients of one program: frames of this page and other devices, each with its line and its trace. */
import { createTraceStore, type TraceStore } from '../line/trace.ts';
import type { ControlChannel } from '../line/control.ts';
import type { LineAddress } from '../line/reach.ts';
import { MOST_FRAMES, type ClientView } from './session-types.ts';

export interface ClientParts {
  origin: string;
  channel(): ControlChannel | undefined;
  address(): LineAddress | undefined;
  /** Asks for a line for one more client; rejects with a LineError. */
  open(name: string): Promise<{ line: number; token: string; path: string }>;
  close(line: number): void;
  /** May frames be opened now? Answers with the number of the run that they belong to. */
  listening(): number | undefined;
  changed(): void;
  failed(error: unknown): void;
}
/** Ids of other devices begin here. */
const REMOTE = 10_000;

export interface Clients {
  readonly all: readonly ClientView[];
  /** A frame of this id, if there is one. */
  frame(id: number): ClientView | undefined;
  /** Gives every frame a line of its own, one after the other. */
  openAll(): Promise<void>;
  /** Gives one frame a new line. */
  open(id: number): Promise<void>;
  add(): void;
  remove(id: number): void;
  /** Another device came or went. */
  remote(told: { line: number; name: string; state: 'open' | 'gone' }): void;
  /** Frames go, their traces stay to be read. */
  hangUp(): void;
  /** A new run: lines are closed, traces forgotten. */
  reset(): void;
}

export function createClients(parts: ClientParts): Clients {
  let frames: ClientView[] = [newFrame(1), newFrame(2)];
  let remotes: ClientView[] = [];
  let next = 3;
  const deaf = new Map<number, () => void>();
  /** The latest wish for each frame's line: what answers an earlier one is not wanted any more. */
  const wishes = new Map<number, object>();

  function newFrame(id: number): ClientView {
    return { id, name: `Client ${id}`, remote: false, line: undefined, src: undefined, trace: undefined, events: 0 };
  }
  function update(id: number, make: (one: ClientView) => ClientView) {
    frames = frames.map((one) => (one.id === id ? make(one) : one));
    remotes = remotes.map((one) => (one.id === id ? make(one) : one));
  }
  function trace(id: number, line: number): TraceStore {
    const store = createTraceStore();
    const channel = parts.channel();
    if (channel) store.add([{ kind: 'clock', t: 0, rtt: channel.rtt }]);
    const stop = channel?.hear(line, {
      trace(events) {
        store.add(events);
        update(id, (one) => ({ ...one, events: one.events + events.length }));
        parts.changed();
      },
      gone: () => {},
      lost: () => {},
    });
    if (stop) deaf.set(line, stop);
    return store;
  }
  function closeLine({ line }: ClientView) {
    if (line === undefined) return;
    deaf.get(line)?.();
    deaf.delete(line);
    parts.close(line);
  }

  const self: Clients = {
    get all() {
      return [...frames, ...remotes];
    },
    frame: (id) => frames.find((one) => one.id === id),
    async openAll() {
      const run = parts.listening();
      for (const { id } of [...frames]) {
        if (run === undefined || parts.listening() !== run) return;
        await self.open(id);
      }
    },
    async open(id) {
      const before = self.frame(id);
      const run = parts.listening();
      if (!before || run === undefined) return;
      const wish = {};
      wishes.set(id, wish);
      closeLine(before);
      // The old page stands until the new line is open, but what it makes of its line's end is nobody's news.
      update(id, (one) => ({ ...one, line: undefined }));
      try {
        const { line, token, path } = await parts.open(before.name);
        if (parts.listening() !== run || !self.frame(id) || wishes.get(id) !== wish) return parts.close(line);
        const src = `${parts.address()?.http}${path}?line=${token}&from=${encodeURIComponent(parts.origin)}`;
        const store = trace(id, line);
        update(id, (one) => ({ ...one, line, src, trace: store, events: 0 }));
        parts.changed();
      } catch (error) {
        if (parts.listening() === run && wishes.get(id) === wish) parts.failed(error);
      }
    },
    add() {
      if (frames.length >= MOST_FRAMES) return;
      const one = newFrame(next++);
      frames = [...frames, one];
      parts.changed();
      void self.open(one.id);
    },
    remove(id) {
      const one = self.frame(id);
      if (!one || frames.length === 1) return;
      closeLine(one);
      frames = frames.filter((frame) => frame.id !== id);
      parts.changed();
    },
    remote({ line, name, state }) {
      if (state === 'gone') remotes = remotes.filter((one) => one.line !== line);
      else if (!remotes.some((one) => one.line === line)) remotes = [...remotes, { id: REMOTE + line, name, remote: true, line, src: undefined, trace: trace(REMOTE + line, line), events: 0 }];
    },
    hangUp() {
      frames = frames.map((one) => ({ ...one, src: undefined }));
      remotes = [];
    },
    reset() {
      for (const one of frames) closeLine(one);
      frames = frames.map((one) => ({ ...one, src: undefined, line: undefined, trace: undefined, events: 0 }));
    },
  };
  return self;
}
