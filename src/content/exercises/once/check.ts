/** Each order is cooked once, however often it arrives: sent twice on one line, or again after the line broke before the answer. */
import type { CheckClient, CheckStage, Exercise, LinePacket } from '../../../../protocol/exercises.ts';

interface Order {
  id: string;
  dish: string;
}
/** Each way, ms: long enough to cut the line between the answer's leaving and its arrival, which is seen at once. */
const DELAY = 400;

async function check({ step, client, fail, word }: CheckStage): Promise<void> {
  const kitchen = await client('Kitchen');
  const som = await client('Som');
  const newOrder = (): Order => ({ id: `${word()}-1`, dish: 'noodles' });
  const cooked = ({ id }: Order) => kitchen.packets().filter(({ from, event, args }) => from === 'server' && event === 'cook' && JSON.stringify(args).includes(id));
  const isOrder = ({ id }: Order) => (packet: LinePacket) => packet.from === 'client' && packet.event === 'order' && (packet.args[0] as Order | undefined)?.id === id;
  const answerTo = (sent: LinePacket) => (packet: LinePacket) => packet.from === 'server' && packet.name === 'ACK' && packet.ackId === sent.ackId && packet.n > sent.n;
  const all: Order[] = [];
  /** What `total` was when the order came first: whoever keeps an answer may give the same one again. */
  const totals = new Map<string, number>();

  function expectTotal(by: CheckClient, answer: LinePacket, { id }: Order): void {
    const [got] = answer.args as [{ ok?: unknown; total?: unknown } | undefined];
    if (got?.ok !== true || (got.total !== all.length && got.total !== totals.get(id))) throw fail('wrong-total', { expected: { ok: true, total: all.length }, got }, { by, packet: answer });
  }
  /** All that the server had to say to the kitchen is there. */
  async function expectOnce(order: Order, otherwise: string): Promise<void> {
    await kitchen.settled();
    const [, second] = cooked(order);
    if (second) throw fail(otherwise, { id: order.id, times: cooked(order).length }, { by: kitchen, packet: second });
  }
  /** An order that nobody has sent yet, and which counts from now on. */
  function orderAnew(): Order {
    const order = newOrder();
    all.push(order);
    totals.set(order.id, all.length);
    return order;
  }
  async function orders(by: CheckClient, order: Order, otherwise: string): Promise<void> {
    const { sent, answer } = await by.ask('order', order);
    if (!answer) throw fail('order-unanswered', { id: order.id }, { by, packet: sent });
    const cook = await kitchen.find(({ n }) => cooked(order).some((packet) => packet.n === n));
    if (!cook) throw fail(otherwise, { id: order.id }, { by, packet: sent });
    const [got] = cook.args as [Partial<Order> | undefined];
    if (got?.id !== order.id || got.dish !== order.dish) throw fail('cook-wrong', { expected: order, got }, { by: kitchen, packet: cook });
    await expectOnce(order, 'more-than-one');
    expectTotal(by, answer, order);
  }

  const first = orderAnew();
  await step('cooks', async () => {
    await orders(som, first, 'not-cooked');
    await orders(som, orderAnew(), 'swallowed');
  });

  await step('same-line', async () => {
    const { sent, answer } = await som.ask('order', first);
    await expectOnce(first, 'cooked-twice');
    if (!answer) throw fail('repeat-unanswered', { id: first.id }, { by: som, packet: sent });
    expectTotal(som, answer, first);
    // The second comes while the first is still being dealt with.
    const twin = orderAnew();
    const asked = await Promise.all([som.ask('order', twin), som.ask('order', twin)]);
    await expectOnce(twin, 'raced');
    for (const [i, one] of asked.entries()) {
      if (!one.answer) throw fail(i === 0 ? 'order-unanswered' : 'repeat-unanswered', { id: twin.id }, { by: som, packet: one.sent });
      expectTotal(som, one.answer, twin);
    }
  });

  // As Socket.IO does it by itself: `retries` keeps an event until it was acknowledged, and sends it again after a reconnect.
  const nok = await client('Nok', { reconnects: true, retries: 5, ackTimeout: 30_000 });
  /** Nok's next connection stands; resolves with the number of packets before it was asked for. */
  async function cutAndRedial(): Promise<void> {
    const since = nok.now();
    nok.cut();
    nok.delay(0);
    const back = await nok.find(({ from, name }) => from === 'server' && name === 'CONNECT', since);
    if (!back) throw fail('not-back', {}, { by: nok, packet: nok.packets().at(-1) });
  }

  await step('after-cut', async () => {
    const order = orderAnew();
    nok.delay(DELAY);
    nok.socket.emit('order', order, () => {});
    const sent = await nok.find(isOrder(order));
    const answer = sent && (await nok.find(answerTo(sent)));
    if (!answer) throw fail('order-unanswered', { id: order.id }, { by: nok, packet: sent });
    // The answer has left the server and is under way: now the line breaks, and nobody will ever read it.
    await cutAndRedial();
    const again = await nok.find(isOrder(order), sent.n + 1);
    const second = again && (await nok.find(answerTo(again)));
    await expectOnce(order, 'forgot');
    if (!second) throw fail('repeat-unanswered', { id: order.id }, { by: nok, packet: again });
    expectTotal(nok, second, order);
  });

  await step('after-many', async () => {
    for (let i = 0; i < 3; i++) await cutAndRedial();
    const order = orderAnew();
    nok.socket.emit('order', order, () => {});
    const sent = await nok.find(isOrder(order));
    if (!sent || !(await nok.find(answerTo(sent)))) throw fail('order-unanswered', { id: order.id }, { by: nok, packet: sent });
    await kitchen.find(({ n }) => cooked(order).some((packet) => packet.n === n));
    await expectOnce(order, 'more-with-each');
    // What was cooked again later than at once is on the line by now.
    for (const one of all) await expectOnce(one, 'cooked-twice');
  });
}

export const exercise: Exercise = {
  steps: ['cooks', 'same-line', 'after-cut', 'after-many'],
  check,
  proof: { starter: 'cooked-twice', wrong: ['forgot', 'repeat-unanswered', 'swallowed'] },
};
