/** Broadcasting: who hears what, answers of many, and moving many sockets at once. */
import type { Socket } from 'socket.io-client';
import { ask, conforms, next, within, type Case, type Stage } from './support/cases.ts';

type Modifier = [string, ...unknown[]];
/** Four clients: 1 in a, 2 in a and b, 3 in b, 4 in none. The first one speaks. */
const ROOMS = [['a'], ['a', 'b'], ['b'], []];
async function four(stage: Stage): Promise<Socket[]> {
  const first = await stage.client('', { auth: { rooms: ROOMS[0], n: 1 } });
  // Clients of the case before may still be leaving.
  await within((async () => { while ((await ask(first, 'how many')) !== 1); })(), 'being alone');
  return [first, ...(await Promise.all(ROOMS.slice(1).map((rooms, i) => stage.client('', { auth: { rooms, n: i + 2 } }))))];
}

/** Which of the four hear it: each answers a fence after, so nothing is waited for by time. */
async function hears(sockets: Socket[], run: () => Promise<unknown>): Promise<[number, unknown][]> {
  const heard: [number, unknown][] = [];
  sockets.forEach((socket, i) => socket.on('said', (value: unknown) => heard.push([i + 1, value instanceof Uint8Array ? [...value] : value])));
  await run();
  await Promise.all(sockets.map((socket) => ask(socket, 'fence')));
  return heard.sort(([a], [b]) => a - b);
}
const said = (name: string, from: 'io' | 'socket', modifiers: Modifier[], who: number[]): Case => ({
  name,
  run: async (stage) => {
    const sockets = await four(stage);
    return (await hears(sockets, () => ask(sockets[0] as Socket, 'say', from, modifiers, 'hello'))).map(([n]) => n);
  },
  expected: who,
});
/** How long (ms) answers are waited for where some never come: the others must have come by then, also on a busy machine. */
const SILENT_MS = 1_000;
/** Asks all that `modifiers` mean; those in `silent` never answer. */
const asked = (name: string, event: 'ask all' | 'await all', modifiers: Modifier[], silent: number[], expected: unknown): Case => ({
  name,
  run: async (stage) => {
    const sockets = await four(stage);
    sockets.forEach((socket, i) => socket.on('question', (done: (n: number) => void) => (silent.includes(i + 1) ? undefined : done(i + 1))));
    return within(new Promise((resolve) => (sockets[0] as Socket).emit(event, modifiers, silent.length ? SILENT_MS : 5_000, (...all: unknown[]) => resolve(all))), 'answers');
  },
  expected,
});
const bulk = (name: string, modifiers: Modifier[], what: string, arg: unknown, expected: unknown): Case => ({
  name,
  run: async (stage) => {
    const [first] = await four(stage);
    return ask(first as Socket, 'bulk', modifiers, what, arg);
  },
  expected,
});
const one = (name: string, event: string, args: unknown[], expected: unknown): Case => ({
  name,
  run: async (stage) => {
    const [first] = await four(stage);
    return within(new Promise((resolve) => (first as Socket).emit(event, ...args, (...all: unknown[]) => resolve(all))), event);
  },
  expected,
});

