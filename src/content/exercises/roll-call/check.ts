/** A roll call that silent clients can't hold up: who answered is here, who did not is silent, and life goes on. */
import type { CheckClient, CheckStage, Exercise, LinePacket } from '../../../../protocol/exercises.ts';

/** The two seconds of the task, and half a second for the way, ms: counted from when the wish was heard. */
const IN_TIME = 2_500;
/** How long (ms) after that a list is waited for, to tell a late one from none. */
const LATE = 4_000;

const EVERYBODY: readonly string[] = ['An', 'Bo', 'Chai', 'Dao', 'Ek'];
type Lists = { here?: unknown; silent?: unknown };
const listed = (value: unknown): string[] => (Array.isArray(value) ? value.map(String).sort() : []);
const isQuestion = ({ from, event }: LinePacket) => from === 'server' && event === 'here?';

async function check({ step, client, fail, word }: CheckStage): Promise<void> {
  const people = new Map<string, CheckClient>();
  /** A client by its name, which does as `asked` when it is; what came without a wish for an answer can't be answered. */
  async function person(name: string, asked: (answer: () => void) => unknown): Promise<CheckClient> {
    const who = await client(name, { auth: { name } });
    people.set(name, who);
    who.on('here?', (...args) => {
      const ack = args.at(-1);
      if (typeof ack === 'function') asked(() => void ack(name));
    });
    return who;
  }
  const shuffled = (names: readonly string[]) => names.map((name) => ({ name, at: word() })).sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ name }) => name);
  const asleep = new Set<string>();
  /** Answers to questions that are closed. */
  const late: (() => void)[] = [];
  // Nobody can tell by their order who will be silent: that takes asking.
  for (const name of shuffled(EVERYBODY)) await person(name, (answer) => (asleep.has(name) ? late.push(answer) : answer()));
  const an = people.get('An') as CheckClient;
  const others = EVERYBODY.filter((name) => name !== 'An');

  /** An asks; the list that came in time. `silent` are those of whom it is known that they won't answer. */
  async function call(silent: string[]): Promise<{ lists: Lists; packet: LinePacket; since: Map<string, number> }> {
    const since = new Map([...people].map(([name, who]) => [name, who.now()]));
    const begun = an.now();
    an.socket.emit('roll-call', () => {});
    const sent = await an.find(({ from, event }) => from === 'client' && event === 'roll-call', begun);
    if (!sent) throw fail('no-list-awake', {}, { by: an, packet: an.packets().at(-1) });
    const isAnswer = ({ from, name, ackId }: LinePacket) => from === 'server' && name === 'ACK' && ackId === sent.ackId;
    // The program's two seconds begin when it has heard the wish. Behind them a knock that is answered proves that its timers had their turn.
    await an.settled();
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

  async function rollCall(...silent: string[]): Promise<void> {
    for (const name of silent) asleep.add(name);
    const here = EVERYBODY.filter((name) => !asleep.has(name));
    const { lists: got, packet, since } = await call(silent);
    const expected = { here, silent };
    const shown = { by: an, packet };
    if (![got.here, got.silent].every((list) => Array.isArray(list) && list.every((name) => typeof name === 'string'))) throw fail('not-lists', { expected, got }, shown);
    expectAll(here, got, expected, since, packet);
    const present = listed(got.here);
    const twice = present.find((name, i) => present.indexOf(name) !== i);
    if (twice) throw fail('counted-twice', { who: twice, expected, got }, shown);
    const counted = present.find((name) => !here.includes(name));
    if (counted) throw fail(people.has(counted) ? 'counted-silent' : 'unknown-name', { who: counted, expected, got }, shown);
    if (listed(got.silent).join() !== [...silent].sort().join()) throw fail('silent-wrong', { expected: silent, got: got.silent }, shown);
  }

  const fell = { threw: 'fell-over' };
  await step('all-here', () => rollCall(), fell);
  await step('one-silent', () => rollCall(...shuffled(others).slice(0, 1)), fell);
  await step('several-silent', () => rollCall(...asleep, ...shuffled(others.filter((name) => !asleep.has(name))).slice(0, 2)), fell);

  await step(
    'late-answer',
    async () => {
      for (const answer of late.splice(0)) answer();
      for (const name of asleep) await people.get(name)?.settled();
      asleep.clear();
      await rollCall();
    },
    fell,
  );

  await step(
    'leaves',
    async () => {
      const fai = await person('Fai', () => fai.leave());
      const { lists: got, packet, since } = await call(['Fai']);
      // Whether who hung up counts as silent is the program's to say; that they answered is not.
      expectAll([...EVERYBODY], got, { here: EVERYBODY }, since, packet);
      if (listed(got.here).includes('Fai')) throw fail('counted-silent', { who: 'Fai', expected: { here: EVERYBODY }, got }, { by: an, packet });
      people.delete('Fai');
      await rollCall();
    },
    fell,
  );
}

export const exercise: Exercise = {
  steps: ['all-here', 'one-silent', 'several-silent', 'late-answer', 'leaves'],
  check,
  proof: { starter: 'no-list', wrong: ['lost-answers', 'counted-silent', 'fell-over'] },
};
