import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../../../playground-server/config.ts';
import { listen, tryPorts } from '../../../playground-server/listen.ts';

const opened: Server[] = [];
afterEach(() => Promise.all(opened.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))));

/** A listener of somebody else's, on a port that the system chose. */
async function somebodyElse(): Promise<number> {
  const server = createServer();
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return (server.address() as AddressInfo).port;
}
/** Two ports that were free a moment ago. */
async function twoFree(): Promise<[number, number]> {
  const ports = [await somebodyElse(), await somebodyElse()] as [number, number];
  await Promise.all(opened.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
async function refusal(attempt: Promise<void>): Promise<ConfigError> {
  const error = await attempt.then(() => undefined, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConfigError);
  const { th, en } = error as ConfigError;
  for (const sentence of [th, en]) expect(sentence).not.toContain('\n');
  expect(th).toMatch(/\p{Script=Thai}/u);
  return error as ConfigError;
}

describe('an address that is not to be had', () => {
  // Documentation's own address (RFC 5737), a name that leads nowhere (RFC 6761), link-local without its zone, multicast.
  test.each(['203.0.113.7', 'nowhere.invalid', 'fe80::1', 'ff02::1'])('HOST=%s', async (host) => {
    const server = createServer();
    opened.push(server);
    const { variable, en } = await refusal(listen(server, 'PORT', 41_999, host));
    expect([variable, en]).toEqual(['HOST', expect.stringContaining(`HOST=${host} is not an address of this machine`)]);
  });
});

describe('both ports are tried beforehand', () => {
  test('and are free again after', async () => {
    const [port, linePort] = await twoFree();
    await tryPorts({ port, linePort, host: undefined });
    await tryPorts({ port, linePort, host: '127.0.0.1' });
  });
  test('the one in use is named, with what to type instead', async () => {
    const [free, taken] = [(await twoFree())[0], await somebodyElse()];
    const first = await refusal(tryPorts({ port: taken, linePort: free, host: undefined }));
    expect([first.variable, first.en]).toEqual(['PORT', expect.stringMatching(new RegExp(`^Port ${taken} \\(PORT\\) is in use .* PORT=4000 npm start\\.$`))]);
    const second = await refusal(tryPorts({ port: free, linePort: taken, host: undefined }, 'npm run dev'));
    expect([second.variable, second.en]).toEqual(['LINE_PORT', expect.stringContaining('LINE_PORT=4000 npm run dev')]);
  });
});
