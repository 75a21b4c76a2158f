import type { NetworkInterfaceInfo } from 'node:os';
import { encode } from 'uqr';
import { describe, expect, test } from 'vitest';
import { announce, lanAddresses } from '../../../playground-server/announce.ts';
import { columns, padColumns } from '../../../playground-server/terminal.ts';

const entry = (address: string, internal = false): NetworkInterfaceInfo =>
  ({ address, internal, family: address.includes(':') ? 'IPv6' : 'IPv4', netmask: '', mac: '', cidr: null }) as NetworkInterfaceInfo;
const interfaces = {
  lo: [entry('127.0.0.1', true), entry('::1', true)],
  docker0: [entry('172.17.0.1')],
  wlan0: [entry('192.168.1.23'), entry('fe80::1'), entry('2001:db8::5')],
  auto: [entry('169.254.3.4')],
};

describe('lanAddresses', () => {
  test('likely ones first, containers’ last, no link-local', () => expect(lanAddresses(interfaces, '::')).toEqual(['192.168.1.23', '172.17.0.1']));
  test('the address that is listened on narrows them', () => {
    expect(lanAddresses(interfaces, '192.168.1.23')).toEqual(['192.168.1.23']);
    expect(lanAddresses(interfaces, '127.0.0.1')).toEqual([]);
    expect(lanAddresses(interfaces, '0.0.0.0')).toEqual(['192.168.1.23', '172.17.0.1']);
  });
  test('IPv6 where there is nothing else', () => expect(lanAddresses({ eth0: [entry('2001:db8::5')] }, '::')).toEqual(['2001:db8::5']));
});

/** The code as modules, dark = true, read back from what was printed. */
function printedCode(text: string, colour: boolean): boolean[][] {
  const rows = text.split('\n').map((row) => row.replace(/\x1b\[[\d;]*m/g, '').slice(2)).filter((row) => /[█▀▄]{3}/.test(row) && !row.includes('─'));
  return rows.flatMap((row) => [
    [...row].map((sign) => (sign === '█' || sign === '▀') === colour),
    [...row].map((sign) => (sign === '█' || sign === '▄') === colour),
  ]);
}

test('columns: Thai marks above and below take none', () => {
  expect(columns('เครื่องนี้')).toBe(6);
  expect(padColumns('ที่', 3)).toBe('ที่  ');
});

describe('announce', () => {
  const config = { port: 3000, linePort: 3001, host: undefined, publicUrl: null, lineUrl: null };
  test('this machine, the LAN with a QR code, the firewall’s two ports, how to stop', () => {
    const text = announce({ config, bound: '::', lan: ['192.168.1.23', '172.17.0.1'], colours: 1 });
    for (const part of ['http://localhost:3000', 'http://192.168.1.23:3000', 'http://172.17.0.1:3000', '▀', '3001', 'Ctrl-C', 'client isolation', 'Wi-Fi เดียวกัน']) expect(text).toContain(part);
    expect(text).not.toContain('\x1b');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
  test.each([1, 4, 8, 24])('the code says the first LAN address, in %i bits of colour', (colours) => {
    const text = announce({ config, bound: '::', lan: ['192.168.1.23'], colours });
    const code = encode('http://192.168.1.23:3000', { ecc: 'L', border: 2 });
    const printed = printedCode(text, colours > 1);
    const isEdge = (y: number): boolean => y < 2 || y >= code.size - 2;
    // An all-light row of a coloured code is blank, so rows are matched from the first that shows anything.
    const first = code.data.findIndex((row, y) => !isEdge(y) && row.some(Boolean));
    const at = printed.findIndex((row) => row.some(Boolean));
    for (let y = first; y < code.size - 2; y++) expect(printed[at + y - first]).toEqual(code.data[y]);
  });
  test('without a LAN it says so and draws no code', () => {
    const text = announce({ config, bound: '::', lan: [], colours: 8 });
    expect(text).toContain('http://localhost:3000');
    expect(text).not.toContain('▀');
    expect(text).toContain('No LAN found');
  });
  test.each([
    ['127.0.0.1', '127.0.0.1', 'http://127.0.0.1:3000'],
    ['::1', '::1', 'http://[::1]:3000'],
    ['localhost', '127.0.0.1', 'http://localhost:3000'],
  ])('HOST=%s keeps to this machine: no code, no words about phones’ Wi-Fi, what to do in both languages', (host, bound, here) => {
    const text = announce({ config: { ...config, host }, bound, lan: [], colours: 8 });
    expect(text).toContain(here);
    expect(text).not.toMatch(/▀|Wi-Fi|firewall|No LAN/);
    expect(text).toContain(`HOST=${host} เปิดได้จากเครื่องนี้เท่านั้น`);
    expect(text).toContain(`HOST=${host} keeps it to this machine`);
  });
  test('HOST as a name stands for the address behind it', () => {
    const text = announce({ config: { ...config, host: 'teacher.local' }, bound: '192.168.1.23', lan: lanAddresses(interfaces, '192.168.1.23'), colours: 1 });
    expect(text).toContain('http://teacher.local:3000');
    expect(text).toContain('http://192.168.1.23:3000');
  });
  test('PUBLIC_URL is the address that the code holds', () => {
    const text = announce({ config: { ...config, publicUrl: 'https://class.example' }, bound: '::', lan: ['10.0.0.1'], colours: 1 });
    expect(text.match(/^ *(ที่อยู่ · Address +)?https:\/\/class\.example$/gm)).toHaveLength(2);
    expect(text).toContain('LINE_URL');
  });
  test('behind a proxy: what it must pass where, and nothing about Wi-Fi where only it can reach us', () => {
    const behind = { ...config, host: '127.0.0.1', publicUrl: 'https://class.example', lineUrl: 'https://line.class.example' };
    const text = announce({ config: behind, bound: '127.0.0.1', lan: [], colours: 1 });
    expect(text).toContain('pass class.example to port 3000');
    expect(text).toContain('line.class.example to port 3001');
    expect(text).not.toMatch(/Wi-Fi|hotspot|recordings only/);
    const alone = announce({ config: { ...behind, publicUrl: 'http://class.example', lineUrl: null }, bound: '127.0.0.1', lan: [], colours: 1 });
    expect(alone).toContain('LINE_URL is not');
  });
});
