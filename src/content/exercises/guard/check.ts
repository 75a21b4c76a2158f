/** A namespace behind a token: staff come in under their names, nobody else does, and the shop stays open to all. */
import type { CheckClient, CheckStage, Exercise, LinePacket } from '../../../../protocol/exercises.ts';

const STAFF = '/staff';
const SOM = { token: 'tok-som' };
const PLOY = { token: 'tok-ploy' };
/** Who they are, and what they bring: nothing, what only looks like a token when it is made text, a part of one, … */
const strange = (word: () => string): [name: string, auth: Record<string, unknown>][] => [
  ['Nobody', {}],
  ['Anybody', { token: `tok-${word()}` }],
  ['List', { token: ['tok-som'] }],
  ['Number', { token: parseInt(word(), 16) }],
  ['Proto', { token: '__proto__' }],
  ['Null', { token: null }],
  ['Blank', { token: '' }],
  ['Part', { token: 'tok-' }],
];
const fromStaff = (...names: LinePacket['name'][]) => ({ from, name, namespace }: LinePacket) => from === 'server' && names.includes(name) && namespace === STAFF;
/** Where the client asked to come in. */
const asked = (who: CheckClient) => who.packets().find(({ from, name }) => from === 'client' && name === 'CONNECT');

async function check({ step, client, fail, word }: CheckStage): Promise<void> {
  await step('shop-open', async () => {
    const guest = await client('Guest', { dialOnly: true });
    const answer = await guest.find(({ from, name, namespace }) => from === 'server' && namespace === '/' && (name === 'CONNECT' || name === 'CONNECT_ERROR'));
    if (!answer) throw fail('shop-silent', {}, { by: guest, packet: asked(guest) });
    if (answer.name !== 'CONNECT') throw fail('shop-closed', { got: answer.data }, { by: guest, packet: answer });
    const welcome = await guest.find(({ from, event }) => from === 'server' && event === 'welcome');
    if (!welcome) throw fail('no-welcome', {}, { by: guest, packet: answer });
    guest.leave();
  });

  await step('opens', async () => {
    for (const [auth, name] of [[SOM, 'Som'], [PLOY, 'Ploy']] as const) {
      const who = await client(name, { namespace: STAFF, auth, dialOnly: true });
      const answer = await who.find(fromStaff('CONNECT', 'CONNECT_ERROR'));
      if (!answer) throw fail('kept-waiting', { name, token: auth.token }, { by: who, packet: asked(who) });
      if ((answer.data as { message?: unknown } | undefined)?.message === 'Invalid namespace') throw fail('no-back-room', { name }, { by: who, packet: answer });
      if (answer.name !== 'CONNECT') throw fail('kept-out', { name, token: auth.token, got: answer.data }, { by: who, packet: answer });
      if (!(await who.find((packet) => fromStaff('EVENT')(packet) && packet.event === 'orders'))) throw fail('no-orders', { name }, { by: who, packet: answer });
      who.leave();
    }
  });

  let knocking: Record<string, unknown> = {};
  /** Comes with `auth`, and must be refused without ever having been inside. */
  async function turnedAway(name: string, auth: Record<string, unknown>, otherwise: string): Promise<void> {
    const who = await client(name, { namespace: STAFF, auth, dialOnly: true });
    const params = (knocking = { who: name, auth: JSON.stringify(auth) });
    const answer = await who.find(fromStaff('CONNECT', 'CONNECT_ERROR'));
    if (!answer) throw fail('no-answer', params, { by: who, packet: asked(who) });
    await who.settled();
    if (answer.name === 'CONNECT') throw fail(who.packets().some(fromStaff('DISCONNECT')) ? 'in-and-out' : otherwise, params, { by: who, packet: answer });
    const after = who.packets().find(fromStaff('CONNECT'));
    if (after) throw fail('refused-then-let-in', params, { by: who, packet: after });
    const { message, data } = (answer.data ?? {}) as { message?: unknown; data?: { code?: unknown } };
    if (message !== 'not authorized' || data?.code !== 'bad-token') {
      throw fail('why-missing', { expected: { message: 'not authorized', data: { code: 'bad-token' } }, got: answer.data }, { by: who, packet: answer });
    }
    who.leave();
  }
  const fell = { threw: 'fell-at-the-door', params: () => knocking };

  await step('refuses', () => turnedAway('Mallory', { token: `tok-som${word()}` }, 'let-in'), fell);
  await step(
    'odd-tokens',
    async () => {
      for (const [name, auth] of strange(word)) await turnedAway(name, auth, 'let-in-odd');
    },
    fell,
  );

  await step('knows-who', async () => {
    // Both at once: whoever asks first is not who came last.
    const som = await client('Som again', { namespace: STAFF, auth: SOM });
    const ploy = await client('Ploy again', { namespace: STAFF, auth: PLOY });
    for (const [name, who] of [['Som', som], ['Ploy', ploy]] as const) {
      const { sent, answer } = await who.ask('whoami');
      if (!answer) throw fail('whoami-unanswered', { name }, { by: who, packet: sent });
      if (answer.args[0] !== name) throw fail('wrong-name', { name, got: answer.args[0] }, { by: who, packet: answer });
    }
  });
}

export const exercise: Exercise = {
  steps: ['shop-open', 'opens', 'refuses', 'odd-tokens', 'knows-who'],
  check,
  proof: { starter: 'let-in', wrong: ['in-and-out', 'shop-closed', 'no-answer'] },
};
