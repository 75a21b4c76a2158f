/**
 * The Socket.IO protocol, version 5, on a program's own endpoint: the behaviours that its specification's test suite asks
 * for, in our own words, packet by packet; and the same on Node.
 */
import { ask, conforms, type Case, type Stage } from './support/cases.ts';
import { Wire, type Packet } from './support/wire.ts';

const BOTH = ['polling', 'websocket'] as const;
const SID = /"sid":"[\w-]+"(,"pid":"[\w-]+")?/;

const wired = (name: string, run: (wire: Wire, stage: Stage) => Promise<unknown>, expected: unknown): Case => ({
  name,
  modes: BOTH,
  run: async (stage) => {
    const wire = await Wire.open(stage);
    try {
      return await run(wire, stage);
    } finally {
      wire.close();
    }
  },
  expected,
});
/** With the main namespace joined and its greeting taken. */
const joined = (name: string, run: (wire: Wire, stage: Stage) => Promise<unknown>, expected: unknown): Case =>
  wired(
    name,
    async (wire, stage) => {
      await wire.send('40');
      await wire.take(2);
      return run(wire, stage);
    },
    expected,
  );
/** Sends, and answers the next packets with session ids hidden. */
const says = async (wire: Wire, sent: Packet | Packet[], count: number): Promise<unknown[]> => {
  await wire.send(...(Array.isArray(sent) ? sent : [sent]));
  return (await wire.take(count)).map((packet) => (typeof packet === 'string' ? packet.replace(SID, '"sid":"…"') : packet));
};
/** What is sent ends this client, and only this one. */
const ends = (name: string, ...sent: Packet[]): Case =>
  joined(
    name,
    async (wire, stage) => {
      const neighbour = await stage.client();
      await wire.send(...sent);
      const end = await wire.ended();
      await ask(neighbour, 'fence');
      return [end, neighbour.connected];
    },
    ['closed', true],
  );

/** Leaves the main namespace; what another one answers after proves that it is done. */
async function leave(wire: Wire): Promise<void> {
  await says(wire, '40/custom,', 2);
  await wire.send('41');
  await says(wire, '42/custom,1["fence"]', 1);
}

conforms('Socket.IO, joining', 'protocol.js', [
  wired('joins the main namespace', (wire) => says(wire, '40', 2), ['40{"sid":"…"}', '42["auth",{}]']),
  wired('hands over what it is told at joining', (wire) => says(wire, '40{"token":"123"}', 2), ['40{"sid":"…"}', '42["auth",{"token":"123"}]']),
  wired('joins a namespace', (wire) => says(wire, '40/custom,', 2), ['40/custom,{"sid":"…"}', '42/custom,["auth",{}]']),
  wired('joins a namespace with a payload', (wire) => says(wire, '40/custom,{"token":"abc"}', 2), ['40/custom,{"sid":"…"}', '42/custom,["auth",{"token":"abc"}]']),
  wired('refuses an unknown namespace', (wire) => says(wire, '40/random', 1), ['44/random,{"message":"Invalid namespace"}']),
  wired('refuses by a middleware, with its data', (wire) => says(wire, '40/guarded,{"token":"wrong"}', 1), ['44/guarded,{"message":"no","data":{"why":"token"}}']),
  wired('lets pass who is right', (wire) => says(wire, '40/guarded,{"token":"right"}', 2), ['40/guarded,{"sid":"…"}', '42/guarded,["auth",{"token":"right"}]']),
  wired('a refusal leaves the session open', async (wire) => [...(await says(wire, '40/random', 1)), ...(await says(wire, '40', 2))], ['44/random,{"message":"Invalid namespace"}', '40{"sid":"…"}', '42["auth",{}]']),
  wired('gives each namespace its own id', async (wire) => {
    const ids: string[] = [];
    for (const nsp of ['', '/custom,']) {
      await wire.send(`40${nsp}`);
      ids.push(/"sid":"([\w-]+)"/.exec(String((await wire.take(2))[0]))?.[1] ?? '');
    }
    return [ids.every((id) => id.length === 20), ids[0] !== ids[1], ids.includes(wire.handshake.sid)];
  }, [true, true, false]),
  wired('ends who says something else first', async (wire) => (await wire.send('4abc'), wire.ended()), 'closed'),
  wired('ends who emits before joining', async (wire) => (await wire.send('42["message",1]'), wire.ended()), 'closed'),
  wired('ends who joins with a broken payload', async (wire) => (await wire.send('40{"token":'), wire.ended()), 'closed'),
]);

