/** Rooms without leaking: who is in a room hears it, the sender too; nobody else does, also after moving. */
import type { CheckClient, CheckStage, Exercise, LinePacket } from '../../../../protocol/exercises.ts';

const isMessage = (text: string) => (packet: LinePacket) => packet.from === 'server' && packet.event === 'message' && JSON.stringify(packet.args).includes(text);

async function check({ step, client, fail, word }: CheckStage): Promise<void> {
  const [an, bo, chai, dao] = [await client('An'), await client('Bo'), await client('Chai'), await client('Dao')];
  const [tea, coffee] = [`tea-${word()}`, `coffee-${word()}`];

  async function join(who: CheckClient, room: string): Promise<void> {
    const { sent, answer } = await who.ask('join', room);
    if (!answer) throw fail('join-unanswered', { who: who.name, room }, { by: who, packet: sent });
    const [first] = answer.args as [{ room?: unknown } | undefined];
    if (first?.room !== room) throw fail('join-wrong', { who: who.name, room, got: first }, { by: who, packet: answer });
  }
  /**
   * `who` says something in `room`, and all in `hearers` must hear it. Resolves when they have, and everything that the
   * server wrote to anybody by then is here: whoever should not have heard it, has or has not.
   */
  async function say(who: CheckClient, room: string, hearers: CheckClient[]): Promise<string> {
    const text = word();
    who.socket.emit('say', text);
    await who.settled();
    for (const hearer of hearers) {
      if (await hearer.find(isMessage(text))) continue;
      const other = hearer.packets().find(({ from, event, args }) => from === 'server' && event !== undefined && JSON.stringify(args).includes(text));
      if (other) throw fail('other-event', { who: hearer.name, event: other.event, text }, { by: hearer, packet: other });
      throw fail(hearer === who ? 'sender-missed' : 'missed', { who: hearer.name, room, text }, sentBy(who, text));
    }
    for (const other of [an, bo, chai, dao]) await other.settled();
    return text;
  }
  function expectRoom(who: CheckClient, room: string, text: string): void {
    const [packet] = heard(who, text);
    const [got] = (packet?.args ?? []) as [{ room?: unknown } | undefined];
    if (packet && got?.room !== room) throw fail('message-wrong', { who: who.name, expected: { room, text }, got }, { by: who, packet });
  }
  const heard = (who: CheckClient, text: string) => who.packets().filter(isMessage(text));
  const sentBy = (who: CheckClient, text: string) => ({ by: who, packet: who.packets().find(({ event, args }) => event === 'say' && args[0] === text) });

  await step('joins', async () => {
    await join(an, tea);
    await join(bo, tea);
    await join(chai, coffee);
  });

  await step('heard', async () => {
    const text = await say(an, tea, [bo, an]);
    for (const who of [bo, an]) {
      const [packet] = heard(who, text);
      const [got] = (packet?.args ?? []) as [{ room?: unknown; text?: unknown } | undefined];
      // The room's name is asked for once nobody hears what is not for them: the leak is the lesson.
      if (got?.text !== text) throw fail('message-wrong', { who: who.name, expected: { room: tea, text }, got }, { by: who, packet });
    }
  });

  await step('no-leak', async () => {
    const text = await say(an, tea, [an, bo]);
    for (const who of [chai, dao]) {
      const [packet] = heard(who, text);
      if (packet) throw fail('leaked', { who: who.name, room: tea, text }, { by: who, packet });
    }
    for (const who of [an, bo]) {
      const all = heard(who, text);
      const [, second] = all;
      if (second) throw fail('twice', { who: who.name, text, times: all.length }, { by: who, packet: second });
      expectRoom(who, tea, text);
    }
  });

  await step('moves', async () => {
    await join(bo, coffee);
    const text = await say(an, tea, [an]);
    const [late] = heard(bo, text);
    if (late) throw fail('still-there', { who: bo.name, old: tea, room: coffee, text }, { by: bo, packet: late });
    // Whoever has moved is heard in the new room, and hears it.
    for (const [who, hearers] of [[bo, [chai, bo]], [chai, [bo, chai]]] as const) {
      const other = await say(who, coffee, [...hearers]);
      const [leak] = heard(an, other);
      if (leak) throw fail('leaked', { who: an.name, room: coffee, text: other }, { by: an, packet: leak });
      expectRoom(bo, coffee, other);
    }
    // A second press of the same button changes nothing.
    await join(an, tea);
    const again = word();
    an.socket.emit('say', again);
    if (!(await an.find(isMessage(again)))) throw fail('fell-out', { who: an.name, room: tea, text: again }, sentBy(an, again));
  });

  await step(
    'lobby',
    async () => {
      const text = await say(dao, '', []);
      // What a handler does later than at once has been done when the next one's is.
      await say(an, tea, [an]);
      for (const who of [an, bo, chai, dao]) {
        const [packet] = heard(who, text);
        if (packet) throw fail(who === dao ? 'lobby-echo' : 'lobby-leaked', { who: who.name, text }, { by: who, packet });
      }
    },
    { threw: 'fell-in-lobby' },
  );
}

export const exercise: Exercise = {
  steps: ['joins', 'heard', 'no-leak', 'moves', 'lobby'],
  check,
  proof: { starter: 'leaked', wrong: ['still-there', 'sender-missed', 'lobby-leaked'] },
};
