import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, pageHeaders } from '../../../playground-server/site/security.ts';

const config = { linePort: 3001, lineUrl: null as string | null, publicUrl: null as string | null };
function directive(name: string, policy: string): string | undefined {
  return policy.split('; ').find((part) => part.startsWith(`${name} `))?.slice(name.length + 1);
}
function connect(host: string, over: Partial<typeof config> = {}): string | undefined {
  return directive('connect-src', contentSecurityPolicy({ host, config: { ...config, ...over }, scriptHashes: [] }));
}

describe('connect-src names this origin and the line, nothing else', () => {
  test('by name', () => expect(connect('localhost:3000')).toBe("'self' ws://localhost:3000 http://localhost:3001 ws://localhost:3001"));
  test('by address', () => expect(connect('192.168.1.5:3000')).toBe("'self' ws://192.168.1.5:3000 http://192.168.1.5:3001 ws://192.168.1.5:3001"));
  test('an IPv6 address can’t be written in a policy: its ports are', () => {
    expect(connect('[::1]:3000')).toBe("'self' ws://*:3000 http://*:3001 ws://*:3001");
    expect(connect('class.example', { publicUrl: 'https://class.example', lineUrl: 'https://[2001:db8::5]:8443' })).toBe(
      "'self' wss://class.example https://*:8443 wss://*:8443",
    );
  });
  test('on port 80', () => expect(connect('class.test')).toBe("'self' ws://class.test http://class.test:3001 ws://class.test:3001"));
  test('LINE_URL', () =>
    expect(connect('class.example', { publicUrl: 'https://class.example', lineUrl: 'https://line.class.example' })).toBe(
      "'self' wss://class.example https://line.class.example wss://line.class.example",
    ));
  test('HTTPS without LINE_URL', () =>
    expect(connect('class.example', { publicUrl: 'https://class.example' })).toBe("'self' wss://class.example https://class.example:3001 wss://class.example:3001"));
});

test('frames: the line listener alone, where programs run their clients', () => {
  const frames = (over: Partial<typeof config>, host = 'class.test:3000') => directive('frame-src', contentSecurityPolicy({ host, config: { ...config, ...over }, scriptHashes: [] }));
  expect(frames({})).toBe('http://class.test:3001');
  expect(frames({ publicUrl: 'https://class.example', lineUrl: 'https://line.class.example' }, 'class.example')).toBe('https://line.class.example');
});

test('scripts: this origin, WebAssembly and the hashes; never unsafe-inline or unsafe-eval', () => {
  const policy = contentSecurityPolicy({ host: 'localhost', config, scriptHashes: ["'sha256-abc='"] });
  expect(directive('script-src', policy)).toBe("'self' 'wasm-unsafe-eval' 'sha256-abc='");
  expect(directive('default-src', policy)).toBe("'none'");
  for (const name of ['object-src', 'base-uri', 'frame-ancestors']) expect(directive(name, policy)).toBe("'none'");
});

test('Cross-Origin-Opener-Policy goes with HTTPS only', () => {
  const headersFor = (host: string) => pageHeaders({ host, config: { ...config, publicUrl: 'https://class.example' }, scriptHashes: [] });
  expect(headersFor('class.example')['Cross-Origin-Opener-Policy']).toBe('same-origin');
  expect(headersFor('192.168.1.5:3000')['Cross-Origin-Opener-Policy']).toBeUndefined();
});
