/** Connections under Socket.IO: transports, upgrade, heartbeat, limits, errors, recovery; and the HTTP server beside it. */
import { expect } from 'vitest';
import { ask, conforms, connected, heard, next, within, type Case, type Stage } from './support/cases.ts';

const fetched = (name: string, path: string, options: RequestInit, expected: unknown): Case => ({
  name: `http: ${name}`,
  modes: ['polling'],
  run: async (stage) => {
    const response = await fetch(`${stage.url()}${path}`, options);
    return [response.status, response.headers.get('content-type'), await response.text()];
  },
  expected,
});
/** A plain polling handshake: an Engine.IO client by hand. */
const poll = (stage: Stage, query: string, options: RequestInit = {}) => fetch(`${stage.url()}/socket.io/?${query}`, options);
/** What the next poll brings besides heartbeats, which are answered as they come. */
async function polled(stage: Stage, query: string): Promise<string> {
  for (;;) {
    const packets = (await (await poll(stage, query)).text()).split('\x1e');
    if (packets.includes('2')) await poll(stage, query, { method: 'POST', body: '3' });
    const rest = packets.filter((packet) => packet !== '2' && packet !== '6');
    if (rest.length > 0) return rest.join('\x1e');
  }
}
const byHand = (name: string, expected: unknown, run: (stage: Stage) => Promise<unknown>): Case => ({ name: `engine: ${name}`, modes: ['polling'], run, expected });
const refusedWith = (name: string, query: string, options: RequestInit, expected: unknown): Case =>
  byHand(name, expected, async (stage) => {
    const watcher = await stage.client();
    await ask(watcher, 'errors');
    const response = await poll(stage, query, options);
    const answer = [response.status, await response.json()];
    return [...answer, await ask(watcher, 'errors')];
  });

