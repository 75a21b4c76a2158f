/** From a console line to the packet that caused it: the same message on the line's trace, or no cause at all. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { io, type Socket } from 'socket.io-client';
import { clientMessages } from '../../../protocol/trace/messages.ts';
import { startPlayground, type Owner, type Playground } from './support/playground.ts';

let playground: Playground;
beforeAll(async () => {
  playground = await startPlayground({ loadMs: 5_000, turnMs: 5_000, cpu: 100, watchdogMs: 10_000 });
});
afterAll(() => playground.close());

const SERVER = `
import { Server } from 'socket.io';
import { setTimeout as sleep } from 'node:timers/promises';
const io = new Server(3000);
console.log('loaded');
const waiting = [];
const gate = () => new Promise((open) => waiting.push(open));
io.on('connection', (socket) => {
  console.log('connected');
  socket.on('say', (what) => console.log('say', what));
  socket.on('binary', (bytes) => console.log('binary', bytes.length));
  socket.on('later', (what) => setTimeout(() => console.log('later', what), 5));
  socket.on('each', (what) => { const every = setInterval(() => { clearInterval(every); console.log('each', what); }, 5); });
  socket.on('then', (what) => { Promise.resolve(what).then((value) => console.log('then', value)); });
  socket.on('sleep', async (what) => {
    await sleep(5);
    console.log('sleep', what);
    try {
      await gate();
    } catch (error) {
      console.log('failed', what, error.message);
    } finally {
      console.log('finally', what);
    }
    await null;
    console.log('on', what);
  });
  socket.on('open', (ok) => {
    const open = waiting.shift();
    open?.(ok ? undefined : Promise.reject(new Error('no')));
    console.log('open');
  });
  socket.on('ask', async (what) => {
    const answer = await socket.emitWithAck('question', what);
    console.log('asked', what, answer);
  });
  socket.on('foreign', (what) => { gate().then(() => console.log('foreign', what)); });
  socket.on('fence', (done) => done());
  socket.on('disconnect', () => console.log('gone'));
});
`;

interface Client {
  socket: Socket;
  line: number;
}
async function client(owner: Owner, key: string, path: string, transports: string[]): Promise<Client> {
  const { line, token } = await owner.ask('program:client', { key, name: 'one' });
  const socket = io(`http://127.0.0.1:${playground.linePort}`, { path: `${path}/socket.io/`, transports, query: { line: token }, forceNew: true, reconnection: false });
  await new Promise((resolve, reject) => socket.once('connect', () => resolve(0)).once('connect_error', reject));
  return { socket, line };
}
const text = (values: { v?: unknown; k: string }[]) => values.map(({ v, k }) => String(v ?? k)).join(' ');
/** What each console line's cause carried, as it stands on the trace: the packet's text, or its length where it is binary. */
function caused(owner: Owner): Record<string, string | undefined> {
  return Object.fromEntries(
    owner.console.map(({ values, cause }) => {
      if (!cause) return [text(values), undefined];
      const messages = clientMessages(owner.view(cause.line));
      const crossing = messages[cause.packet - 1];
      // The how-manieth message of its crossing.
      const own = messages.slice(0, cause.packet).filter((one) => one === crossing).length;
      const packet = crossing?.packets.filter(({ name }) => name === 'message' || name === 'binary')[own - 1];
      return [text(values), packet?.socket ? JSON.stringify(packet.socket.data ?? null) : packet && `binary ${packet.end - packet.start}`];
    }),
  );
}

test.each([['polling'], ['websocket'], ['upgrade']])('handlers of several clients, on %s', async (mode) => {
  const owner = playground.owner();
  const { program, key } = await owner.run(SERVER);
  const transports = mode === 'upgrade' ? ['polling', 'websocket'] : [mode];
  const path = `/play/${program}`;
  const [a, b] = [await client(owner, key, path, transports), await client(owner, key, path, transports)];
  a.socket.on('question', (what: string, answer: (text: string) => void) => answer(`${what}!`));
  a.socket.emit('say', 'one');
  b.socket.emit('say', 'two');
  b.socket.emit('binary', new Uint8Array([1, 2, 3, 4, 5]));
  a.socket.emit('later', 'a');
  b.socket.emit('then', 'b');
  b.socket.emit('each', 'b');
  // Both wait at once; each is woken by the other one's packet.
  a.socket.emit('sleep', 'a');
  await owner.until(() => owner.said.includes('sleep a'));
  b.socket.emit('sleep', 'b');
  await owner.until(() => owner.said.includes('sleep b'));
  b.socket.emit('open', true);
  await owner.until(() => owner.said.includes('on a'));
  a.socket.emit('open', false);
  await owner.until(() => owner.said.includes('on b'));
  a.socket.emit('foreign', 'a');
  await a.socket.emitWithAck('fence');
  b.socket.emit('open', true);
  await owner.until(() => owner.said.includes('foreign a'));
  a.socket.emit('ask', 'why');
  await owner.until(() => owner.said.includes('asked why why!') && owner.said.includes('later a') && owner.said.includes('each b'));
  a.socket.io.engine.close();
  await owner.until(() => owner.said.includes('gone'));
  // A client that comes back on the same line goes on counting.
  a.socket.connect();
  await new Promise((resolve) => a.socket.once('connect', () => resolve(0)));
  a.socket.emit('say', 'again');
  await owner.until(() => owner.said.includes('say again'));
  await owner.until(() => Object.entries(caused(owner)).every(([line, packet]) => packet !== undefined || ['loaded', 'gone', 'each b'].includes(line)));

  expect(caused(owner)).toEqual({
    loaded: undefined,
    connected: 'null',
    'say one': '["say","one"]',
    'say two': '["say","two"]',
    'binary 5': expect.stringMatching(/^binary/),
    'later a': '["later","a"]',
    'then b': '["then","b"]',
    'each b': undefined,
    'sleep a': '["sleep","a"]',
    'sleep b': '["sleep","b"]',
    'on a': '["sleep","a"]',
    'on b': '["sleep","b"]',
    'failed b no': '["sleep","b"]',
    'finally a': '["sleep","a"]',
    'finally b': '["sleep","b"]',
    open: expect.stringContaining('["open",'),
    'foreign a': '["foreign","a"]',
    'asked why why!': '["ask","why"]',
    gone: undefined,
    'say again': '["say","again"]',
  });
  const [last] = owner.console.filter(({ values }) => text(values) === 'say again');
  expect(last?.cause?.line).toBe(a.line);
  a.socket.disconnect();
  b.socket.disconnect();
  owner.close();
});
