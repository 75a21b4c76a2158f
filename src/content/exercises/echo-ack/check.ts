/** Echo with an ack: each word is answered, by itself, and nobody can bring the server down. */
import type { CheckClient, CheckStage, Exercise, LinePacket } from '../../../../protocol/exercises.ts';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

async function check({ step, client, fail, word }: CheckStage): Promise<void> {
  const an = await client('An');

  /** The answer to one word, which must be there. */
  async function answerTo(by: CheckClient, text: unknown): Promise<{ sent: LinePacket; answer: LinePacket }> {
    const { sent, answer } = await by.ask('say', text);
    if (answer) return { sent, answer };
    const other = by.packets().find(({ from, event, args, n }) => from === 'server' && event !== undefined && n > sent.n && args.includes(text));
    if (other) throw fail('answered-by-event', { text, event: other.event }, { by, packet: other });
    throw fail('no-answer', { text }, { by, packet: sent });
  }

  await step('answers', async () => {
    const text = `สวัสดี ${word()}`;
    const { answer } = await answerTo(an, text);
    const [first] = answer.args;
    if (!isObject(first) || first.ok !== true || first.text !== text) throw fail('wrong-answer', { text, expected: { ok: true, text }, got: first }, { by: an, packet: answer });
  });

  await step('each-its-own', async () => {
    const bo = await client('Bo');
    const texts = [word(), word(), word()];
    const asked = await Promise.all(texts.map(async (text, i) => ({ text, by: i === 1 ? bo : an, ...(await answerTo(i === 1 ? bo : an, text)) })));
    for (const { text, by, answer } of asked) {
      const got = isObject(answer.args[0]) ? answer.args[0].text : answer.args[0];
      if (got !== text) throw fail('mixed-up', { text, got }, { by, packet: answer });
    }
    bo.leave();
  });

  await step('refuses-empty', async () => {
    for (const text of ['', '   ', 42, null]) {
      const { answer } = await answerTo(an, text);
      const [first] = answer.args;
      if (!isObject(first) || first.ok !== false || first.error !== 'empty') throw fail('accepted-empty', { text: JSON.stringify(text), got: first }, { by: an, packet: answer });
    }
  });

  await step(
    'no-ack',
    async () => {
      // Both a word and a blank, as each may go another way.
      an.socket.emit('say', word());
      an.socket.emit('say', '');
      await an.settled();
      const text = word();
      const { answer } = await answerTo(an, text);
      const got = isObject(answer.args[0]) ? answer.args[0].text : answer.args[0];
      if (got !== text) throw fail('mixed-up', { text, got }, { by: an, packet: answer });
    },
    { threw: 'fell-without-ack' },
  );
}

export const exercise: Exercise = {
  steps: ['answers', 'each-its-own', 'refuses-empty', 'no-ack'],
  check,
  proof: { starter: 'answered-by-event', wrong: ['fell-without-ack', 'mixed-up', 'accepted-empty'] },
};