conforms('broadcast', 'broadcast.js', [
  said('io.emit reaches everybody', 'io', [], [1, 2, 3, 4]),
  said('socket.emit reaches itself', 'socket', [], [1]),
  said('socket.broadcast reaches all others', 'socket', [['broadcast']], [2, 3, 4]),
  said('io.to a room', 'io', [['to', 'a']], [1, 2]),
  said('io.in a room', 'io', [['in', 'b']], [2, 3]),
  said('socket.to its own room leaves itself out', 'socket', [['to', 'a']], [2]),
  said('io.to two rooms reaches each socket once', 'io', [['to', 'a'], ['to', 'b']], [1, 2, 3]),
  said('io.to a list of rooms', 'io', [['to', ['a', 'b']]], [1, 2, 3]),
  said('io.to a room nobody is in', 'io', [['to', 'nobody']], []),
  said('io.to an empty list reaches everybody', 'io', [['to', []]], [1, 2, 3, 4]),
  said('io.except a room', 'io', [['except', 'a']], [3, 4]),
  said('io.except a list', 'io', [['except', ['a', 'b']]], [4]),
  said('io.to one room except another', 'io', [['to', 'a'], ['except', 'b']], [1]),
  said('socket.except leaves itself out too', 'socket', [['except', 'b']], [4]),
  said('socket.broadcast to a room', 'socket', [['broadcast'], ['to', 'b']], [2, 3]),
  said('io.local reaches everybody of this server', 'io', [['local']], [1, 2, 3, 4]),
  said('io.compress(false) changes nothing of who hears', 'io', [['compress', false], ['to', 'b']], [2, 3]),
  said('socket.to two rooms', 'socket', [['to', 'a'], ['to', 'b']], [2, 3]),
  {
    name: 'io.volatile reaches those who can be written to',
    run: async (stage) => {
      const sockets = await four(stage);
      return (await hears(sockets, () => ask(sockets[0] as Socket, 'say', 'io', [['volatile']], 'v'))).map(([n]) => n);
    },
    expected: [1, 2, 3, 4],
    // On polling it depends on whether a poll waits at that moment.
    modes: ['websocket'],
  },
  {
    name: 'reaches a socket by its id',
    run: async (stage) => {
      const sockets = await four(stage);
      return hears(sockets, () => ask(sockets[0] as Socket, 'say', 'io', [['to', sockets[2]?.id]], 'you'));
    },
    expected: [[3, 'you']],
  },
  {
    name: 'broadcasts binary',
    run: async (stage) => {
      const sockets = await four(stage);
      return hears(sockets, () => ask(sockets[0] as Socket, 'say bytes', [['to', 'b']]));
    },
    expected: [[2, [1, 2, 3]], [3, [1, 2, 3]]],
  },
  {
    name: 'keeps the order of what one and all are told',
    run: async (stage) => {
      const sockets = await four(stage);
      const all: unknown[] = [];
      sockets[1]?.on('said', (value: unknown) => all.push(value));
      for (let i = 0; i < 20; i++) (sockets[0] as Socket).emit('say', 'io', i % 2 ? [] : [['to', 'a']], i, () => {});
      await ask(sockets[0] as Socket, 'fence');
      await ask(sockets[1] as Socket, 'fence');
      return all;
    },
    expected: Array.from({ length: 20 }, (_, i) => i),
  },
  asked('gathers the answers of all', 'ask all', [], [], [null, [1, 2, 3, 4]]),
  asked('gathers the answers of a room', 'ask all', [['to', 'b']], [], [null, [2, 3]]),
  asked('tells who answered when some are silent', 'ask all', [['to', 'a']], [2], ['operation has timed out', [1]]),
  asked('needs no answer of an empty room', 'ask all', [['to', 'nobody']], [], [null, []]),
  asked('awaits the answers of all', 'await all', [], [], ['all', [1, 2, 3, 4]]),
  asked('rejects with the answers that came', 'await all', [], [4, 3], ['operation has timed out', [1, 2]]),
  one('makes a new target with each modifier', 'immutable', [], [true, 1, 2]),
  one('refuses reserved names to all', 'reserved to all', [], ['"connect" is a reserved event name']),
  one('finds all sockets', 'fetch', [[]], [[1, 2, 3, 4]]),
  one('finds the sockets of a room', 'fetch', [[['in', 'a']]], [[1, 2]]),
  one('finds the sockets of one room but not of another', 'fetch', [[['in', 'a'], ['except', 'b']]], [[1]]),
  one('finds sockets with what they are', 'fetched shape', [], [true, 2, 'string', 1, 'function', 'function']),
  bulk('has all join a room', [], 'socketsJoin', 'new', [[1, ['a', 'new']], [2, ['a', 'b', 'new']], [3, ['b', 'new']], [4, ['new']]]),
  bulk('has a room join others', [['in', 'a']], 'socketsJoin', ['x', 'y'], [[1, ['a', 'x', 'y']], [2, ['a', 'b', 'x', 'y']], [3, ['b']], [4, []]]),
  bulk('has all leave a room', [], 'socketsLeave', 'a', [[1, []], [2, ['b']], [3, ['b']], [4, []]]),
  bulk('has a room leave others', [['in', 'b']], 'socketsLeave', ['a', 'b'], [[1, ['a']], [2, []], [3, []], [4, []]]),
  bulk('sends a room away', [['in', 'b']], 'disconnectSockets', false, [[1, ['a']], [4, []]]),
  {
    name: 'closes the connections of a room',
    run: async (stage) => {
      const sockets = await four(stage);
      const left = [next(sockets[1] as Socket, 'disconnect'), next(sockets[2] as Socket, 'disconnect')];
      await ask(sockets[0] as Socket, 'bulk', [['in', 'b']], 'disconnectSockets', true);
      return (await Promise.all(left)).map(([reason]) => reason);
    },
    expected: ['io server disconnect', 'io server disconnect'],
  },
  one('shows rooms and their members in the adapter', 'adapter', ['a'], [2, 2]),
  one('tells of rooms that come and go', 'watch', [], [['create-room watched 1', 'join-room watched 1', 'create-room watched 2', 'join-room watched 2', 'leave-room watched 1', 'delete-room watched 1', 'leave-room watched 2', 'delete-room watched 2']]),
  one('counts sockets and connections', 'sizes', [], [true, true, true]),
  one('lists all ids', 'all ids', [], [true]),
]);
