/** Options of the server and of its engine on a program's own endpoint: the same as on Node, or told (docs/conformance.md). */
import { afterAll, expect, test } from 'vitest';
import { ask, conforms, Stage, type Case } from './support/cases.ts';
import { closePool, endpoint } from './support/runtime.ts';

afterAll(closePool);

const open = (stage: Stage, path: string, query = 'EIO=4&transport=polling') => fetch(stage.url(`${path}?${query}`));
const offered = async (stage: Stage, path = '/socket.io/'): Promise<Record<string, unknown>> => {
  const { sid: _, ...rest } = JSON.parse((await (await open(stage, path)).text()).slice(1)) as Record<string, unknown>;
  return rest;
};
const polling = (name: string, run: Case['run'], expected: unknown): Case => ({ name, modes: ['polling'], run, expected });
const server = (options: string, rest = '') => ({
  'server.js': `const { Server } = require('socket.io');
const io = new Server(3000, ${options});
io.on('connection', (socket) => socket.on('about', (done) => done(socket.handshake.url.split('?')[0], socket.handshake.query.room ?? null, socket.conn.transport.name)));
${rest}`,
});

conforms('a path of its own', server(`{ path: '/chat' }`), [
  polling('answers there', async (stage) => (await offered(stage, '/chat/')).pingInterval, 25_000),
  polling('and nowhere else', async (stage) => (await open(stage, '/socket.io/')).status, 404),
]);
conforms('one transport', server(`{ transports: ['websocket'] }`), [
  polling('refuses the other', async (stage) => {
    const response = await open(stage, '/socket.io/');
    return [response.status, await response.json()];
  }, [400, { code: 0, message: 'Transport unknown' }]),
  { name: 'serves its own', modes: ['websocket'], run: async (stage) => new Promise((resolve) => void stage.client('', { query: { room: 'tea' } }).then((socket) => socket.emit('about', (...all: unknown[]) => resolve(all)))), expected: ['/socket.io/', 'tea', 'websocket'] },
]);
conforms('no upgrades', server(`{ allowUpgrades: false }`), [polling('offers none', async (stage) => (await offered(stage)).upgrades, [])]);
conforms('times and sizes', server(`{ pingInterval: 1000, pingTimeout: 2000, maxHttpBufferSize: 1234 }`), [polling('are told', offered, { upgrades: ['websocket'], pingInterval: 1000, pingTimeout: 2000, maxPayload: 1234 })]);
conforms(
  'CORS by the cors package’s words',
  server(`{ cors: { origin: '*' } }`),
  [polling('lets any page in', async (stage) => (await fetch(stage.url('/socket.io/?EIO=4&transport=polling'), { headers: { origin: 'https://other.example' } })).headers.get('access-control-allow-origin'), '*')],
);
conforms('middleware instead of allowRequest', server('{}', `io.use((socket, next) => (socket.handshake.query.room === 'tea' ? next() : next(new Error('tea only'))));`), [
  {
    name: 'decides by what the client says',
    run: async (stage) => {
      const refused = await stage.client().then(() => 'in', (error: Error) => error.message);
      return [refused, (await stage.client('', { query: { room: 'tea' } })).connected];
    },
    expected: ['tea only', true],
  },
]);

test('what is left out is told with its line, and the program goes on', async () => {
  const running = await endpoint(server(`{\n  allowRequest: (request, decide) => decide(null, false),\n  cookie: true,\n  allowEIO3: true,\n  wsEngine: class {},\n}`));
  try {
    const stage = new Stage(running, 'websocket');
    const socket = await stage.client();
    expect(await ask(socket, 'about')).toBe('/socket.io/');
    stage.close();
    expect(running.problems.map(({ severity, hint, place }) => [severity, hint?.params?.what, place?.line])).toEqual(['allowRequest', 'cookie', 'allowEIO3', 'wsEngine'].map((what) => ['warning', what, 2]));
  } finally {
    await running.stop();
  }
});
