/** A namespace behind a token: staff come in under their names, nobody else does, and the shop stays open to all. */
import type { CheckClient, CheckStage, Exercise, LinePacket } from '../../../../protocol/exercises.ts';

const STAFF = '/staff';
const fromStaff = (name: LinePacket['name']) => (packet: LinePacket) => packet.from === 'server' && packet.name === name && packet.namespace === STAFF;

async function check({ step, client, fail }: CheckStage): Promise<void> {
  await step('shop-open', async () => {
    const guest = await client('Guest', { dialOnly: true });
    const answer = await guest.find(({ from, name, namespace }) => from === 'server' && namespace === '/' && (name === 'CONNECT' || name === 'CONNECT_ERROR'));
    if (answer?.name !== 'CONNECT') throw fail('shop-closed', { got: answer?.data ?? '' }, { by: guest, packet: answer });
    const welcome = await guest.find(({ from, event }) => from === 'server' && event === 'welcome');
    if (!welcome) throw fail('no-welcome', {}, { by: guest, packet: answer });
    guest.leave();
  });

  await step('opens', async () => {
    for (const [token, name] of [['tok-som', 'Som'], ['tok-ploy', 'Ploy']] as const) {
      const who = await client(name, { namespace: STAFF, auth: { token }, dialOnly: true });
      const answer = await who.find((packet) => fromStaff('CONNECT')(packet) || fromStaff('CONNECT_ERROR')(packet));
      if (answer?.name !== 'CONNECT') throw fail('kept-out', { name, token, got: answer?.data ?? '' }, { by: who, packet: answer ?? asked(who) });
      if (!(await who.find((packet) => fromStaff('EVENT')(packet) && packet.event === 'orders'))) throw fail('no-orders', { name }, { by: who, packet: answer });
      who.leave();
    }
  });

  /** Comes with `auth`, and must be refused without ever having been inside. */
  async function turnedAway(name: string, auth: Record<string, unknown>): Promise<void> {
    const who = await client(name, { namespace: STAFF, auth, dialOnly: true });
    const shown = 'token' in auth ? auth.token : 'nothing';
    const answer = await who.find((packet) => fromStaff('CONNECT')(packet) || fromStaff('CONNECT_ERROR')(packet));
    if (!answer) throw fail('no-answer', { who: name, token: shown }, { by: who, packet: asked(who) });
    if (answer.name === 'CONNECT') {
      await who.settled();
      const out = who.packets().find(fromStaff('DISCONNECT'));
      throw fail(out ? 'in-and-out' : 'let-in', { who: name, token: shown }, { by: who, packet: answer });
    }
    const { message, data } = (answer.data ?? {}) as { message?: unknown; data?: { code?: unknown } };
    if (message !== 'not authorized' || data?.code !== 'bad-token') {
      throw fail('why-missing', { expected: { message: 'not authorized', data: { code: 'bad-token' } }, got: answer.data }, { by: who, packet: answer });
    }
    who.leave();
  }

  await step('refuses', () => turnedAway('Mallory', { token: 'tok-somebody' }));
  await step('odd-tokens', async () => {
    for (const [name, auth] of [['Nobody', {}], ['List', { token: ['tok-som'] }], ['Number', { token: 7 }], ['Proto', { token: '__proto__' }], ['Null', { token: null }]] as const) await turnedAway(name, auth);
  });

  await step('knows-who', async () => {
    const ploy = await client('Ploy again', { namespace: STAFF, auth: { token: 'tok-ploy' } });
    const { sent, answer } = await ploy.ask('whoami');
    if (answer?.args[0] !== 'Ploy') throw fail('wrong-name', { expected: 'Ploy', got: answer ? answer.args[0] : 'nothing' }, { by: ploy, packet: answer ?? sent });
  });
}

/** Where the client asked to come in. */
const asked = (who: CheckClient) => who.packets().find(({ from, name }) => from === 'client' && name === 'CONNECT');

export const exercise: Exercise = {
  steps: ['shop-open', 'opens', 'refuses', 'odd-tokens', 'knows-who'],
  check,
  proof: { starter: 'let-in', wrong: ['in-and-out', 'shop-closed', 'no-answer'] },
};
