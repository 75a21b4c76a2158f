/** Namespaces, dynamic ones, and the middleware that guards them. */
import { ask, conforms, connected, heard, next, refused, within, type Case } from './support/cases.ts';

const named = (path: string, expected = path): Case => ({ name: `has the namespace ${path}`, run: async (stage) => ask(await stage.client(path), 'nsp'), expected });
const turnedAway = (name: string, path: string, expected: unknown, options: object = {}): Case => ({
  name,
  run: async (stage) => {
    const socket = stage.dial(path, options);
    const error = await refused(socket);
    return [error.message, error.data, socket.connected, socket.active];
  },
  expected,
});

conforms('namespaces', 'namespaces.js', [
  named('', '/'),
  named('/', '/'),
  named('/chat'),
  named('/ข่าว'),
  named('/with space'),
  named('/a/b'),
  named('/room-1'),
  named('/room-42'),
  turnedAway('refuses a namespace that is not there', '/nowhere', ['Invalid namespace', undefined, false, false]),
  turnedAway('refuses a dynamic one that does not match', '/room-x', ['Invalid namespace', undefined, false, false]),
  turnedAway('runs a dynamic one’s own middleware', '/room-13', ['no thirteen', undefined, false, false]),
  turnedAway('asks a function, which says no', '/by-function', ['Invalid namespace', undefined, false, false], { auth: { key: 'no' } }),
  { name: 'asks a function, which says yes', run: async (stage) => ask(await stage.client('/by-function', { auth: { key: 'yes' } }), 'nsp'), expected: '/by-function' },
  turnedAway('refuses when a function fails', '/broken', ['Invalid namespace', undefined, false, false]),
  turnedAway('refuses without a token, and tells the error’s data', '/guarded', ['not authorized', { code: 'E_TOKEN', given: null }, false, false]),
  turnedAway('refuses a wrong token', '/guarded', ['not authorized', { code: 'E_TOKEN', given: 'wrong' }, false, false], { auth: { token: 'wrong' } }),
  turnedAway('tells errors in Thai', '/text', ['สิทธิ์ไม่พอ', [1, 'สอง'], false, false]),
  turnedAway('decides by the query', '/ignoring', ['bad query', undefined, false, false], { query: { bad: '1' } }),
  ...['let me in', 'later'].map((token): Case => ({
    name: `lets in with the token "${token}"`,
    run: async (stage) => {
      const socket = stage.dial('/guarded', { auth: { token } });
      const welcome = next(socket, 'welcome');
      await connected(socket);
      return [await welcome, await ask(socket, 'nsp')];
    },
    expected: [[], '/guarded'],
  })),
  {
    name: 'lets in at the second try, with another token',
    run: async (stage) => {
      const socket = stage.dial('/guarded', { auth: { token: 'wrong' } });
      await refused(socket);
      socket.auth = { token: 'let me in' };
      socket.connect();
      await connected(socket);
      return ask(socket, 'nsp');
    },
    expected: '/guarded',
  },
  { name: 'runs middlewares in order, before the socket is connected', run: async (stage) => ask(await stage.client('/chain'), 'steps'), expected: ['one', 'two', 'connected false, rooms 0'] },
  {
    name: 'stops at the first middleware that refuses',
    run: async (stage) => {
      const main = await stage.client();
      await ask(main, 'log');
      const error = await refused(stage.dial('/stops'));
      return [error.message, await ask(main, 'log')];
    },
    expected: ['first', []],
  },
  {
    name: 'keeps what a middleware emits until the client is connected',
    run: async (stage) => {
      const socket = stage.dial('/early');
      const all: unknown[] = [];
      socket.onAny((...args: unknown[]) => all.push(args));
      socket.on('connect', () => all.push('connect'));
      await connected(socket);
      await ask(socket, 'fence');
      return all;
    },
    // The packet of a middleware leaves first; the client hands it out just before it tells of the connection.
    expected: [['before', 'sent in a middleware'], 'connect', ['after']],
  },
  {
    name: 'has several namespaces on one connection',
    run: async (stage) => {
      const main = await stage.client();
      const chat = main.io.socket('/chat');
      const room = main.io.socket('/room-7');
      await Promise.all([connected(chat), connected(room)]);
      const ids = new Set([main.id, chat.id, room.id]);
      return [ids.size, await ask(chat, 'nsp'), await ask(room, 'nsp'), await ask(main, 'nsp')];
    },
    expected: [3, '/chat', '/room-7', '/'],
  },
  {
    name: 'leaves one namespace and stays in another',
    run: async (stage) => {
      const main = await stage.client();
      const chat = main.io.socket('/chat');
      await connected(chat);
      // Clients of the case before may still be leaving.
      await within((async () => { while ((await ask(main, 'count', '/chat')) !== 1); })(), 'being alone');
      chat.disconnect();
      await ask(main, 'fence');
      return [await ask(main, 'count', '/chat'), main.connected];
    },
    expected: [0, true],
  },
  {
    name: 'emits to one namespace only',
    run: async (stage) => {
      const main = await stage.client();
      const chat = await stage.client('/chat');
      const other = await stage.client('/a/b');
      const here = next(chat, 'from main');
      const there = await heard(other, 'from main', () => ask(main, 'emit to', '/chat'));
      return [await here, there];
    },
    expected: [['/chat'], []],
  },
  {
    name: 'finds the same namespace with and without its slash',
    run: async (stage) => {
      const main = await stage.client();
      return new Promise((resolve) => main.emit('same', (...all: unknown[]) => resolve(all)));
    },
    expected: [true, true, '/chat'],
  },
  {
    name: 'takes "connect" for "connection"',
    run: async (stage) => {
      const socket = stage.dial('/chat');
      const both = next(socket, 'both');
      await connected(socket);
      return both;
    },
    expected: ['connect is connection'],
  },
  {
    name: 'tells rooms of a dynamic namespace apart',
    run: async (stage) => {
      const [a, b] = [await stage.client('/room-100'), await stage.client('/room-101')];
      const got = next(a, 'told');
      const missed = await heard(b, 'told', () => ask(a, 'tell room', 'only 100'));
      return [await got, missed];
    },
    expected: [['only 100'], []],
  },
  {
    name: 'emits to all children of a dynamic namespace',
    run: async (stage) => {
      const [a, b] = [await stage.client('/room-100'), await stage.client('/room-101')];
      const both = [next(a, 'told'), next(b, 'told')];
      await ask(a, 'tell all rooms', 'everyone');
      return Promise.all(both);
    },
    expected: [['everyone'], ['everyone']],
  },
]);
