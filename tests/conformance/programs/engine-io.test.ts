/**
 * The Engine.IO protocol, version 4, on a program's own endpoint: the behaviours that its specification's test suite
 * asks for, in our own words, by a client written by hand; and the same on Node.
 */
import { expect } from 'vitest';
import { ask, conforms, type Case, type Stage } from './support/cases.ts';
import { dialled, Wire } from './support/wire.ts';

const BOTH = ['polling', 'websocket'] as const;
const POLLING = ['polling'] as const;

/** A case with a session that has joined the main namespace; its greeting (`auth`) is taken. */
const joined = (name: string, modes: Case['modes'], run: (wire: Wire, stage: Stage) => Promise<unknown>, expected: unknown): Case => ({
  name,
  ...(modes ? { modes } : {}),
  run: async (stage) => {
    const wire = await Wire.join(stage);
    try {
      await wire.next();
      return await run(wire, stage);
    } finally {
      wire.close();
    }
  },
  expected,
});
const http = (name: string, query: string, options: RequestInit, expected: unknown): Case => ({
  name,
  modes: POLLING,
  run: async (stage) => {
    const response = await fetch(stage.url(`/socket.io/?${query}`), options);
    return [response.status, await response.json()];
  },
  expected,
});
const ws = (name: string, query: string, expected: unknown): Case => ({ name, modes: ['websocket'], run: (stage) => dialled(stage, query), expected });

conforms('Engine.IO, opening', 'protocol.js', [
  {
    name: 'tells the session and its times',
    modes: BOTH,
    run: async (stage) => {
      const wire = await Wire.open(stage);
      const { sid, ...rest } = wire.handshake;
      wire.close();
      return [/^[\w-]{20}$/.test(sid), { ...rest, upgrades: stage.mode === 'polling' ? rest.upgrades : ['websocket'] }];
    },
    expected: [true, { upgrades: ['websocket'], pingInterval: 500, pingTimeout: 1500, maxPayload: 50_000 }],
  },
  {
    name: 'offers no upgrade to a WebSocket',
    modes: ['websocket'],
    run: async (stage) => {
      const wire = await Wire.open(stage);
      wire.close();
      return wire.handshake.upgrades;
    },
    expected: [],
  },
  {
    name: 'answers each session with its own',
    modes: BOTH,
    run: async (stage) => {
      const [a, b] = [await Wire.open(stage), await Wire.open(stage)];
      a.close();
      b.close();
      return a.handshake.sid === b.handshake.sid;
    },
    expected: false,
  },
  http('refuses a missing version', 'transport=polling', {}, [400, { code: 5, message: 'Unsupported protocol version' }]),
  http('refuses a version that is none', 'EIO=abc&transport=polling', {}, [400, { code: 5, message: 'Unsupported protocol version' }]),
  http('refuses a missing transport', 'EIO=4', {}, [400, { code: 0, message: 'Transport unknown' }]),
  http('refuses an unknown transport', 'EIO=4&transport=abc', {}, [400, { code: 0, message: 'Transport unknown' }]),
  http('refuses a transport by the name of an object’s own', 'EIO=4&transport=constructor', {}, [400, { code: 0, message: 'Transport unknown' }]),
  http('refuses POST without a session', 'EIO=4&transport=polling', { method: 'POST' }, [400, { code: 2, message: 'Bad handshake method' }]),
  http('refuses PUT without a session', 'EIO=4&transport=polling', { method: 'PUT' }, [400, { code: 2, message: 'Bad handshake method' }]),
  http('refuses an unknown session', 'EIO=4&transport=polling&sid=abcdefghijklmnopqrst', {}, [400, { code: 1, message: 'Session ID unknown' }]),
  http('refuses a session by the name of an object’s own', 'EIO=4&transport=polling&sid=__proto__', {}, [400, { code: 1, message: 'Session ID unknown' }]),
  http('refuses a WebSocket’s address without its handshake', 'EIO=4&transport=websocket', {}, [400, { code: 3, message: 'Bad request' }]),
  ws('opens a WebSocket', 'EIO=4&transport=websocket', 'open'),
  ws('refuses a WebSocket of no version', 'transport=websocket', 'closed'),
  ws('refuses a WebSocket of another version', 'EIO=3&transport=websocket', 'closed'),
  ws('refuses a WebSocket without its transport', 'EIO=4', 400),
  ws('refuses a WebSocket of another transport', 'EIO=4&transport=abc', 400),
  ws('refuses a WebSocket of an unknown session', 'EIO=4&transport=websocket&sid=abcdefghijklmnopqrst', 400),
]);

