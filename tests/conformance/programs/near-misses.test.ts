/** What looks like a mistake and is none: no hint is told of it. Each is played, and then a mistake of our own, which is. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Socket } from 'socket.io-client';
import { connected, createLearner, server, type Learner } from './support/learner.ts';

let learner: Learner;
beforeAll(async () => void (learner = await createLearner()));
afterAll(() => learner.close());

type Play = (client: Socket) => unknown;
const ask = (...events: string[]): Play => async (client) => {
  for (const event of events) await client.timeout(5_000).emitWithAck(event);
};

const NEAR: [what: string, program: string, play: Play][] = [
  ['an event that a catch-all hears', server("if (!socket.handshake.auth.witness) socket.onAny((event, ...args) => args.at(-1)?.('ok'));"), ask('anything')],
  ['an event that a middleware answers', server("if (!socket.handshake.auth.witness) socket.use(([event, done], next) => { if (event === 'ping?') done('pong'); next(); });"), ask('ping?')],
  ['a listener that comes late, and its event later still', server("socket.on('ready', async (done) => { await null; socket.on('say', (answer) => answer()); done(); });"), ask('ready', 'say')],
  ['two handlers of one event that differ', server("socket.on('say', () => {}); socket.on('say', (done) => done());"), ask('say', 'say')],
  ['a handler that is taken off before it is added again', server("const hear = (done) => done(); socket.on('join', (done) => { socket.off('say', hear); socket.on('say', hear); done(); });"), ask('join', 'say', 'join', 'say')],
  ['once for each question', server("socket.on('ask', (done) => { socket.once('reply', (got) => got()); done(); });"), ask('ask', 'reply', 'ask', 'reply')],
  ['one function for several events', server("const hear = (done) => done(); for (const event of ['a', 'b', 'c']) socket.on(event, hear);"), ask('a', 'b', 'c', 'a')],
  ['an answer that is kept for later', server("const waiting = []; socket.on('wait', (done) => { waiting.push(done); }); socket.on('go', (done) => { for (const one of waiting.splice(0)) one('now'); done(); });"), async (client) => {
    const answer = client.emitWithAck('wait');
    await client.emitWithAck('go');
    expect(await answer).toBe('now');
  }],
  ['an answer where none was asked for', server("socket.on('save', (text, done) => { done?.('ok'); if (typeof done === 'function') done('ok'); });"), (client) => client.emit('save', 'x')],
  ['a broadcast that says how long it waits', server("socket.on('go', (done) => io.timeout(2000).emit('ask', done));"), async (client) => {
    client.on('ask', (done: () => void) => done());
    await client.emitWithAck('go');
  }],
  ['a middleware that goes on later', server("socket.on('go', (done) => done());", 'io.use((socket, next) => { setTimeout(next, 30); });'), ask('go')],
  ['a middleware that waits for a promise', server("socket.on('go', (done) => done());", 'io.use(async (socket, next) => { await null; next(); });'), ask('go')],
  ['a message to an id that is there, and to itself', server("socket.on('go', (done) => { io.to(socket.id).emit('dm', 1); socket.emit('dm', 2); done(); });"), async (client) => {
    client.on('dm', () => {});
    await client.emitWithAck('go');
  }],
  ['a room that nobody is in, and one whose name is a number as text', server("socket.join('42'); socket.on('go', (done) => { io.to('nobody').emit('a'); io.to('42').emit('a'); io.to(['42', 'other']).emit('a'); done(); });"), async (client) => {
    client.on('a', () => {});
    await client.emitWithAck('go');
  }],
  ['what JSON writes by itself', server("const one = { n: 1 }; socket.on('go', (done) => { socket.emit('a', new Date(), Buffer.from('x'), { one, again: one, list: [...new Map([[1, one]])] }, { toJSON: () => 1 }, null); done(); });"), async (client) => {
    client.on('a', () => {});
    await client.emitWithAck('go');
  }],
  ['a promise that was waited for', server("socket.on('go', async (done) => { socket.emit('a', await Promise.resolve(1)); done(); });"), async (client) => {
    client.on('a', () => {});
    await client.emitWithAck('go');
  }],
  ['an error that is caught, and one that the process hears of', server("socket.on('go', async (done) => { try { null.x; } catch { done(); } }); socket.on('async', async (done) => { await Promise.reject(new Error('no')).catch(() => done()); });"), ask('go', 'async')],
  ['a question that is answered, and one with a time limit whose client leaves', server("socket.on('go', async (done) => { await socket.emitWithAck('sure?'); done(); socket.timeout(2000).emitWithAck('still?').catch(() => {}); });"), async (client) => {
    client.on('sure?', (yes: () => void) => yes());
    const left = new Promise<void>((resolve) => client.on('still?', () => (client.disconnect(), resolve())));
    await client.emitWithAck('go');
    await left;
  }],
  ['a client that hangs up and comes back', server("socket.on('go', (done) => done());"), async (client) => {
    client.disconnect();
    client.connect();
    await client.emitWithAck('go');
  }],
  ['many events before the first connection', server("socket.on('n', () => {}); socket.on('go', (done) => done());"), async (client) => {
    for (let i = 0; i < 12; i++) client.emit('n', i);
    await client.emitWithAck('go');
  }],
  ['a few events while the line was down', server("socket.on('n', () => {}); socket.on('cut', () => socket.conn.close()); socket.on('go', (done) => done());"), async (client) => {
    await connected(client);
    client.once('disconnect', () => [1, 2, 3].forEach((n) => client.emit('n', n)));
    client.emit('cut');
    await client.timeout(5_000).emitWithAck('go').catch(() => client.emitWithAck('go'));
  }],
  ['a message as large as it may be', server("socket.on('x', (text, done) => done());", '', '{ maxHttpBufferSize: 5000 }'), (client) => client.emitWithAck('x', 'y'.repeat(4_500))],
];

test.each(NEAR)('%s', async (_what, program, play) => {
  await learner.run(program);
  const client = learner.dial(1);
  await play(client);
  // Functions that nobody holds any more are told of when the engine looks for them, which may be later.
  const witness = learner.dial(2, '', { auth: { witness: true } });
  await connected(witness);
  witness.emit('nobody-listens');
  const { hints } = await learner.until('our own mistake', (view) => view.hints.some(({ code, params }) => code === 'no-listener' && params.event === 'nobody-listens') || (view.hints.length > 0 && view.state !== 'listening') || view.hints.length > 1);
  expect(hints.map(({ code, params }) => [code, params.event])).toEqual([['no-listener', 'nobody-listens']]);
});

test('a namespace that is made by a pattern, and a path that both ends have', async () => {
  await learner.run(server("socket.on('go', (done) => done());", "io.of(/^\\/room-\\d+$/).on('connection', (socket) => socket.on('go', (done) => done()));", "{ path: '/chat' }"));
  for (const namespace of ['', '/room-7']) await learner.dial(1, namespace, { path: '/chat/' }).emitWithAck('go');
  learner.dial(2, '', { path: '/chat/' }).emit('nobody-listens');
  const { hints } = await learner.until('our own mistake', (view) => view.hints.length > 0);
  expect(hints.map(({ code }) => code)).toEqual(['no-listener']);
});
