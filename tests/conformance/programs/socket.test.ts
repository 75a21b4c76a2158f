/** What a socket does: events, acknowledgements, values, catch-alls, middleware, rooms of its own, leaving. */
import { ask, conforms, heard, next, type Case, type Stage } from './support/cases.ts';

const THAI = 'สวัสดีชาวโลก 👋🏽';
/** A case that asks one thing and expects one answer. */
const answer = (name: string, event: string, args: unknown[], expected: unknown): Case => ({ name, run: async (stage) => ask(await stage.client(), event, ...args), expected });
const answers = (name: string, event: string, args: unknown[], expected: unknown[]): Case => ({
  name,
  run: async (stage) => {
    const socket = await stage.client();
    return new Promise((resolve) => socket.emit(event, ...args, (...all: unknown[]) => resolve(all)));
  },
  expected,
});
const echo = (name: string, args: unknown[], expected: unknown[] = args) => answer(`echoes ${name}`, 'echo', args, expected);
const type = (name: string, value: unknown, expected: unknown) => answer(`receives ${name}`, 'types', [value], expected);

let names = 0;
/** Leaves in some way and tells what the server saw. */
const leaving = (name: string, leave: (socket: Awaited<ReturnType<Stage['client']>>) => unknown, expected: unknown): Case => ({
  name,
  run: async (stage) => {
    const who = `leaver ${++names}`;
    const [watcher, leaver] = await Promise.all([stage.client(), stage.client('', { auth: { name: who } })]);
    const told = ask(watcher, 'tell reason of', who);
    await leave(leaver);
    return told;
  },
  expected,
});

