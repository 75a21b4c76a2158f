/** A roll call that one silent client can't hold up: who answered is here, who did not is silent, and life goes on. */
import type { CheckClient, CheckStage, Exercise } from '../../../../protocol/exercises.ts';

/** The task says two seconds; a crowded machine may take longer. */
const PATIENCE = 10_000;
const listed = (value: unknown): string[] => (Array.isArray(value) ? value.map(String).sort() : []);

async function check({ step, client, fail }: CheckStage): Promise<void> {
  /** A client by its name, which answers as `wakes` does. */
  async function person(name: string, wakes: (ack: (name: string) => void) => void): Promise<CheckClient> {
    const who = await client(name, { auth: { name }, patience: PATIENCE });
    who.socket.on('here?', wakes);
    return who;
  }
  const an = await person('An', (ack) => ack('An'));
  await person('Bo', (ack) => ack('Bo'));

  async function rollCall(here: string[], silent: string[]): Promise<void> {
    const { sent, answer } = await an.ask('roll-call');
    if (!answer) throw fail('no-list', { silent: silent.join(', ') || '0' }, { by: an, packet: sent });
    const got = (answer.args[0] ?? {}) as { here?: unknown; silent?: unknown };
    const [present, quiet] = [listed(got.here), listed(got.silent)];
    const shown = { by: an, packet: answer };
    const lost = here.filter((name) => !present.includes(name));
    if (lost.length > 0) throw fail('lost-answers', { lost: lost.join(', '), expected: { here, silent }, got }, shown);
    const counted = present.find((name) => !here.includes(name));
    if (counted) throw fail('counted-silent', { who: counted, expected: { here, silent }, got }, shown);
    if (quiet.join() !== [...silent].sort().join()) throw fail('silent-wrong', { expected: silent, got: got.silent }, shown);
  }

  await step('all-here', () => rollCall(['An', 'Bo'], []));

  let late: ((name: string) => void) | undefined;
  let silent = true;
  const chai = await person('Chai', (ack) => (silent ? (late = ack) : ack('Chai')));
  await step('one-silent', () => rollCall(['An', 'Bo'], ['Chai']), { threw: 'fell-over' });

  await step(
    'late-answer',
    async () => {
      // The answer to a question that is closed.
      late?.('Chai');
      await chai.settled();
      silent = false;
      await rollCall(['An', 'Bo', 'Chai'], []);
    },
    { threw: 'fell-over' },
  );

  await step(
    'leaves',
    async () => {
      const dao = await person('Dao', () => dao.leave());
      const { sent, answer } = await an.ask('roll-call');
      if (!answer) throw fail('no-list', { silent: 'Dao' }, { by: an, packet: sent });
      const got = (answer.args[0] ?? {}) as { here?: unknown };
      const lost = ['An', 'Bo', 'Chai'].filter((name) => !listed(got.here).includes(name));
      if (lost.length > 0) throw fail('lost-answers', { lost: lost.join(', '), expected: ['An', 'Bo', 'Chai'], got }, { by: an, packet: answer });
      await rollCall(['An', 'Bo', 'Chai'], []);
    },
    { threw: 'fell-over' },
  );
}

export const exercise: Exercise = {
  steps: ['all-here', 'one-silent', 'late-answer', 'leaves'],
  check,
  proof: { starter: 'no-list', wrong: ['lost-answers', 'counted-silent', 'fell-over'] },
};
