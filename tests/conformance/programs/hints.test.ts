/** Every hint is proved by a program that really makes the mistake, played by real clients on its own lines. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HintCode } from '../../../src/playground/hints/evidence.ts';
import { SEEN_MARK } from '../../../protocol/hints.ts';
import { connected, createLearner, server, type Learner } from './support/learner.ts';

let learner: Learner;
beforeAll(async () => void (learner = await createLearner()));
afterAll(() => learner.close());

/** The hint of that code once it is told, and where it is on the trace; the trace may come after what it shows. */
async function hinted(code: HintCode, which: 'told' | 'placed' = 'told') {
  const { hints, clients } = await learner.until(`the hint ${code}`, (view) => view.hints.some((hint) => hint.code === code && (which === 'told' || hint.at)));
  const found = hints.find((hint) => hint.code === code)!;
  const crossing = clients.find(({ id }) => id === found.at?.client)?.trace?.whole.crossings.find(({ id }) => id === found.at?.crossing);
  return { ...found, crossing, codes: hints.map((hint) => hint.code) };
}
const textOf = (crossing: { plain: Uint8Array } | undefined) => new TextDecoder().decode(crossing?.plain);

describe('what the server sees', () => {
  test('an event that nobody listens for, and where it crossed', async () => {
    await learner.run(server("socket.on('message', () => {});"));
    learner.dial(1).emit('mesage', 'hi');
    const { params, crossing, codes } = await hinted('no-listener', 'placed');
    expect(params).toMatchObject({ event: 'mesage', here: 'Server' });
    expect(textOf(crossing)).toContain('42["mesage","hi"]');
    expect(codes).toEqual(['no-listener']);
  });
  test('an answer that nobody can give, because nobody listens', async () => {
    await learner.run(server(''));
    learner.dial(1).emit('ask', 1, () => {});
    expect((await hinted('ack-nobody')).params).toMatchObject({ event: 'ask' });
  });
  test('a listener that came after its event', async () => {
    await learner.run(`import { Server } from 'socket.io';\nconst io = new Server(3000);\nio.on('connection', (socket) => {\n  socket.on('ready', async () => {\n    await null;\n    socket.on('early', () => {});\n  });\n});`);
    const client = learner.dial(1);
    for (const event of ['early', 'ready']) client.emit(event);
    const { place, codes } = await hinted('late-listener');
    expect(place).toMatchObject({ file: 'server.js', line: 6 });
    expect(codes).toEqual(['late-listener']);
  });
  test('a handler added again by another event', async () => {
    await learner.run(server("socket.on('join', () => { socket.on('say', () => { console.log('said'); }); });"));
    const client = learner.dial(1);
    for (const event of ['join', 'say', 'join', 'say']) client.emit(event);
    expect((await hinted('repeated-listener')).params).toMatchObject({ event: 'say', count: 2 });
  });
  test('io.on("connection") inside a connection', async () => {
    await learner.run(server("io.on('connection', () => {});"));
    for (let i = 0; i < 3; i++) await connected(learner.dial(1));
    expect((await hinted('repeated-listener')).params).toMatchObject({ event: 'connection' });
  });
  test('an acknowledgement that nobody called', async () => {
    await learner.run(server("socket.on('save', (text, done) => { console.log(text); });"));
    learner.dial(1).emit('save', 'x', () => {});
    const { params, crossing } = await hinted('ack-dropped', 'placed');
    expect(params).toMatchObject({ event: 'save' });
    expect(textOf(crossing)).toContain('"save"');
  });
  test('an acknowledgement that is called late is none', async () => {
    await learner.run(server("socket.on('save', async (done) => { await new Promise((go) => setTimeout(go, 50)); done(1); });"));
    const client = learner.dial(1);
    expect(await client.emitWithAck('save')).toBe(1);
    client.emit('mesage');
    expect((await hinted('no-listener')).codes).toEqual(['no-listener']);
  });
  test('a callback that was never sent', async () => {
    await learner.run(server("socket.on('save', (text, done) => {\n done('ok'); });"));
    learner.dial(1, '', { reconnection: false }).emit('save', 'x');
    const { params, place, codes } = await hinted('ack-missing');
    expect(params).toMatchObject({ event: 'save', expected: 2, got: 1 });
    expect(place).toMatchObject({ file: 'server.js', line: 6 });
    expect(codes).not.toContain('handler-threw');
  });
  test('a method that is none of it is no missing callback', async () => {
    await learner.run(server("socket.on('save', (text, done) => { text.trim(); });"));
    learner.dial(1, '', { reconnection: false }).emit('save', 5);
    const { codes } = await hinted('handler-threw');
    expect(codes).not.toContain('ack-missing');
    expect(learner.session.now.problems).toMatchObject([{ message: 'text.trim is not a function' }]);
  });
  test.each([
    ['socket.timeout(50).emitWithAck("where")', 'operation has timed out'],
    ['io.timeout(50).emitWithAck("where")', 'operation has timed out'],
    ['io.emit("where", { n: 10n })', 'BigInt'],
    ['JSON.parse("hello")', 'in JSON'],
  ])('the line where %s went wrong', async (what, said) => {
    await learner.run(server(`socket.on('go', async () => {\n await ${what};\n });`));
    learner.dial(1, '', { reconnection: false }).on('where', () => {}).emit('go');
    const { problems } = await learner.until('its end', ({ state, problems }) => state === 'failed' && problems.length > 0);
    expect(problems).toMatchObject([{ message: expect.stringContaining(said), place: { file: 'server.js', line: 6 } }]);
  });
  test('an error in a handler, which ends the server for all', async () => {
    await learner.run(server("socket.on('go', () => { null.x; });"));
    learner.dial(1, '', { reconnection: false }).emit('go');
    expect((await hinted('handler-threw')).place).toMatchObject({ file: 'server.js', line: 5 });
  });
  test.each([
    ['at once', "socket.on('go', () => { null.x; });"],
    ['in an async handler', "socket.on('go', async () => { null.x; });"],
    ['after it waited', "socket.on('go', async () => { await null; null.x; });"],
    ['in a promise’s job', "socket.on('go', () => { Promise.resolve().then(() => null.x); });"],
  ])('the packet that an error came of: %s', async (_when, handler) => {
    await learner.run(server(handler));
    const client = learner.dial(1, '', { reconnection: false });
    client.emit('before', 1);
    client.emit('go', 'now');
    expect(textOf((await hinted('handler-threw', 'placed')).crossing)).toContain('42["go","now"]');
  });
  test('an error while it loads is none', async () => {
    await learner.run('null.x;');
    await learner.until('its end', ({ state, problems }) => state === 'failed' && problems.length > 0);
    expect(learner.session.now.hints).toEqual([]);
  });
  test('a middleware that never goes on', async () => {
    await learner.run(server('', 'io.use((socket, next) => { console.log(socket.id); });'));
    learner.dial(1);
    expect((await hinted('next-dropped')).params).toMatchObject({ where: 'io.use' });
  });
  test('a packet middleware that never goes on, but not one that leaves some out', async () => {
    await learner.run(server("socket.use((packet, next) => packet[0] !== 'spam' && next()); socket.on('ok', (done) => done());"));
    let client = learner.dial(1);
    client.emit('spam');
    client.emit('spam');
    await client.emitWithAck('ok');
    expect(learner.session.now.hints).toEqual([]);
    await learner.run(server("socket.use((packet, next) => {}); socket.on('ok', () => {});"));
    client = learner.dial(1);
    for (let i = 0; i < 3; i++) client.emit('ok');
    const { params, codes } = await hinted('next-dropped');
    expect(params).toMatchObject({ where: 'socket.use' });
    expect(codes).toEqual(['next-dropped']);
  });
  test('a message to an id that is gone', async () => {
    await learner.run(server("socket.on('to', (id) => io.to(id).emit('dm', 'hi'));"));
    const first = learner.dial(2);
    await connected(first);
    const { id } = first;
    first.disconnect();
    await connected(learner.dial(2));
    const client = learner.dial(1);
    await connected(client);
    client.emit('to', id);
    expect((await hinted('gone-id')).params).toMatchObject({ room: id, event: 'dm' });
  });
  test('socket.to(socket.id), to([]), and a room of another type', async () => {
    await learner.run(server("socket.join(42); socket.on('own', () => { socket.to(socket.id).emit('a'); io.to([]).emit('b'); io.to('42').emit('c'); });"));
    learner.dial(1).onAny(() => {}).emit('own');
    expect((await hinted('own-id')).params).toMatchObject({ event: 'a' });
    expect((await hinted('to-empty')).params).toMatchObject({ event: 'b' });
    expect((await hinted('room-type')).params).toMatchObject({ event: 'c', room: '42' });
  });
  test('a broadcast that asks for answers without a time limit', async () => {
    await learner.run(server("socket.on('go', () => io.emit('ask', () => {}));"));
    learner.dial(1).on('ask', (done: () => void) => done()).emit('go');
    expect((await hinted('ack-no-timeout')).params).toMatchObject({ event: 'ask' });
  });
  test('a question without a time limit, whose client leaves', async () => {
    await learner.run(server("socket.on('go', async () => {\n await socket.emitWithAck('sure?'); });"));
    const client = learner.dial(1);
    client.on('sure?', () => client.disconnect());
    client.emit('go');
    const { params, place } = await hinted('ack-left');
    expect(params).toMatchObject({ event: 'sure?' });
    expect(place).toMatchObject({ file: 'server.js', line: 6 });
  });
  test('what JSON can’t hold: a Map, a promise, a circle', async () => {
    await learner.run(server("socket.on('map', () => socket.emit('a', { users: new Map([[1, 2]]) })); socket.on('promise', () => io.emit('b', (async () => 1)())); socket.on('circle', () => { const c = { deep: {} }; c.deep.c = c; socket.emit('d', c); });"));
    const client = learner.dial(1, '', { reconnection: false });
    client.onAny(() => {});
    client.emit('map');
    expect((await hinted('lost-in-json')).params).toMatchObject({ event: 'a', what: 'Map', path: '1.users' });
    client.emit('promise');
    expect((await hinted('promise-emitted')).params).toMatchObject({ event: 'b' });
    client.emit('circle');
    expect((await hinted('circular')).params).toMatchObject({ event: 'd', path: '1.deep.c' });
  });
  test('a client that does not answer pings', async () => {
    await learner.run(server('', '', '{ pingInterval: 300, pingTimeout: 200 }'));
    const client = learner.dial(1, '', { reconnection: false });
    await connected(client);
    // What a frozen tab does: nothing.
    const engine = client.io.engine as unknown as { _sendPacket(type: string, ...rest: unknown[]): void };
    const send = engine._sendPacket.bind(engine);
    engine._sendPacket = (type, ...rest) => (type === 'pong' ? undefined : send(type, ...rest));
    await hinted('ping-timeout');
  });
  test.each(['http://localhost:5173/', 'localhost:5173', 'https://*.example.com', 'http://example.com:80'])('an origin that no browser sends: %s', async (origin) => {
    await learner.run(server('', '', `{ cors: { origin: [${JSON.stringify(origin)}] } }`));
    learner.dial(1);
    expect((await hinted('cors-never')).params).toMatchObject({ origin });
  });
  test('origins that browsers do send are none', async () => {
    await learner.run(server('', '', "{ cors: { origin: ['http://localhost:5173', 'https://example.com', 'http://[::1]:80800'.slice(0, 17), '*'] } }"));
    learner.dial(1).emit('mesage');
    expect((await hinted('no-listener')).codes).toEqual(['no-listener']);
  });
});

