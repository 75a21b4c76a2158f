import { describe, expect, test } from 'vitest';
import { framePolicy } from '../../../playground-server/programs/frame.ts';

const of = (host: string, secure = false, parent = `http${secure ? 's' : ''}://${host.replace('3001', '3000')}`) =>
  new Map(framePolicy({ program: 'ID', host, secure, parent }).split('; ').map((part) => [part.split(' ', 1)[0], part.split(' ').slice(1).join(' ')]));

describe('the policy of a client page', () => {
  test('names its program’s own paths and what all programs share, nothing else', () => {
    const policy = of('class.test:3001');
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('script-src')).toBe("'unsafe-inline' http://class.test:3001/play/ID/ http://class.test:3001/play/-/ http://class.test:3001/socket.io/");
    expect(policy.get('font-src')).toBe('data: http://class.test:3001/play/-/');
    expect(policy.get('connect-src')).toBe('http://class.test:3001/play/ID/ ws://class.test:3001/play/ID/');
    expect(policy.get('frame-ancestors')).toBe('http://class.test:3000');
  });
  test('by https it speaks wss; without a workbench nobody may frame it', () => {
    const policy = of('line.example', true, '');
    expect(policy.get('connect-src')).toBe('https://line.example/play/ID/ wss://line.example/play/ID/');
    expect(policy.get('frame-ancestors')).toBe("'none'");
  });
  test('an IPv6 address, which a policy can’t name, is its ports', () => {
    const policy = of('[::1]:3001');
    expect(policy.get('connect-src')).toBe('http://*:3001/play/ID/ ws://*:3001/play/ID/');
    expect(policy.get('frame-ancestors')).toBe('http://*:3000');
  });
});