conforms('socket', 'socket.js', [
  echo('no arguments', []),
  echo('text', ['hello']),
  echo('Thai text and emoji', [THAI]),
  echo('an empty text', ['']),
  echo('numbers as they are', [0, -1, 1.5, 9007199254740991, 1e21]),
  echo('what JSON turns into null', [Number.NaN, Number.POSITIVE_INFINITY, undefined], [null, null, null]),
  echo('booleans and null', [true, false, null]),
  echo('nested objects and arrays', [{ a: [1, { b: [[], {}] }] }]),
  echo('an object without its undefined parts', [{ a: undefined, b: 1 }], [{ b: 1 }]),
  echo('dates as their JSON', [new Date(0)], ['1970-01-01T00:00:00.000Z']),
  echo('maps and sets as empty objects', [new Map([[1, 2]]), new Set([1])], [{}, {}]),
  echo('keys that look like prototypes', [JSON.parse('{"__proto__":1,"constructor":2}')], [JSON.parse('{"__proto__":1,"constructor":2}')]),
  echo('text with line ends, quotes and nulls', ['a\r\n"b"\\\u0000\u2028']),
  echo('a text of 60 000 characters', ['x'.repeat(60_000)]),
  echo('many arguments', Array.from({ length: 50 }, (_, i) => i)),
  type('a buffer', Buffer.from([1, 2, 255]), 'buffer 0102ff'),
  type('an empty buffer', Buffer.alloc(0), 'buffer '),
  type('a typed array', new Uint8Array([7, 8]), 'buffer 0708'),
  type('an ArrayBuffer', new Uint8Array([9]).buffer, 'buffer 09'),
  type('buffers inside objects and arrays', { a: Buffer.from([1]), b: [Buffer.from([2]), 'x'] }, { a: 'buffer 01', b: ['buffer 02', 'string x'] }),
  {
    name: 'sends binary to the client',
    run: async (stage) => {
      const socket = await stage.client();
      const back = next(socket, 'back');
      socket.emit('back', Buffer.from([0, 1, 2, 253]), { deep: new Uint8Array([9, 9]) });
      const [bytes, { deep }] = (await back) as [Buffer, { deep: Buffer }];
      return [bytes.toString('hex'), deep.toString('hex')];
    },
    expected: ['000102fd', '0909'],
  },
  {
    name: 'takes binary in an acknowledgement',
    run: async (stage) => {
      const socket = await stage.client();
      socket.on('give bytes', (done: (bytes: Buffer) => void) => done(Buffer.from('ไบต์')));
      return new Promise((resolve) => socket.emit('ask binary', (...all: unknown[]) => resolve(all)));
    },
    expected: [true, 'ไบต์'],
  },
  {
    name: 'gives binary in an acknowledgement',
    run: async (stage) => ((await ask(await stage.client(), 'echo', Buffer.from([5, 6]))) as [Buffer])[0].toString('hex'),
    expected: '0506',
  },
  answers('acknowledges with several values', 'many', [], [1, 'two', { three: [3] }, null]),
  answers('acknowledges only once', 'twice', [], ['first']),
  {
    name: 'asks the client and gets its answer',
    run: async (stage) => {
      const socket = await stage.client();
      socket.on('question', (n: number, done: (n: number) => void) => done(n + 1));
      return ask(socket, 'ask me');
    },
    expected: 21,
  },
  answers('times out when the client never answers', 'ask late', [], [true, 'operation has timed out']),
  answers('rejects when the client never answers', 'ask late with promise', [], ['operation has timed out']),
  ...['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'].map((name) => answer(`refuses to emit the reserved "${name}"`, 'reserved', [name], `"${name}" is a reserved event name`)),
  answers('emit, join and leave return what they do on Node', 'chain', [], [true, true, true]),
  answers('stands in its own room', 'rooms', [], [['own id']]),
  {
    name: 'joins one room, several, and one again',
    run: async (stage) => {
      const socket = await stage.client();
      return [await ask(socket, 'join', 'a'), await ask(socket, 'join', ['b', 'c']), await ask(socket, 'join', 'a'), await ask(socket, 'rooms')];
    },
    expected: [2, 4, 4, ['own id', 'a', 'b', 'c']],
  },
  {
    name: 'tells rooms named by a number and by its text apart',
    run: async (stage) => {
      const socket = await stage.client();
      return [await ask(socket, 'join', [42]), await ask(socket, 'join', ['42'])];
    },
    expected: [2, 3],
  },
  {
    name: 'leaves a room, and one it was never in',
    run: async (stage) => {
      const socket = await stage.client();
      await ask(socket, 'join', ['a', 'b']);
      return [await ask(socket, 'leave', 'a'), await ask(socket, 'leave', 'nowhere')];
    },
    expected: [2, 2],
  },
  {
    name: 'keeps what it is told in data, and knows its state',
    run: async (stage) => {
      const socket = await stage.client('', { auth: { name: 'มะลิ' } });
      return new Promise((resolve) => socket.emit('who', (...all: unknown[]) => resolve(all)));
    },
    expected: ['user มะลิ', true, false, '/', false],
  },
  {
    name: 'has a handshake',
    run: async (stage) => ask(await stage.client('', { auth: { token: 'abc', n: { deep: 1 } }, query: { mine: 'yes' } }), 'handshake'),
    expected: { auth: { token: 'abc', n: { deep: 1 } }, query: { EIO: '4', transport: 'string', mine: 'yes' }, time: true, issued: true, xdomain: false, secure: false, host: 'string', url: true },
  },
  {
    name: 'takes auth given as a function',
    run: async (stage) => {
      const socket = await stage.client('', { auth: (give: (auth: object) => void) => give({ name: 'by function' }) });
      return ask(socket, 'who');
    },
    expected: 'user by function',
  },
  {
    name: 'has an id that both ends know, and that is not the connection’s',
    run: async (stage) => {
      const socket = await stage.client();
      return new Promise((resolve) => socket.emit('same id', socket.id, (...all: unknown[]) => resolve(all)));
    },
    expected: [true, true],
  },
  {
    name: 'has ids of 20 characters, each another',
    run: async (stage) => {
      const ids = (await stage.clients(3)).map(({ id }) => id as string);
      return [ids.every((id) => /^[\w-]{20}$/.test(id)), new Set(ids).size];
    },
    expected: [true, 3],
  },
  ...(['send me', 'write me'] as const).map((event): Case => ({
    name: `sends "message" by ${event.split(' ')[0]}()`,
    run: async (stage) => {
      const socket = await stage.client();
      const message = next(socket, 'message');
      socket.emit(event);
      return message;
    },
    expected: event === 'send me' ? ['by send', 1] : ['by write'],
  })),
  {
    name: 'receives what the client sends by send()',
    run: async (stage) => {
      const socket = await stage.client();
      const got = next(socket, 'got message');
      socket.send('hello', 2);
      return got;
    },
    expected: [['hello', 2]],
  },
  {
    name: 'keeps the order of 300 events',
    run: async (stage) => {
      const socket = await stage.client();
      const all = await heard(socket, 'ordered', () => socket.emit('order', 300));
      return all.length === 300 && all.every((n, i) => n === i);
    },
    expected: true,
  },
  {
    name: 'keeps the order of 200 events from the client',
    run: async (stage) => {
      const socket = await stage.client();
      const all = await heard(socket, 'back', () => {
        for (let i = 0; i < 200; i++) socket.emit('back', i);
      });
      return all.length === 200 && all.every((n, i) => n === i);
    },
    expected: true,
  },
  {
    name: 'keeps the order of text and binary',
    run: async (stage) => {
      const socket = await stage.client();
      const all = await heard(socket, 'ordered', () => socket.emit('mixed order'));
      return all.map((part) => (typeof part === 'string' ? part : (part as Buffer).toString('hex')));
    },
    expected: ['text', '0102', 'after'],
  },
  {
    name: 'leaves itself out of what it emits with local',
    run: async (stage) => {
      const socket = await stage.client();
      return heard(socket, 'soft', () => socket.emit('local'));
    },
    expected: [],
  },
  ...(['volatile', 'compressed'] as const).map((event, i): Case => ({
    name: `emits with ${event}`,
    run: async (stage) => {
      const socket = await stage.client();
      return heard(socket, 'soft', () => socket.emit(event));
    },
    expected: [i + 1],
    // On polling it depends on which request comes first.
    ...(event === 'volatile' ? { modes: ['websocket'] as const } : {}),
  })),
  {
    name: 'hears an event only once with once()',
    run: async (stage) => {
      const socket = await stage.client();
      const answers: unknown[] = [await ask(socket, 'only once')];
      socket.emit('only once', () => answers.push('again'));
      await ask(socket, 'fence');
      return answers;
    },
    expected: ['once'],
  },
  answers('takes listeners away, and names its events', 'off', [], [1, 0, true]),
  {
    name: 'catches every event, in and out',
    run: async (stage) => {
      const socket = await stage.client();
      await ask(socket, 'catch all');
      return new Promise((resolve) => socket.emit('caught', (...all: unknown[]) => resolve(all)));
    },
    expected: [['first caught', ['caught'], ['out outgoing', 'o']], [2, 1], 0, 0],
  },
  {
    name: 'stops an event in its middleware, with the error’s data',
    run: async (stage) => {
      const socket = await stage.client();
      await ask(socket, 'guard');
      const stopped = next(socket, 'stopped');
      const through = await heard(socket, 'was let through', () => socket.emit('forbidden', 1, 2));
      return [await stopped, through];
    },
    expected: [['not allowed', { event: 'forbidden', count: 2 }], []],
  },
  {
    name: 'changes an event in its middleware',
    run: async (stage) => {
      const socket = await stage.client();
      await ask(socket, 'guard');
      return ask(socket, 'changed', { a: 1 });
    },
    expected: { a: 1, changed: true },
  },
  answer('answers after a while', 'later', [20], 'later'),
  leaving('knows that the client left the namespace', (socket) => socket.disconnect(), { reason: 'client namespace disconnect', rooms: 1, connected: true, after: 0, still: false }),
  leaving('knows that the connection closed', (socket) => socket.io.engine.close(), { reason: 'transport close', rooms: 1, connected: true, after: 0, still: false }),
  leaving('leaves by itself', (socket) => socket.emit('leave me'), { reason: 'server namespace disconnect', rooms: 1, connected: true, after: 0, still: false }),
  leaving('closes by itself', (socket) => socket.emit('close me'), { reason: 'server namespace disconnect', rooms: 1, connected: true, after: 0, still: false }),
  {
    name: 'tells the client why it was sent away',
    run: async (stage) => {
      const socket = await stage.client();
      const left = next(socket, 'disconnect');
      socket.emit('leave me');
      const [reason] = await left;
      return [reason, socket.active];
    },
    expected: ['io server disconnect', false],
  },
  {
    name: 'lets a client come back on its own connection',
    run: async (stage) => {
      const socket = await stage.client('', { auth: { name: 'back' } });
      const first = socket.id;
      socket.disconnect();
      const again = next(socket, 'connect');
      socket.connect();
      await again;
      return [await ask(socket, 'who'), socket.id !== first];
    },
    expected: ['user back', true],
  },
]);