conforms('Engine.IO, messages', 'protocol.js', [
  joined('carries one packet', BOTH, async (wire) => (await wire.send('42["message","a"]'), wire.next()), '42["message-back","a"]'),
  joined('carries several in one payload', BOTH, async (wire) => (await wire.send('42["message",1]', '42["message",2]', '42["message","สาม"]'), wire.take(3)), ['42["message-back",1]', '42["message-back",2]', '42["message-back","สาม"]']),
  joined('carries bytes beside text', BOTH, async (wire) => (await wire.send('451-["message",{"_placeholder":true,"num":0}]', Buffer.from([1, 2, 3, 0, 255])), wire.take(2)), ['451-["message-back",{"_placeholder":true,"num":0}]', Buffer.from([1, 2, 3, 0, 255])]),
  joined('splits a payload at the separator', POLLING, async (wire) => {
    const answer = await wire.post('42["message",1]\x1e42["message",2]');
    return [answer.status, await answer.text(), await wire.take(2)];
  }, [200, 'ok', ['42["message-back",1]', '42["message-back",2]']]),
  joined('reads bytes as base64 in a payload', POLLING, async (wire) => {
    await wire.post('451-["message",{"_placeholder":true,"num":0}]\x1ebAQIDBA==');
    return wire.take(2);
  }, ['451-["message-back",{"_placeholder":true,"num":0}]', Buffer.from([1, 2, 3, 4])]),
  joined('closes upon a packet of no type', BOTH, async (wire) => (await wire.send('abc'), wire.ended()), 'closed'),
  joined('closes upon an empty payload', POLLING, async (wire) => (await wire.post(''), wire.ended()), 'closed'),
  joined('closes upon a second poll beside the first', POLLING, async (wire) => {
    const second = await fetch(wire.address()).catch(() => undefined);
    return [second === undefined || !second.ok || (await second.text()) === '1', await wire.ended()];
  }, [true, 'closed']),
  joined('refuses a payload over its size', POLLING, async (wire) => (await wire.post(`42["message","${'x'.repeat(60_000)}"]`).then(({ status }) => status, () => 'cut')), expect.toSatisfy((status) => status === 413 || status === 'cut')),
  joined('refuses an unknown method on a session', POLLING, async (wire) => (await fetch(wire.address(), { method: 'DELETE' })).status, 500),
  joined('ends with the client’s close packet', POLLING, async (wire) => (await wire.send('1'), wire.ended()), 'closed'),
  joined('a broken packet ends one client and no other', BOTH, async (wire, stage) => {
    const other = await Wire.join(stage);
    await other.next();
    await other.send('420["watch"]');
    await other.next();
    await wire.send('abc');
    await wire.ended();
    // The other hears that this one is gone, and goes on.
    const left = await other.next();
    await other.send('420["fence"]');
    const fence = await other.next();
    other.close();
    return [left, fence];
  }, [expect.stringMatching(/^42\["left","(parse error|transport close|transport error)"\]$/), '430[]']),
]);

conforms('Engine.IO, heartbeat, end and upgrade', 'protocol.js', [
  joined('pings, and stays with who answers', BOTH, async (wire) => {
    await wire.pinged(3);
    await wire.send('420["fence"]');
    return wire.next();
  }, '430[]'),
  joined('ends who does not answer', BOTH, async (wire) => {
    wire.mute = true;
    return wire.ended();
  }, 'closed'),
  joined('ends a session that the server leaves', BOTH, async (wire) => (await wire.send('42["end"]'), wire.ended()), 'closed'),
  joined('knows an ended session no more', POLLING, async (wire) => {
    await wire.post('1');
    await wire.ended();
    const response = await fetch(wire.address());
    return [response.status, await response.json()];
  }, [400, { code: 1, message: 'Session ID unknown' }]),
  joined('answers the probe and moves to the WebSocket', POLLING, async (wire) => {
    const probe = await wire.upgrade();
    await wire.send('42["message","moved"]');
    return [probe, await wire.next()];
  }, ['3probe', '42["message-back","moved"]']),
  joined('refuses polling after the upgrade', POLLING, async (wire) => {
    await wire.upgrade();
    await wire.send('42["message","moved"]');
    await wire.next();
    const response = await fetch(wire.address());
    await wire.send('420["fence"]');
    return [response.status, await response.json(), await wire.next()];
  }, [400, { code: 3, message: 'Bad request' }, '430[]']),
  joined('takes no second WebSocket for a session', POLLING, async (wire, stage) => {
    await wire.upgrade();
    await wire.send('42["message","moved"]');
    await wire.next();
    const second = await dialled(stage, `EIO=4&transport=websocket&sid=${wire.handshake.sid}`);
    await wire.send('420["fence"]');
    return [['closed', 'open', 400].includes(second), await wire.next()];
  }, [true, '430[]']),
  joined('a probe that is none changes nothing', POLLING, async (wire, stage) => {
    const other = new Wire(stage);
    other.close();
    const status = await dialled(stage, `EIO=4&transport=websocket&sid=${wire.handshake.sid}x`);
    await wire.send('420["fence"]');
    return [status, await wire.next()];
  }, [400, '430[]']),
  {
    name: 'counts who is there',
    modes: BOTH,
    run: async (stage) => {
      const watcher = await stage.client();
      const wire = await Wire.join(stage);
      await ask(watcher, 'fence');
      wire.close();
      return watcher.connected;
    },
    expected: true,
  },
]);
