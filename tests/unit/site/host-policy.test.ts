import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { ADDRESSES_FRESH_MS, createHostPolicy, type HostPolicy, type Machine } from '../../../playground-server/site/host-policy.ts';

const machine = { name: 'Teacher-Laptop', list: ['127.0.0.1', '192.168.1.23', 'fe80::1:2', '::1'], clock: 0 };
const fake: Machine = { hostname: () => machine.name, addresses: () => machine.list, now: () => machine.clock };
const config = { host: undefined, publicUrl: 'https://class.example', lineUrl: 'https://line.class.example:8443', allowedHosts: ['class.test'] };
let policy: HostPolicy;
beforeEach(() => {
  machine.list = ['127.0.0.1', '192.168.1.23', 'fe80::1:2', '::1'];
  machine.clock = 0;
  policy = createHostPolicy(config, fake);
});

describe('Host', () => {
  test.each([
    'localhost', 'localhost:3000', 'LocalHost:3000', 'localhost.', '127.0.0.1:3000', '127.9.9.9', '[::1]:3000', '[::ffff:127.0.0.1]:3000', '[::ffff:192.168.1.23]', '192.168.1.23:3000',
    '[fe80::1:2]:3000', 'teacher-laptop', 'teacher-laptop.local:3000', 'class.example', 'line.class.example:8443', 'class.test:1',
  ])('%s is ours', (host) => expect(policy.isAllowedHost(host)).toBe(true));

  test.each([
    undefined, '', 'evil.example', 'localhost.evil.example', 'evil.localhost.example', '192.168.1.24', '0.0.0.0:3000', '[::]:3000', '8.8.8.8', '[::ffff:8.8.8.8]',
    'localhost@evil.example', 'localhost/evil', 'localhost evil', 'localhost,evil', 'localhost:99999', 'localhost:x', 'other.class.example',
  ])('%s is not', (host) => expect(policy.isAllowedHost(host)).toBe(false));

  test('any other name is refused', () => {
    fc.assert(fc.property(fc.domain(), (name) => !policy.isAllowedHost(name)));
  });
});

test('a machine that changes its network is followed', () => {
  expect(policy.isAllowedHost('192.168.1.23')).toBe(true);
  machine.list = ['127.0.0.1', '10.0.0.7'];
  machine.clock += ADDRESSES_FRESH_MS;
  expect(policy.isAllowedHost('192.168.1.23')).toBe(false);
  expect(policy.isAllowedHost('10.0.0.7:3000')).toBe(true);
});

describe('Origin', () => {
  test.each([undefined, 'http://localhost:3000', 'https://class.example', 'http://192.168.1.23:3000', 'http://class.test', 'HTTP://LOCALHOST'])(
    '%s may',
    (origin) => expect(policy.isAllowedOrigin(origin)).toBe(true),
  );
  test.each(['', 'null', 'http://evil.example', 'file://', 'ftp://localhost', 'http://localhost/', 'http://localhost@evil.example', 'chrome-extension://localhost', 'http://localhost http://evil.example', 'localhost'])(
    '%s may not',
    (origin) => expect(policy.isAllowedOrigin(origin)).toBe(false),
  );
});

test('HOST given as a name is answered, a wildcard is not', () => {
  const named = createHostPolicy({ ...config, host: 'room.lan' }, fake);
  expect(named.isAllowedHost('room.lan:3000')).toBe(true);
  const wild = createHostPolicy({ ...config, host: '0.0.0.0' }, fake);
  expect(wild.isAllowedHost('0.0.0.0:3000')).toBe(false);
});
