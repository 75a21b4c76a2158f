import { beforeEach, describe, expect, test } from 'vitest';
import type { ControlChannel, LineEar } from '../../../src/line/control.ts';
import { createProgramSession } from '../../../src/playground/session.ts';

const FILES = { 'server.js': 'new Server()' };
const ID = 'p'.repeat(22);

/** A control channel that answers as it is told, and what the session asked of it. */
function rig(own: 'known' | 'asked for' = 'known') {
  const asked: [string, Record<string, unknown>][] = [];
  const ears = new Map<string, (payload: unknown) => void>();
  const lines = new Map<number, LineEar>();
  const refused = new Map<string, object>();
  /** What is told before the next answer to Run comes, and states that are told after it came and before it is heard. */
  const before: [string, object][] = [];
  const overtaking: object[] = [];
  /** Requests that are answered late. */
  const held = new Map<string, Promise<void>>();
  /** Holds the answers to a request back; returns how to let them come. */
  const hold = (name: string) => {
    let release = () => {};
    held.set(name, new Promise((resolve) => (release = resolve)));
    return () => {
      held.delete(name);
      release();
    };
  };
  let settle = () => {};
  const settled = new Promise<void>((resolve) => (settle = resolve));
  let nextLine = 1;
  let key: string | undefined;
  let later: (() => void) | undefined;
  const channel = {
    rtt: 2,
    open: true,
    async ask(name: string, payload: Record<string, unknown>, came?: () => void) {
      asked.push([name, payload]);
      await held.get(name);
      if (name === 'program:run') for (const [said, told] of before.splice(0)) tell(said, told);
      came?.();
      if (refused.has(name)) return { ok: false, error: refused.get(name) };
      if (name === 'program:run') for (const told of overtaking.splice(0)) tell('program:state', told);
      if (name === 'program:run') return { ok: true, program: ID, key: 'KEY', state: 'starting' };
      if (name === 'program:attach') return { ok: true, program: ID, state: 'listening', console: [] };
      if (name === 'program:client') return { ok: true, line: nextLine++, token: 'TOKEN', opened: 0, path: `/play/${ID}/` };
      return { ok: true };
    },
    on(name: string, ear: (payload: unknown) => void) {
      ears.set(name, ear);
      return () => ears.delete(name);
    },
    hear(line: number, ear: LineEar) {
      lines.set(line, ear);
      return () => lines.delete(line);
    },
  } as unknown as ControlChannel;
  const session = createProgramSession({
    origin: 'http://class.test:3000',
    channel: () => Promise.resolve(channel),
    address: () => Promise.resolve({ http: 'http://class.test:3001', ws: 'ws://class.test:3001' }),
    key: { get: () => key, set: (next) => void (key = next), ...(own === 'known' ? {} : { settled }) },
    now: () => 0,
    after: (_, run) => void (later = run),
    soon: (run) => run(),
  });
  const tell = (name: string, payload: object) => ears.get(name)?.({ program: ID, ...payload });
  /** Resolves once what the session shows fits. */
  const until = (fits: () => boolean) =>
    new Promise<void>((resolve) => {
      if (fits()) return resolve();
      const stop = session.watch(() => {
        if (!fits()) return;
        stop();
        resolve();
      });
    });
  const listening = async () => {
    await session.run(FILES);
    tell('program:state', { state: 'listening', ms: 80 });
    await until(() => session.now.clients.every(({ src }) => src !== undefined));
  };
  return { session, asked, tell, until, listening, lines, refused, before, overtaking, hold, settle, key: () => key, setKey: (next: string) => void (key = next), wait: () => later?.() };
}
let it: ReturnType<typeof rig>;
beforeEach(() => void (it = rig()));