describe('what the client sees', () => {
  test('an event that nobody listens for', async () => {
    await learner.run(server("socket.emit('welcom', 'hi');"));
    learner.dial(1).on('welcome', () => {});
    const { params, crossing } = await hinted('no-listener', 'placed');
    expect(params).toMatchObject({ event: 'welcom', here: 'Client 1' });
    expect(textOf(crossing)).toContain('42["welcom","hi"]');
  });
  test('a handler added again on each reconnect', async () => {
    await learner.run(server("socket.emit('news', 1); socket.on('cut', () => socket.conn.close());"));
    const client = learner.dial(1);
    let heard = 0;
    client.on('connect', () => client.on('news', () => heard++));
    await connected(client);
    client.emit('cut');
    expect((await hinted('repeated-listener')).params).toMatchObject({ event: 'news', count: 2, here: 'Client 1' });
  });
  test('a burst after a reconnect', async () => {
    await learner.run(server("socket.on('n', () => {}); socket.on('cut', () => socket.conn.close());"));
    const client = learner.dial(1);
    await connected(client);
    client.once('disconnect', () => {
      for (let i = 0; i < 8; i++) client.emit('n', i);
    });
    client.emit('cut');
    expect((await hinted('burst')).params).toMatchObject({ event: 'n', count: 8 });
  });
  test('a refusal that nobody listens for; one that is listened for is none', async () => {
    await learner.run(server('', "io.use((socket, next) => next(new Error('not authorized')));"));
    const told = learner.dial(2);
    await new Promise((resolve) => told.once('connect_error', resolve));
    learner.dial(1);
    const { params, crossing, codes } = await hinted('refused-unheard', 'placed');
    expect(params).toMatchObject({ message: 'not authorized', here: 'Client 1' });
    expect(textOf(crossing)).toContain('44{"message":"not authorized"}');
    expect(codes).toEqual(['refused-unheard']);
  });
});

