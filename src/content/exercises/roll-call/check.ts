/** A roll call that silent clients can't hold up: who answered is here, who did not is silent, and life goes on. */
import type { CheckClient, CheckStage, Exercise, LinePacket } from '../../../../protocol/exercises.ts';

/** The two seconds of the task, and half a second for the way, ms: counted from the question to the clients on. */
const IN_TIME = 2_500;
/** How long (ms) after that a list is waited for, to tell a late one from none. */
const LATE = 4_000;

type Lists = { here?: unknown; silent?: unknown };
const listed = (value: unknown): string[] => (Array.isArray(value) ? value.map(String).sort() : []);
const isQuestion = ({ from, event }: LinePacket) => from === 'server' && event === 'here?';

async function check({ step, client, fail }: CheckStage): Promise<void> {
  const people = new Map<string, CheckClient>();
  /** A client by its name, which answers as `wakes` does; what came without a wish for an answer can't be answered. */
  async function person(name: string, wakes: (ack: (name: string) => void) => unknown): Promise<CheckClient> {
    const who = await client(name, { auth: { name } });
    people.set(name, who);
    who.on('here?', (...args) => {
      const ack = args.at(-1);
      if (typeof ack === 'function') wakes(ack as (name: string) => void);
    });
    return who;
  }
  const an = await person('An', (ack) => ack('An'));
  const bo = await person('Bo', (ack) => ack('Bo'));

  /** An asks; the list that came in time. `silent` are those of whom it is known that they won't answer. */
  async function call(silent: string[]): Promise<{ lists: Lists; packet: LinePacket; since: Map<string, number> }> {
    const since = new Map([...people].map(([name, who]) => [name, who.now()]));
    const begun = an.now();
    an.socket.emit('roll-call', () => {});
    const sent = await an.find(({ from, event }) => from === 'client' && event === 'roll-call', begun);
    if (!sent) throw fail('no-list-awake', {}, { by: an, packet: an.packets().at(-1) });
    const isAnswer = ({ from, name, ackId }: LinePacket) => from === 'server' && name === 'ACK' && ackId === sent.ackId;
    // The program's two seconds begin when it asks. Behind them a knock that is answered proves that its timers had their turn.
    await bo.find(isQuestion, since.get('Bo'), IN_TIME);
    const packet = await an.find(isAnswer, begun, IN_TIME);
    if (packet) return { lists: (packet.args[0] ?? {}) as Lists, packet, since };
    const late = await an.find(isAnswer, begun, LATE);
    if (late) throw fail('late-list', { silent: silent.join(', ') || '–' }, { by: an, packet: late });
    for (const [name, who] of people) {
      const question = who.packets().slice(since.get(name)).find(isQuestion);
      if (question && question.ackId === undefined) throw fail('asked-without-ack', { who: name }, { by: who, packet: question });
    }
    throw silent.length > 0 ? fail('no-list', { silent: silent.join(', ') }, { by: an, packet: sent }) : fail('no-list-awake', {}, { by: an, packet: sent });
  }

  /** Who answered and is not in the list: because they were not asked, or not so that they could answer, or what they said was thrown away. */
  function expectAll(here: string[], got: Lists, expected: unknown, since: Map<string, number>, packet: LinePacket): void {
    const lost = here.filter((name) => !listed(got.here).includes(name));
    for (const name of lost) {
      const who = people.get(name) as CheckClient;
      const question = who.packets().slice(since.get(name)).find(isQuestion);
      if (!question) throw fail('not-asked', { who: name, got }, { by: an, packet });
      if (question.ackId === undefined) throw fail('asked-without-ack', { who: name }, { by: who, packet: question });
    }
    if (lost.length > 0) throw fail('lost-answers', { lost: lost.join(', '), expected, got }, { by: an, packet });
  }

  async function rollCall(here: string[], silent: string[]): Promise<void> {
    const { lists: got, packet, since } = await call(silent);
    const expected = { here, silent };
    const shown = { by: an, packet };
    if (![got.here, got.silent].every((list) => Array.isArray(list) && list.every((name) => typeof name === 'string'))) throw fail('not-lists', { expected, got }, shown);
    expectAll(here, got, expected, since, packet);
    const present = listed(got.here);
    const counted = present.find((name) => !here.includes(name));
    if (counted) throw fail(people.has(counted) ? 'counted-silent' : 'unknown-name', { who: counted, expected, got }, shown);
    const twice = present.find((name, i) => present.indexOf(name) !== i);
    if (twice) throw fail('counted-twice', { who: twice, expected, got }, shown);
    if (listed(got.silent).join() !== [...silent].sort().join()) throw fail('silent-wrong', { expected: silent, got: got.silent }, shown);
  }

  await step('all-here', () => rollCall(['An', 'Bo'], []), { threw: 'fell-over' });

  let late: ((name: string) => void) | undefined;
  let asleep = true;
  const chai = await person('Chai', (ack) => (asleep ? (late = ack) : ack('Chai')));
  const everybody = ['An', 'Bo', 'Chai', 'Dao', 'Ek'];
  await step('one-silent', () => rollCall(['An', 'Bo'], ['Chai']), { threw: 'fell-over' });

  await step(
    'several-silent',
    async () => {
      for (const name of ['Dao', 'Ek']) await person(name, (ack) => !asleep && ack(name));
      await rollCall(['An', 'Bo'], ['Chai', 'Dao', 'Ek']);
    },
    { threw: 'fell-over' },
  );

  await step(
    'late-answer',
    async () => {
      // The answer to a question that is closed.
      late?.('Chai');
      await chai.settled();
      asleep = false;
      await rollCall(everybody, []);
    },
    { threw: 'fell-over' },
  );

  await step(
    'leaves',
    async () => {
      const fai = await person('Fai', () => fai.leave());
      const { lists: got, packet, since } = await call(['Fai']);
      // Whether who hung up counts as silent is the program's to say; that they answered is not.
      expectAll(everybody, got, { here: everybody }, since, packet);
      if (listed(got.here).includes('Fai')) throw fail('counted-silent', { who: 'Fai', expected: { here: everybody }, got }, { by: an, packet });
      people.delete('Fai');
      await rollCall(everybody, []);
    },
    { threw: 'fell-over' },
  );
}

export const exercise: Exercise = {
  steps: ['all-here', 'one-silent', 'several-silent', 'late-answer', 'leaves'],
  check,
  proof: { starter: 'no-list', wrong: ['lost-answers', 'counted-silent', 'fell-over'] },
};