describe('a program', () => {
  test('runs, listens, and its clients come, each on a line of its own', async () => {
    await it.listening();
    expect(it.session.now).toMatchObject({ state: 'listening', ms: 80, link: `http://class.test:3001/play/${ID}/`, busy: false });
    expect(it.session.now.clients.map(({ line, src }) => [line, src])).toEqual([1, 2].map((line) => [line, `http://class.test:3001/play/${ID}/?line=TOKEN&from=http%3A%2F%2Fclass.test%3A3000`]));
    expect(it.key()).toBe('KEY');
  });
  test.each(['the first', 'a later'])('told to listen before %s Run is answered, it listens', async (which) => {
    if (which === 'a later') await it.listening();
    it.overtaking.push({ state: 'starting' }, { state: 'listening', ms: 20 });
    await it.session.run(FILES);
    expect(it.session.now).toMatchObject({ state: 'listening', ms: 20 });
    await it.until(() => it.session.now.clients.every(({ src }) => src !== undefined));
  });
  test('run again does not take what the run before still says for its own', async () => {
    await it.listening();
    it.before.push(['program:console', { entries: [{ t: 0, end: 'server', level: 'log', values: [], times: 1 }] }], ['program:problem', { problem: { severity: 'error', end: 'server', name: 'Error', message: 'late' } }], ['program:state', { state: 'failed', reason: 'threw' }]);
    it.before.push(['program:client', { line: 9, name: 'Android', state: 'open', remote: true }]);
    await it.session.run(FILES);
    expect(it.session.now).toMatchObject({ state: 'starting', reason: undefined, lines: [], problems: [] });
    expect(it.session.now.clients.at(-1), 'who comes by link belongs to no run').toMatchObject({ name: 'Android' });
    it.tell('program:state', { state: 'listening', ms: 20 });
    expect(it.session.now.state).toBe('listening');
  });
  test('runs again under the same key, with fresh lines, and without what was said before', async () => {
    await it.listening();
    it.tell('program:console', { entries: [{ t: 0, end: 'server', level: 'log', values: [], times: 1 }] });
    expect(it.session.now.lines).toHaveLength(1);
    await it.listening();
    expect(it.asked.filter(([name]) => name === 'program:run')[1]?.[1]).toMatchObject({ key: 'KEY' });
    expect(it.session.now.clients.map(({ line }) => line)).toEqual([3, 4]);
    expect(it.session.now.lines).toEqual([]);
    expect(it.asked.filter(([name]) => name === 'program:client-close').map(([, { line }]) => line)).toEqual([1, 2]);
  });
  test('tells the place in the queue, and why it stopped', async () => {
    await it.session.run(FILES);
    it.tell('program:state', { state: 'queued', place: 3 });
    expect(it.session.now).toMatchObject({ state: 'queued', place: 3 });
    it.tell('program:state', { state: 'failed', reason: 'not-responding', params: { ms: 1200 } });
    expect(it.session.now).toMatchObject({ state: 'failed', reason: 'not-responding', params: { ms: 1200 }, link: undefined });
  });
  test('says what was refused', async () => {
    it.refused.set('program:run', { code: 'queue-full', params: { limit: 200 } });
    await it.session.run(FILES);
    expect(it.session.now).toMatchObject({ state: 'failed', failure: { code: 'queue-full', params: { limit: 200 } }, busy: false });
  });
  test('stays when one client more is refused', async () => {
    await it.listening();
    it.refused.set('program:client', { code: 'too-many-clients', params: { limit: 60 } });
    it.session.addClient();
    await it.until(() => it.session.now.failure !== undefined);
    expect(it.session.now.state).toBe('listening');
    expect(it.session.now.clients.slice(0, 2).every(({ src }) => src)).toBe(true);
  });
  test('is taken over after a reload, or forgotten where it is gone', async () => {
    expect(await it.session.attach()).toBe(false);
    await it.session.run(FILES);
    expect(await it.session.attach()).toBe(true);
    it.refused.set('program:attach', { code: 'no-such-program' });
    expect(await it.session.attach()).toBe(false);
    expect(it.key()).toBeUndefined();
  });
  test('is not taken over where Run is pressed meanwhile', async () => {
    await it.session.run(FILES);
    const taken = it.session.attach();
    await it.session.run(FILES);
    expect(await taken).toBe(false);
    expect(it.session.now.state).toBe('starting');
    expect(it.asked.map(([name]) => name)).toEqual(['program:run', 'program:attach', 'program:run']);
  });
  test('pressed twice before the first answer, runs once more in the same place', async () => {
    const answer = it.hold('program:run');
    const both = [it.session.run(FILES), it.session.run({ 'server.js': 'later' })];
    expect(it.asked.map(([name]) => name)).toEqual([]);
    await it.until(() => it.session.now.state === 'starting');
    answer();
    await Promise.all(both);
    expect(it.asked).toEqual([['program:run', { files: { 'server.js': 'later' } }]]);
    const first = it.session.run(FILES);
    const again = it.hold('program:run');
    await new Promise(setImmediate);
    const second = it.session.run(FILES);
    again();
    await Promise.all([first, second]);
    expect(it.asked.map(([, { key }]) => key)).toEqual([undefined, 'KEY', 'KEY']);
  });
  test('stopped before Run is answered, stops then', async () => {
    const answer = it.hold('program:run');
    const running = it.session.run(FILES);
    await new Promise(setImmediate);
    await it.session.stop();
    answer();
    await running;
    expect(it.asked.map(([name, { key }]) => [name, key])).toEqual([['program:run', undefined], ['program:stop', 'KEY']]);
  });
  test('stopped and run again before the first answer, runs', async () => {
    const answer = it.hold('program:run');
    const first = it.session.run(FILES);
    await new Promise(setImmediate);
    await it.session.stop();
    const second = it.session.run(FILES);
    answer();
    await Promise.all([first, second]);
    expect(it.asked.map(([name]) => name)).toEqual(['program:run', 'program:run']);
  });
  test('is not run in the place of another tab’s, however soon Run is pressed', async () => {
    it = rig('asked for');
    it.setKey('ANOTHER TAB’S');
    const running = it.session.run(FILES);
    await new Promise(setImmediate);
    expect(it.asked).toEqual([]);
    it.setKey('');
    it.settle();
    expect(await it.session.attach()).toBe(false);
    await running;
    expect(it.asked).toEqual([['program:run', { files: FILES }]]);
    expect(it.key()).toBe('KEY');
  });
  test('told to have ended while it is taken over, it has', async () => {
    it.setKey('KEY');
    const answer = it.hold('program:attach');
    const taken = it.session.attach();
    await new Promise(setImmediate);
    it.tell('program:state', { state: 'failed', reason: 'threw' });
    answer();
    expect(await taken).toBe(false);
    expect(it.session.now).toMatchObject({ state: 'failed', reason: 'threw' });
  });
  test('is over when the channel breaks; what was seen stays', async () => {
    await it.listening();
    it.tell('disconnect', {});
    expect(it.session.now).toMatchObject({ state: 'stopped', failure: { code: 'channel-lost' } });
    expect(it.session.now.clients.every(({ src, trace }) => src === undefined && trace !== undefined)).toBe(true);
  });
  test('is taken over again when the channel is back, unless it is gone', async () => {
    await it.listening();
    it.tell('program:console', { entries: [{ t: 0, end: 'server', level: 'log', values: [], times: 1 }] });
    it.tell('disconnect', {});
    it.wait();
    await it.until(() => it.session.now.state === 'listening');
    expect(it.session.now).toMatchObject({ failure: undefined, lines: { length: 1 } });
    it.tell('disconnect', {});
    it.refused.set('program:attach', { code: 'no-such-program' });
    it.wait();
    await it.until(() => it.session.now.failure?.code === 'no-such-program');
    expect(it.key()).toBeUndefined();
  });
  test('is told that it was started again, and its clients come anew', async () => {
    await it.listening();
    it.tell('program:state', { state: 'starting', reason: 'host-crashed' });
    expect(it.session.now).toMatchObject({ state: 'starting', restarted: true });
    expect(it.session.now.clients.every(({ src, line }) => src === undefined && line === undefined)).toBe(true);
    it.tell('program:state', { state: 'listening', ms: 90 });
    await it.until(() => it.session.now.clients.every(({ src }) => src !== undefined));
    expect(it.session.now).toMatchObject({ restarted: true, reason: undefined });
    await it.session.run(FILES);
    expect(it.session.now.restarted).toBe(false);
  });
  test('makes hints of facts, once a cause; what was put away stays away', async () => {
    await it.listening();
    const seen = (event: string) => it.tell('program:problem', { problem: { severity: 'warning', end: 'server', name: 'Seen', message: '', hint: { code: 'seen:no-listener', params: { event, namespace: '/', acked: 0 } } } });
    seen('a');
    seen('a');
    it.wait();
    expect(it.session.now.hints).toMatchObject([{ code: 'no-listener', params: { event: 'a', here: 'Server' } }]);
    expect(it.session.now.problems).toEqual([]);
    it.session.dismissHint(it.session.now.hints[0]?.key ?? '');
    seen('b');
    it.wait();
    expect(it.session.now.hints).toMatchObject([{ params: { event: 'b' } }]);
  });
  test('does not listen to what is told of others', async () => {
    await it.listening();
    it.tell('program:state', { program: 'another', state: 'failed' });
    expect(it.session.now.state).toBe('listening');
  });
});

