/** Echo with an ack: each word is answered, by itself, and nobody can bring the server down. */
import type { CheckClient, CheckStage, Exercise, LinePacket } from '../../../../protocol/exercises.ts';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
/** Nothing in it, or no text at all. */
const EMPTY = ['', '   ', '\n\t', 42, true, null, ['hi'], { text: 'hi' }];

async function check({ step, client, fail, word }: CheckStage): Promise<void> {
  const an = await client('An');

  /** The answer to one word, which must be there. */
  async function answerTo(by: CheckClient, text: string): Promise<LinePacket> {
    const { sent, answer } = await by.ask('say', text);
    if (answer) return answer;
    const other = by.packets().find(({ from, event, args, n }) => from === 'server' && event !== undefined && n > sent.n && JSON.stringify(args).includes(text));
    if (other) throw fail('answered-by-event', { text, event: other.event }, { by, packet: other });
    throw fail('no-answer', { text }, { by, packet: sent });
  }
  const textIn = ({ args: [first] }: LinePacket) => (isObject(first) ? first.text : first);

  await step('answers', async () => {
    const text = `สวัสดี ${word()}`;
    const answer = await answerTo(an, text);
    const [first] = answer.args;
    if (!isObject(first) || first.ok !== true || first.text !== text) throw fail('wrong-answer', { text, expected: { ok: true, text }, got: first }, { by: an, packet: answer });
  });

  await step('each-its-own', async () => {
    const bo = await client('Bo');
    const texts = [word(), word(), word()];
    const asked = await Promise.all(texts.map(async (text, i) => ({ text, by: i === 1 ? bo : an, answer: await answerTo(i === 1 ? bo : an, text) })));
    for (const { text, by, answer } of asked) {
      if (textIn(answer) !== text) throw fail('mixed-up', { text, got: textIn(answer) }, { by, packet: answer });
    }
    bo.leave();
  });

  let tried: unknown;
  await step(
    'refuses-empty',
    async () => {
      for (tried of EMPTY) {
        const { sent, answer } = await an.ask('say', tried);
        const text = JSON.stringify(tried);
        if (!answer) throw fail('empty-unanswered', { text }, { by: an, packet: sent });
        const [first] = answer.args;
        if (!isObject(first) || first.ok !== false || first.error !== 'empty') throw fail('accepted-empty', { text, got: first }, { by: an, packet: answer });
      }
    },
    { threw: 'fell-on-empty', params: () => ({ text: JSON.stringify(tried) }) },
  );

  await step(
    'no-ack',
    async () => {
      // A word, a blank, no text and nothing at all, as each may go another way.
      for (const values of [[word()], [''], [42], []]) an.socket.emit('say', ...values);
      await an.settled();
      const text = word();
      const answer = await answerTo(an, text);
      if (textIn(answer) !== text) throw fail('mixed-up', { text, got: textIn(answer) }, { by: an, packet: answer });
    },
    { threw: 'fell-without-ack' },
  );
}

export const exercise: Exercise = {
  steps: ['answers', 'each-its-own', 'refuses-empty', 'no-ack'],
  check,
  proof: { starter: 'answered-by-event', wrong: ['fell-without-ack', 'mixed-up', 'accepted-empty'] },
};
