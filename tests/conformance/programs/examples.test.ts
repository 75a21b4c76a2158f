/** Each example of the playground does on Node and in the sandbox what its words say, played by real clients. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ask, conforms, next, type Stage } from './support/cases.ts';

const folder = new URL('../../../src/content/examples/', import.meta.url);
const MODES = ['upgrade'] as const;
const played = new Set<string>();

function example(id: string, name: string, run: (stage: Stage) => Promise<unknown>, expected: unknown): void {
  played.add(id);
  const files = { 'server.js': readFileSync(new URL(`${id}/server.js`, folder), 'utf8') };
  conforms(id, files, [{ name, run, expected, modes: MODES }]);
}
/** The first `event` of the client that satisfies `right`. */
async function until<T>(socket: Awaited<ReturnType<Stage['client']>>, event: string, right: (value: T) => boolean): Promise<T> {
  for (;;) {
    const [value] = await next(socket, event);
    if (right(value as T)) return value as T;
  }
}

/** Volatile words may be dropped, as in the middle of an upgrade: said again, as a hand does, until one is heard. */
async function saying<T>(say: () => void, heard: Promise<T>): Promise<T> {
  say();
  const again = setInterval(say, 50);
  return heard.finally(() => clearInterval(again));
}

example('echo', 'answers what was said', async (stage) => ((await ask(await stage.client(), 'say', 'สวัสดี')) as { text: string }).text, 'สวัสดี');

example('chat', 'is heard in its room only', async (stage) => {
  const [a, b, c] = await stage.clients(3);
  await ask(a!, 'join', 'tea');
  await ask(b!, 'join', 'tea');
  await ask(c!, 'join', 'coffee');
  const leaked: unknown[] = [];
  c!.on('message', (said: { room: string }) => said.room === 'coffee' || leaked.push(said));
  const heard = next(b!, 'message');
  a!.emit('message', 'hot');
  const [said] = (await heard) as [{ room: string; text: string }];
  // What coffee hears of its own, sent after, proves that nothing of tea was on its way.
  const own = next(c!, 'message');
  c!.emit('message', 'black');
  await own;
  return { room: said.room, text: said.text, leaked };
}, { room: 'tea', text: 'hot', leaked: [] });

example('typing', 'tells the others who types', async (stage) => {
  const [a, b] = await stage.clients(2);
  return (await saying(() => a!.emit('typing'), next(b!, 'typing')))[0] === a!.id!.slice(0, 4);
}, true);

example('presence', 'lists who comes and who goes', async (stage) => {
  const a = await stage.client();
  const two = until<unknown[]>(a, 'people', (people) => people.length === 2);
  const b = await stage.client();
  await two;
  const one = until<{ id: string }[]>(a, 'people', (people) => people.length === 1);
  b.disconnect();
  return (await one)[0]?.id === a.id;
}, true);

example('private', 'reaches one, and no room by its name', async (stage) => {
  const [a, b] = await stage.clients(2);
  const heard = next(b!, 'private');
  const sent = await ask(a!, 'private', b!.id, 'psst');
  const [{ text }] = (await heard) as [{ text: string }];
  return [sent, text, await ask(a!, 'private', 'nobody', 'psst')];
}, [{ ok: true }, 'psst', { ok: false }]);

example('cursors', 'moves for the others', async (stage) => {
  const [a, b] = await stage.clients(2);
  const move = () => {
    a!.emit('move', 'left', null); // not a place: not passed on
    a!.emit('move', 0.25, 0.5);
  };
  return (await saying(move, next(b!, 'move'))).slice(1);
}, [0.25, 0.5]);

example('quiz', 'asks without the answer, waits for everybody, and keeps the score', async (stage) => {
  const [a, b] = await stage.clients(2);
  for (const [socket, name] of [[a!, 'ก้อย'], [b!, 'Non']] as const) {
    const seated = until<{ name: string }[]>(socket, 'scores', (scores) => scores.some((one) => one.name === name));
    socket.emit('join', name);
    await seated;
  }
  const asked = until<{ phase: string }>(b!, 'quiz', ({ phase }) => phase === 'question');
  a!.emit('start');
  const question = await asked;
  const halfway = next(b!, 'answered');
  a!.emit('answer', 1);
  const count = await halfway;
  const revealed = until<{ phase: string; right: number; counts: number[] }>(a!, 'quiz', ({ phase }) => phase === 'answer');
  const scored = until<{ name: string; score: number }[]>(a!, 'scores', (scores) => scores.some(({ score }) => score > 0));
  b!.emit('answer', 0);
  const { right, counts } = await revealed;
  return [Object.keys(question).sort(), count, right, counts, (await scored).map(({ name, score }) => [name, score])];
}, [['ask', 'choices', 'phase', 'seconds'], [1, 2], 1, [1, 1, 0], [['ก้อย', 1], ['Non', 0]]]);

example('drawing', 'gives earlier strokes to who comes late', async (stage) => {
  const [a, b] = await stage.clients(2);
  const drawn = next(b!, 'stroke');
  for (const nonsense of [null, ['x'], { color: 'red', places: [0, 0, 1, 1] }, { color: '#14549c', places: [0, 0, 1] }]) a!.emit('stroke', nonsense);
  a!.emit('stroke', { color: '#14549c', places: [0, 0, 1000, 500] });
  await drawn;
  const [board] = await next(stage.dial(), 'board');
  return board;
}, [{ color: '#14549c', places: [0, 0, 1000, 500] }]);

example('time', 'ticks unasked', async (stage) => {
  const a = stage.dial();
  const [first] = (await next(a, 'time')) as [string];
  const [second] = (await next(a, 'time')) as [string];
  return Date.parse(second) >= Date.parse(first);
}, true);

example('tic-tac-toe', 'counts only moves by the rules, and gives a free seat to who watched', async (stage) => {
  const a = stage.dial();
  const [x] = await next(a, 'you');
  const b = stage.dial();
  const [o] = await next(b, 'you');
  const c = stage.dial();
  const [watcher] = await next(c, 'you');
  for (const [player, cell] of [[a, 0], [b, 3], [a, 1], [b, 4], [a, 2]] as const) {
    c.emit('move', 8); // a watcher's move counts for nothing
    a.emit('again'); // nor does starting over before the end
    const moved = until<{ board: unknown[] }>(c, 'game', ({ board }) => Boolean(board[cell]));
    player.emit('move', cell);
    await moved;
  }
  const ended = next(a, 'game');
  const d = stage.dial(); // one more watcher, and the game is told again
  const [{ board, winner, line }] = (await ended) as [{ board: unknown[]; winner: string; line: number[] }];
  const seated = next(c, 'you');
  a.disconnect();
  const [seat] = await seated;
  d.disconnect();
  return { roles: [x, o, watcher], winner, line, board: board.map((mark) => mark ?? '-').join(''), seat };
}, { roles: ['X', 'O', null], winner: 'X', line: [0, 1, 2], board: 'XXXOO----', seat: 'X' });

test('every example is played here, and has words in both languages', async () => {
  const ids = readdirSync(folder);
  expect([...played].sort()).toEqual(ids.sort());
  expect(ids.length).toBeGreaterThanOrEqual(10);
  for (const id of ids) {
    const { words } = (await import(new URL(`${id}/words.ts`, folder).href)) as { words: Record<string, { title: string; about: string }> };
    for (const locale of ['th', 'en']) expect(words[locale]?.title && words[locale].about, `${id}, ${locale}`).toBeTruthy();
  }
});