describe('clients', () => {
  test('bring their traces, console and problems; the same problem is counted', async () => {
    await it.listening();
    it.lines.get(2)?.trace([{ kind: 'connection', t: 1, connection: 1 }]);
    expect(it.session.now.clients[1]?.events).toBe(1);
    const line = it.session.now.clients[0]?.line;
    it.session.heard(1, line, { saitrong: 'client', type: 'console', entry: { level: 'log', values: [] }, cause: { session: 'sid', packet: 2, line: 99 } });
    expect(it.session.now.lines[0]).toMatchObject({ client: 'Client 1', end: 'client', cause: { line, session: 'sid', packet: 2 } });
    for (let i = 0; i < 3; i++) it.session.heard(1, line, { saitrong: 'client', type: 'problem', problem: { message: 'no', name: 'TypeError' } });
    expect(it.session.now.problems).toMatchObject([{ client: 'Client 1', message: 'no', times: 3 }]);
    it.session.heard(99, line, { saitrong: 'client', type: 'ready' });
  });
  test('of a page that is gone, or is just loaded anew, have no last words', async () => {
    await it.listening();
    const line = it.session.now.clients[0]?.line;
    const said = { saitrong: 'client', type: 'console', entry: { level: 'log', values: [] } };
    it.session.heard(1, line, said);
    expect(it.session.now.lines).toHaveLength(1);
    await it.session.run(FILES);
    it.session.heard(1, line, said);
    await it.listening();
    it.session.heard(1, line, said);
    it.session.reloadClient(2);
    it.session.heard(2, 4, said);
    expect(it.session.now.lines).toEqual([]);
  });
  test('of other devices come and go', async () => {
    await it.listening();
    it.tell('program:client', { line: 9, name: 'Android', state: 'open', remote: true });
    expect(it.session.now.clients.at(-1)).toMatchObject({ name: 'Android', remote: true });
    it.tell('program:client', { line: 9, name: 'Android', state: 'gone', remote: true });
    expect(it.session.now.clients).toHaveLength(2);
  });
  test('loaded anew twice in a row, have the later line alone', async () => {
    await it.listening();
    const answer = it.hold('program:client');
    it.session.reloadClient(1);
    it.session.reloadClient(1);
    answer();
    await it.until(() => it.session.now.clients[0]?.line === 4);
    await new Promise(setImmediate);
    expect(it.asked.filter(([name]) => name === 'program:client-close').map(([, { line }]) => line)).toContain(3);
    expect([...it.lines.keys()]).toEqual([2, 4]);
  });
  test('are added up to four, closed down to one', async () => {
    await it.listening();
    for (let i = 0; i < 5; i++) it.session.addClient();
    expect(it.session.now.clients).toHaveLength(4);
    for (const { id } of [...it.session.now.clients]) it.session.closeClient(id);
    expect(it.session.now.clients).toHaveLength(1);
  });
});