conforms('Socket.IO, leaving', 'protocol.js', [
  joined('is sent away by the server', (wire) => says(wire, '42["kick"]', 1), ['41']),
  joined('leaves a namespace by itself and keeps the other', async (wire) => {
    await says(wire, '40/custom,', 2);
    await wire.send('41/custom,');
    // What main still answers, it answers after.
    return says(wire, '42["message",1]', 1);
  }, ['42["message-back",1]']),
  joined('is sent away from one namespace only', async (wire) => {
    await says(wire, '40/custom,', 2);
    return [...(await says(wire, '42/custom,["kick"]', 1)), ...(await says(wire, '420["fence"]', 1))];
  }, ['41/custom,', '430[]']),
  joined('can come back on the same session', async (wire) => {
    await leave(wire);
    return says(wire, '40', 2);
  }, ['40{"sid":"…"}', '42["auth",{}]']),
  joined('ends who emits to a namespace that was left', async (wire) => {
    await leave(wire);
    await wire.send('42["message",1]');
    return wire.ended();
  }, 'closed'),
]);

conforms('Socket.IO, events', 'protocol.js', [
  joined('carries plain values', (wire) => says(wire, '42["message",1,"2",{"3":[true]}]', 1), ['42["message-back",1,"2",{"3":[true]}]']),
  joined('carries Thai and emoji', (wire) => says(wire, '42["message","สวัสดี 👋"]', 1), ['42["message-back","สวัสดี 👋"]']),
  joined('answers with the acknowledgement’s own id', (wire) => says(wire, '42456["message-with-ack",1,"2",{"3":[false]}]', 1), ['43456[1,"2",{"3":[false]}]']),
  joined('answers an id of nought', (wire) => says(wire, '420["message-with-ack"]', 1), ['430[]']),
  joined('takes an acknowledgement', async (wire) => {
    const [asked] = await says(wire, '42["ask"]', 1);
    const id = /^42(\d+)\["question",1\]$/.exec(String(asked))?.[1];
    return [id !== undefined, ...(await says(wire, `43${id}["yes",2]`, 1))];
  }, [true, '42["answered","yes",2]']),
  joined('ignores an acknowledgement that nobody waits for', async (wire) => (await wire.send('4399["who?"]'), says(wire, '420["fence"]', 1)), ['430[]']),
  joined('ignores an event that nobody listens for', async (wire) => (await wire.send('42["nobody",1]'), says(wire, '420["fence"]', 1)), ['430[]']),
  joined('ignores an event of no name', async (wire) => (await wire.send('42'), says(wire, '420["fence"]', 1)), ['430[]']),
  joined('carries bytes', (wire) => says(wire, ['452-["message",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]', Buffer.from([1, 2, 3]), Buffer.from([4, 5, 6])], 3), ['452-["message-back",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]', Buffer.from([1, 2, 3]), Buffer.from([4, 5, 6])]),
  joined('answers with bytes', (wire) => says(wire, ['452-789["message-with-ack",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]', Buffer.from([1, 2, 3]), Buffer.from([4, 5, 6])], 3), ['462-789[{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]', Buffer.from([1, 2, 3]), Buffer.from([4, 5, 6])]),
  joined('carries events of a namespace', async (wire) => {
    await says(wire, '40/custom,', 2);
    return says(wire, '42/custom,12["message-with-ack","x"]', 1);
  }, ['43/custom,12["x"]']),
  joined('keeps the order', (wire) => says(wire, Array.from({ length: 20 }, (_, i) => `42["message",${i}]`), 20), Array.from({ length: 20 }, (_, i) => `42["message-back",${i}]`)),
]);

conforms('Socket.IO, broken packets end one client only', 'protocol.js', [
  ends('a type that is none', '49["message"]'),
  ends('no type', '4'),
  ends('a payload that is no list', '42{}'),
  ends('an empty list', '42[]'),
  ends('a broken payload', '42["message",'),
  ends('letters for an acknowledgement’s id', '42abc["message-with-ack"]'),
  ends('a name that is no name', '42[{}]'),
  ends('a reserved name', '42["disconnect"]'),
  ends('bytes that nobody announced', Buffer.from([1])),
  ends('text where bytes were announced', '451-["message",{"_placeholder":true,"num":0}]', '42["message"]'),
  ends('a number of attachments that is none', '45x-["message",{"_placeholder":true,"num":0}]'),
  ends('an attachment that is not announced', '451-["message",{"_placeholder":true,"num":1}]', Buffer.from([1])),
]);
