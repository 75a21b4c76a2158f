import { describe, expect, it } from 'vitest';
import { findable, matches } from '../../../src/components/glossary/filter.ts';

const handshake = findable('handshake แฮนด์เชก Handshake แฮนด์-เชก HAND-shayk');
const duplex = findable('full-duplex ฟูลดูเพล็กซ์ Full-duplex');
const names = {
  websocket: findable('websocket เว็บซ็อกเก็ต WebSocket เว็บ-ซ็อก-เก็ต'),
  packet: findable('packet แพ็กเก็ต Packet'),
  polling: findable('long-polling ลองโพลลิง Long polling ลอง โพล-ลิง'),
  protocols: findable('switching-protocols 101 สวิตชิงโพรโทคอล 101 Switching Protocols'),
  header: findable('header เฮดเดอร์ Header'),
};

describe('the glossary’s filter', () => {
  it.each(['hand', 'HANDSHAKE', 'Hand shake', 'shayk', 'แฮนด์', 'แฮนดเชก', 'แฮนด์เชก', 'แฮนเชค', ' เชค '])('finds Handshake by %j', (typed) => {
    expect(matches(handshake, typed)).toBe(true);
  });

  it.each(['full duplex', 'full-duplex', 'fullduplex', 'FULL‐DUPLEX', 'ฟูล', 'ดูเพลกซ'])('finds Full-duplex by %j', (typed) => {
    expect(matches(duplex, typed)).toBe(true);
  });

  it.each([
    ['websocket', 'เว็บซ็อกเก็ต'],
    ['websocket', 'เวบซอกเกต'],
    ['websocket', 'เว็บซ็อคเก็ต'],
    ['packet', 'แพ็คเก็ต'],
    ['packet', 'แพคเกต'],
    ['polling', 'โพลิง'],
    ['polling', 'ลองโพลลิ่ง'],
    ['protocols', 'โปรโตคอล'],
    ['header', 'เฮดเดอ'],
    ['header', 'เฮดเด้อร์'],
  ] as const)('finds %s as Thai readers may write it, %j', (term, typed) => {
    expect(matches(names[term], typed)).toBe(true);
    expect(Object.values(names).filter((name) => matches(name, typed))).toHaveLength(1);
  });

  it('wants every word', () => {
    expect(matches(duplex, 'full hand')).toBe(false);
    expect(matches(handshake, 'มือ')).toBe(false);
  });

  it('shows all for nothing', () => {
    expect(matches(handshake, '')).toBe(true);
    expect(matches(handshake, '   ')).toBe(true);
  });

  it('does not count accents on Latin letters', () => {
    expect(matches(findable('Café'), 'cafe')).toBe(true);
  });
});