describe('what the bytes show', () => {
  test('a namespace that is not there', async () => {
    await learner.run(server(''));
    learner.dial(1, '/nope');
    const { params, crossing } = await hinted('invalid-namespace', 'placed');
    expect(params).toEqual({ namespace: '/nope' });
    expect(textOf(crossing)).toContain('44/nope');
  });
  test('a path that the server does not serve', async () => {
    await learner.run(server('', '', "{ path: '/chat' }"));
    learner.dial(1, '', { transports: ['polling'], reconnection: false });
    expect((await hinted('wrong-path')).params).toEqual({ path: '/socket.io/' });
  });
  test.each(['polling', 'websocket'])('who comes by %s when the program has ended has not taken a wrong path', async (transport) => {
    await learner.run(server("socket.on('go', () => { null.x; });"));
    const late = learner.dial(2, '', { transports: [transport], reconnection: false });
    await connected(late);
    const left = new Promise((resolve) => late.once('disconnect', resolve));
    learner.dial(1, '', { reconnection: false }).emit('go');
    await left;
    await learner.until('its end', ({ state }) => state === 'failed');
    const refused = new Promise((resolve) => late.once('connect_error', resolve));
    late.connect();
    await refused;
    await learner.until('the answer on its line', ({ clients }) => clients[1]?.trace?.whole.exchanges.some(({ response }) => response?.http?.status === 404) ?? false);
    // A fact that is looked at with all that came before it.
    learner.session.heard(1, learner.session.now.clients[0]?.line, { saitrong: 'client', type: 'problem', problem: { severity: 'warning', name: 'Seen', message: '', stack: [], hint: { code: `${SEEN_MARK}no-listener`, params: { event: 'last', namespace: '/', acked: 0 } } } });
    expect((await hinted('no-listener')).codes.sort()).toEqual(['handler-threw', 'no-listener']);
  });
  test('another version of the protocol', async () => {
    await learner.run(server(''));
    const src = new URL(learner.session.now.clients[0]!.src!);
    await fetch(`${src.origin}${src.pathname}socket.io/?EIO=3&transport=polling&line=${src.searchParams.get('line')}`);
    expect((await hinted('old-protocol')).params).toMatchObject({ protocol: '3' });
  });
  test('a transport that the server leaves out', async () => {
    await learner.run(server('', '', "{ transports: ['websocket'] }"));
    learner.dial(1, '', { transports: ['polling'], reconnection: false });
    expect((await hinted('transport-unknown')).params).toMatchObject({ transport: 'polling' });
  });
  test.each(['polling', 'websocket'])('a message larger than the server takes, by %s', async (transport) => {
    await learner.run(server("socket.on('x', () => {});", '', '{ maxHttpBufferSize: 1000 }'));
    const client = learner.dial(1, '', { transports: [transport], reconnection: false });
    await connected(client);
    client.emit('x', 'y'.repeat(5000));
    expect((await hinted('too-large')).params).toEqual({ how: transport === 'polling' ? 413 : 1009 });
  });
});

test('a hint that was put away is not told again', async () => {
  await learner.run(server(''));
  learner.dial(1).emit('away');
  const { key } = await hinted('no-listener');
  learner.session.dismissHint(key);
  await learner.until('no hint', ({ hints }) => hints.length === 0);
  await learner.run(server(''));
  learner.dial(1).emit('away');
  learner.dial(1).emit('another');
  expect((await hinted('no-listener')).params).toMatchObject({ event: 'another' });
});
