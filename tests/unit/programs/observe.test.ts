/** What is watched of the libraries has the names that we watch by, also in the bundle that clients load. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { observe } from '../../../playground-server/programs/client/observe.ts';
import { lostIn } from '../../../playground-server/programs/host/guest/observe-emit.ts';
import { repeated } from '../../../playground-server/programs/host/guest/observe-listeners.ts';

const require = createRequire(import.meta.url);
type Client = Record<string, (...args: unknown[]) => unknown> & { connected: boolean; sendBuffer: unknown[] };
const bundle = (await import(pathToFileURL(join(dirname(require.resolve('socket.io-client/package.json')), 'dist/socket.io.esm.min.js')).href)) as { io(url: string, options: object): Client };
const client = () => bundle.io('http://localhost:1', { autoConnect: false, forceNew: true });

describe('a client of the bundle', () => {
  test.each(['onevent', 'emitEvent', 'ack', 'on', 'packet', 'emitBuffered', 'emitReserved', 'listeners', 'listenersAny'])('has %s', (name) => expect(typeof client()[name]).toBe('function'));

  const watched = () => {
    const tell = vi.fn();
    const socket = observe(client(), tell);
    socket.connected = true;
    return { socket, tell, arrives: (...data: unknown[]) => socket.onevent?.({ type: 2, nsp: '/', data }) };
  };
  test('tells of an event that nobody listens for, once; not where a catch-all does', () => {
    const { socket, tell, arrives } = watched();
    arrives('news', 1);
    arrives('news', 2);
    expect(tell.mock.calls).toEqual([['no-listener', { event: 'news', namespace: '/', acked: 0 }]]);
    const heard = vi.fn();
    socket.onAny?.(heard);
    arrives('other');
    expect(heard).toHaveBeenCalledWith('other');
    expect(tell).toHaveBeenCalledTimes(1);
  });
  test('tells of a listener that came late, and passes everything on', () => {
    const { socket, tell, arrives } = watched();
    arrives('news', 1);
    const heard = vi.fn();
    expect(socket.on?.('news', heard)).toBe(socket);
    expect(tell).toHaveBeenLastCalledWith('late-listener', { event: 'news', namespace: '/' });
    arrives('news', 2);
    expect(heard.mock.calls).toEqual([[2]]);
  });
  test('tells of a refusal that nobody listens for, and of a transport that fails', () => {
    const { socket, tell } = watched();
    socket.emitReserved?.('connect_error', new Error('no'));
    socket.emitReserved?.('connect_error', Object.assign(new Error('xhr poll error'), { type: 'TransportError', description: 0 }));
    expect(tell.mock.calls).toEqual([
      ['refused-unheard', { namespace: '/', message: 'no' }],
      ['transport-error', { message: 'xhr poll error', status: 0 }],
    ]);
  });
  test('is watched once, and nothing else is', () => {
    const { socket } = watched();
    const before = socket.onevent;
    expect(observe(socket, vi.fn()).onevent).toBe(before);
    expect(observe(undefined, vi.fn())).toBeUndefined();
    expect(observe(5, vi.fn())).toBe(5);
  });
});

test('the server’s classes have the methods that are watched', () => {
  const { Socket, Namespace } = require('socket.io') as { Socket: { prototype: Record<string, unknown> }; Namespace: { prototype: Record<string, unknown> } };
  for (const name of ['onevent', 'run', 'ack', 'on', 'use', '_onclose', 'packet', 'emitUntyped', 'listenersAny']) expect(typeof Socket.prototype[name], name).toBe('function');
  for (const name of ['use', 'on', '_doConnect', 'to']) expect(typeof Namespace.prototype[name], name).toBe('function');
});

describe('what JSON can’t hold', () => {
  const circle: { self?: unknown } = {};
  circle.self = [circle];
  test.each<[unknown, string | undefined]>([
    [new Map(), 'Map'], [{ a: [new Set()] }, 'Set'], [Promise.resolve(1), 'Promise'], [/x/, 'RegExp'], [new Error('x'), 'Error'], [circle, 'circular'],
    [{ a: 1, b: [null, undefined, 'x'] }, undefined], [new Date(), undefined], [Buffer.from('x'), undefined], [new ArrayBuffer(1), undefined], [{ toJSON: () => 'x', m: new Map() }, undefined], [[{}, {}], undefined],
  ])('%s', (value, what) => expect(lostIn([value])?.what).toBe(what));
  test('is searched within bounds', () => {
    let deep: unknown = new Map();
    for (let i = 0; i < 10_000; i++) deep = [deep];
    expect(lostIn([deep])).toBeUndefined();
    expect(lostIn([Array.from({ length: 1_000_000 }, () => 1)])).toBeUndefined();
    expect(lostIn([{ get x() { throw new Error('mine'); } }])).toBeUndefined();
  });
  test('the same thing twice is no circle', () => {
    const one = { a: 1 };
    expect(lostIn([{ x: one, y: one }])).toBeUndefined();
  });
});

test('handlers that are alike by accident are none', () => {
  const make = (n: number) => () => n;
  let handlers = [make(1), make(2)];
  const emitter = { listeners: () => handlers };
  expect(repeated(emitter, 'x'), 'two from the beginning').toBeUndefined();
  handlers = [...handlers, make(3)];
  expect(repeated(emitter, 'x'), 'one more since').toBe(3);
  const same = make(1);
  expect(repeated({ listeners: () => [same, same] }, 'x'), 'the same function').toBe(2);
});
