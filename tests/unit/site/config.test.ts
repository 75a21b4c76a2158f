import { describe, expect, test } from 'vitest';
import { ConfigError, hostnameOf, readConfig, type Environment } from '../../../playground-server/config.ts';

function refusal(env: Environment): ConfigError {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return error as ConfigError;
  }
  throw new Error(`accepted ${JSON.stringify(env)}`);
}

test('with an empty environment: ports 3000 and 3001, every address, no proxy', () => {
  expect(readConfig({})).toEqual({ port: 3000, linePort: 3001, host: undefined, publicUrl: null, lineUrl: null, allowedHosts: [] });
});

test('empty and blank values count as unset', () => {
  expect(readConfig({ PORT: '', LINE_PORT: ' ', HOST: '', PUBLIC_URL: '', LINE_URL: ' ', ALLOWED_HOSTS: ' , ' })).toEqual(readConfig({}));
});

describe('ports', () => {
  test('LINE_PORT follows PORT', () => {
    expect(readConfig({ PORT: '8080' })).toMatchObject({ port: 8080, linePort: 8081 });
    expect(readConfig({ PORT: ' 80 ', LINE_PORT: '9000' })).toMatchObject({ port: 80, linePort: 9000 });
  });

  test.each(['0', '-1', '65536', '99999', '3000x', '0x50', '3e3', '30.5', 'NaN', 'Infinity', 'http', '๓๐๐๐', '1 2'])('PORT=%s is refused by name', (PORT) => {
    expect(refusal({ PORT }).variable).toBe('PORT');
    expect(refusal({ LINE_PORT: PORT }).variable).toBe('LINE_PORT');
  });

  test('the last port leaves no room for LINE_PORT', () => {
    expect(refusal({ PORT: '65535' }).variable).toBe('LINE_PORT');
    expect(readConfig({ PORT: '65535', LINE_PORT: '65534' }).port).toBe(65535);
  });

  test('equal ports are refused', () => {
    expect(refusal({ PORT: '4000', LINE_PORT: '4000' }).variable).toBe('LINE_PORT');
  });
});

describe('HOST', () => {
  test.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::1', '::1'],
    ['[::1]', '::1'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['localhost', 'localhost'],
    ['0.0.0.0', '0.0.0.0'],
  ])('%s', (HOST, host) => expect(readConfig({ HOST }).host).toBe(host));

  test.each(['http://localhost', 'localhost:3000', 'a b', '*', '-x', 'x/y', 'a..b', '3000', '10.5', '999.1.1.1', '224.0.0.1', '255.255.255.255'])('%s is refused', (HOST) => {
    expect(refusal({ HOST }).variable).toBe('HOST');
  });
});

describe.each(['PUBLIC_URL', 'LINE_URL'] as const)('%s', (name) => {
  const key = name === 'PUBLIC_URL' ? 'publicUrl' : 'lineUrl';
  test.each([
    ['https://class.example', 'https://class.example'],
    ['https://class.example/', 'https://class.example'],
    ['HTTP://Class.Example:8080', 'http://class.example:8080'],
    ['https://class.example:443', 'https://class.example'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['https://class.example.', 'https://class.example'],
  ])('%s', (value, origin) => expect(readConfig({ [name]: value })[key]).toBe(origin));

  test.each([
    'class.example',
    'class.example:3000',
    'localhost:3000',
    'ftp://class.example',
    'ws://class.example',
    'https:class.example',
    'https://',
    'https://class.example/course',
    'https://class.example/?',
    'https://class.example/#top',
    'https://class.example?x=1',
    'https://me:secret@class.example',
    'https://class.example:99999',
    '//class.example',
    'https://*.example',
    'https://a.example,https://b.example',
  ])('%s is refused', (value) => expect(refusal({ [name]: value }).variable).toBe(name));
});

test('PUBLIC_URL and LINE_URL must differ, and HTTPS pages need HTTPS lines', () => {
  expect(refusal({ PUBLIC_URL: 'https://a.example', LINE_URL: 'https://a.example/' }).variable).toBe('LINE_URL');
  expect(refusal({ PUBLIC_URL: 'https://a.example', LINE_URL: 'http://line.a.example' }).variable).toBe('LINE_URL');
  expect(readConfig({ PUBLIC_URL: 'http://a.example', LINE_URL: 'https://line.a.example' }).lineUrl).toBe('https://line.a.example');
});

describe('ALLOWED_HOSTS', () => {
  test('names and addresses, by commas or spaces, in canonical form, once each', () => {
    expect(readConfig({ ALLOWED_HOSTS: 'Class.Test, 10.0.0.5 fe80::1,class.test.,room:3000,ห้องเรียน.ไทย' }).allowedHosts).toEqual([
      'class.test',
      '10.0.0.5',
      '[fe80::1]',
      'room',
      'xn--72c0b0ad2bm2dwesd.xn--o3cw4h',
    ]);
  });
  test.each(['*', '*.class.test', 'http://class.test', 'class.test/x', 'a@b', '.class.test', 'a..b', '<b>', '.local', 'one.test;two.test', 'a=b', '3000', '10.0.5', '0x7f000001', 'class.test:x', '[::1', '::1]:80'])('%s is refused', (ALLOWED_HOSTS) => {
    expect(refusal({ ALLOWED_HOSTS: `ok.test,${ALLOWED_HOSTS}` }).variable).toBe('ALLOWED_HOSTS');
  });
});

test('every refusal is one line in each language that names its variable', () => {
  const wrong: Environment[] = [
    { PORT: 'x\ny' },
    { PORT: '65535' },
    { PORT: '1', LINE_PORT: '1' },
    { HOST: 'a b' },
    { PUBLIC_URL: 'x'.repeat(500) },
    { LINE_URL: 'https://a.example/path' },
    { ALLOWED_HOSTS: '"><script>' },
  ];
  for (const env of wrong) {
    const error = refusal(env);
    for (const text of [error.th, error.en]) {
      expect(text).toContain(error.variable);
      expect(text).not.toContain('\n');
      expect(text.length).toBeLessThan(300);
    }
    expect(error.th).toMatch(/\p{Script=Thai}/u);
    expect(error.en).not.toMatch(/\p{Script=Thai}/u);
  }
});

test('hostnameOf gives the one form that URLs give', () => {
  expect(hostnameOf('LOCALHOST:3000')).toBe('localhost');
  expect(hostnameOf('[0:0::1]:80')).toBe('[::1]');
  expect(hostnameOf('127.1')).toBe('127.0.0.1');
  expect(hostnameOf('')).toBeUndefined();
  expect(hostnameOf('a:b')).toBeUndefined();
});
