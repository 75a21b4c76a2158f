import { describe, expect, it } from 'vitest';
import { findable } from '../../../src/components/glossary/filter.ts';
import { nearNames, slips } from '../../../src/search/near.ts';

const name = (id: string, label: string, thai: string) => ({ id, label, find: findable(`${id} ${label} ${thai}`) });
const NAMES = [
  name('handshake', 'Handshake', 'แฮนด์เชก'),
  name('keep-alive', 'Keep-alive (persistent connection)', 'คีปอะไลฟ์'),
  name('opcode', 'Opcode', 'ออปโค้ด'),
  name('room', 'Room', 'รูม (ห้อง)'),
  name('websocket', 'WebSocket', 'เว็บซ็อกเก็ต'),
];
const near = (typed: string) => nearNames(typed, NAMES).map(({ id }) => id);

describe('what a reader may have meant', () => {
  it.each([
    ['hanshake', 'handshake'],
    ['handhsake', 'handshake'],
    ['Hand-shakes', 'handshake'],
    ['webscoket', 'websocket'],
    ['web sockt', 'websocket'],
    ['opcdoe', 'opcode'],
    ['persistant', 'keep-alive'],
    ['เว็บซ็อคเก็ต', 'websocket'],
    ['แฮนเชค', 'handshake'],
    ['ห้อง', 'room'],
  ])('%s is near %s', (typed, id) => {
    expect(near(typed)).toEqual([id]);
  });

  it.each(['zzzqqq', 'hand over', 'x', '', '   ', '!?', 'อะไรก็ไม่รู้'])('nothing is near %j', (typed) => {
    expect(near(typed)).toEqual([]);
  });

  it('counts slips of a finger, a swap of neighbours as one', () => {
    expect([slips('', ''), slips('abc', 'abc'), slips('abc', 'acb'), slips('abc', 'ab'), slips('abc', 'xbc'), slips('', 'ab')]).toEqual([0, 0, 1, 1, 1, 2]);
  });
});