conforms('connection', 'connection.js', [
  {
    name: 'knows its transport',
    run: async (stage) => {
      const socket = await stage.client('', stage.mode === 'upgrade' ? { upgrade: false } : {});
      return new Promise((resolve) => socket.emit('transports', (...all: unknown[]) => resolve([stage.mode, ...all])));
    },
    expected: expect.toSatisfy(([mode, all, name, protocol]: [string, string[], string, number]) => all.length === 1 && name === (mode === 'websocket' ? 'websocket' : 'polling') && protocol === 4),
  },
  {
    name: 'tells of the upgrade',
    modes: ['upgrade'],
    run: async (stage) => {
      const socket = stage.dial();
      const upgraded = next(socket, 'upgraded');
      await connected(socket);
      await upgraded;
      return new Promise((resolve) => socket.emit('transports', (...all: unknown[]) => resolve(all)));
    },
    expected: [['polling', 'websocket'], 'websocket', 4],
  },
  {
    name: 'loses nothing across the upgrade',
    modes: ['upgrade'],
    run: async (stage) => {
      const socket = stage.dial();
      const upgraded = next(socket, 'upgraded');
      await connected(socket);
      const answers: Promise<unknown>[] = [];
      const name = () => socket.io.engine.transport.name;
      for (let i = 0; i < 30; i++) answers.push(ask(socket, 'fence').then(() => i));
      await upgraded;
      for (let i = 30; i < 60; i++) answers.push(ask(socket, 'fence').then(() => i));
      return [(await Promise.all(answers)).length, name()];
    },
    expected: [60, 'websocket'],
  },
  {
    name: 'sees the connection’s own packets, both ways',
    run: async (stage) => {
      const socket = await stage.client();
      const were = next(socket, 'packets were');
      socket.emit('packets', () => {});
      // The array is the one that goes on being filled: what is sent itself is in it.
      // With recovery on, an event carries its offset.
      return ((await were) as [string[]])[0].slice(0, 2).map((packet) => packet.replace(/,"[\w.-]+"\]$/, ']'));
    },
    expected: ['out 2["hello",1]', 'out 30[]'],
  },
  {
    name: 'counts connections and knows each',
    run: async (stage) => {
      const socket = await stage.client();
      return new Promise((resolve) => socket.emit('engine', (...all: unknown[]) => resolve(all)));
    },
    expected: [true, true, 'string', 'open', true],
  },
  {
    name: 'closes the connection under a socket',
    run: async (stage) => {
      const [socket, watcher] = await stage.clients(2);
      const [reason, left] = [ask(watcher!, 'await end', socket!.id), next(socket!, 'disconnect')];
      socket!.emit('close conn');
      return [await reason, (await left)[0]];
    },
    expected: ['forced close', 'transport close'],
  },
  {
    name: 'hears heartbeats and stays',
    run: async (stage) => {
      const socket = await stage.client();
      await next(socket.io as never, 'ping');
      await next(socket.io as never, 'ping');
      return [socket.connected, await ask(socket, 'fence')];
    },
    expected: [true, undefined],
  },
  {
    name: 'ends a client that answers no ping',
    run: async (stage) => {
      const [socket, watcher] = await stage.clients(2);
      const engine = socket!.io.engine as unknown as { _sendPacket(type: string, ...rest: unknown[]): void; _resetPingTimeout(): void; _pingTimeoutTimer: ReturnType<typeof setTimeout> };
      // The client itself must not be the first to give up, however late a busy server is.
      clearTimeout(engine._pingTimeoutTimer);
      engine._resetPingTimeout = () => {};
      const send = engine._sendPacket.bind(engine);
      engine._sendPacket = (type, ...rest) => (type === 'pong' ? undefined : send(type, ...rest));
      return ask(watcher!, 'await end', socket!.id);
    },
    expected: 'ping timeout',
  },
  {
    name: 'ends a client that sends more than it may',
    modes: ['websocket'],
    run: async (stage) => {
      const [socket, watcher] = await stage.clients(2);
      const [reason, left] = [ask(watcher!, 'await end', socket!.id), next(socket!, 'disconnect')];
      socket!.emit('fence', 'x'.repeat(60_000));
      return [await reason, (await left)[0]];
    },
    expected: ['transport error', 'transport close'],
  },
  {
    name: 'recovers a connection: rooms, data and what was missed',
    run: async (stage) => {
      const [socket, other] = [await stage.client(), await stage.client()];
      await ask(socket, 'join', 'kept');
      const before = await heard(socket, 'missed', () => ask(other, 'tell room'));
      const ended = [ask(other, 'await end', socket.id), next(socket, 'disconnect')];
      const id = socket.id;
      socket.io.engine.close();
      await Promise.all(ended);
      const missed: unknown[] = [];
      socket.on('missed', (n: unknown) => missed.push(n));
      // It comes back by our hand, not by a time: only now is there something to miss.
      await ask(other, 'tell room');
      socket.connect();
      await connected(socket);
      const state = await within(new Promise((resolve) => socket.emit('recovered', (...all: unknown[]) => resolve(all))), 'state');
      // With recovery on, an event carries its offset beside its value.
      return [socket.recovered, socket.id === id, state, before.flat().filter(Number), missed];
    },
    expected: [true, true, [true, true, 'kept'], [1, 2], [1, 2]],
  },
  {
    name: 'starts anew where there is nothing to recover',
    run: async (stage) => {
      const socket = await stage.client();
      await ask(socket, 'join', 'kept');
      socket.disconnect();
      socket.connect();
      await connected(socket);
      return new Promise((resolve) => socket.emit('recovered', (...all: unknown[]) => resolve([socket.recovered, ...all])));
    },
    expected: [false, false, false, null],
  },
  byHand('greets with what it offers', [200, ['websocket'], 400, 1_200, 50_000, 20], async (stage) => {
    const response = await poll(stage, 'EIO=4&transport=polling');
    const text = await response.text();
    const { sid, upgrades, pingInterval, pingTimeout, maxPayload } = JSON.parse(text.slice(1)) as { sid: string; upgrades: string[]; pingInterval: number; pingTimeout: number; maxPayload: number };
    return [response.status, upgrades, pingInterval, pingTimeout, maxPayload, sid.length];
  }),
  byHand('closes who never asks for a namespace', '1', async (stage) => {
    const { sid } = JSON.parse((await (await poll(stage, 'EIO=4&transport=polling')).text()).slice(1)) as { sid: string };
    return polled(stage, `EIO=4&transport=polling&sid=${sid}`);
  }),
  byHand('joins a namespace and answers an event', ['0', '40{"sid"', '430[]'], async (stage) => {
    const open = await (await poll(stage, 'EIO=4&transport=polling')).text();
    const { sid } = JSON.parse(open.slice(1)) as { sid: string };
    const at = `EIO=4&transport=polling&sid=${sid}`;
    await poll(stage, at, { method: 'POST', body: '40' });
    const joined = await polled(stage, at);
    await poll(stage, at, { method: 'POST', body: '420["fence"]' });
    return [open[0], joined.slice(0, 8), await polled(stage, at)];
  }),
  refusedWith('refuses an unknown transport', 'EIO=4&transport=pigeon', {}, [400, { code: 0, message: 'Transport unknown' }, [[0, 'Transport unknown']]]),
  refusedWith('refuses an unknown session', 'EIO=4&transport=polling&sid=nobody', {}, [400, { code: 1, message: 'Session ID unknown' }, [[1, 'Session ID unknown']]]),
  refusedWith('refuses a handshake by POST', 'EIO=4&transport=polling', { method: 'POST' }, [400, { code: 2, message: 'Bad handshake method' }, [[2, 'Bad handshake method']]]),
  refusedWith('refuses the old protocol', 'EIO=3&transport=polling', {}, [400, { code: 5, message: 'Unsupported protocol version' }, [[5, 'Unsupported protocol version']]]),
  fetched('answers with status, headers and Thai', '/hello', {}, [200, 'text/plain; charset=utf-8', 'สวัสดี']),
  fetched('sees method and address', '/json?a=1&b=%E0%B8%81', {}, [200, 'application/json', '{"method":"GET","url":"/json?a=1&b=%E0%B8%81","host":"string"}']),
  fetched('reads a body', '/echo', { method: 'POST', body: 'ก้อนข้อมูล' }, [200, null, 'POST ก้อนข้อมูล']),
  fetched('answers later', '/later', {}, [200, null, 'later']),
  fetched('answers in parts', '/parts', {}, [200, null, 'one two three']),
  fetched('answers 404', '/nowhere', {}, [404, null, 'nothing here']),
]);
