/**
 * Builds the guest's prelude: the real, unmodified `socket.io` with its parser and adapter, and our shims for what
 * Node would give it. Built once for each set of versions and sources, and kept beside node_modules.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const guest = join(here, 'guest');
const require = createRequire(import.meta.url);
const PACKAGES = ['socket.io', 'socket.io-parser', 'socket.io-adapter', 'buffer', 'events', 'esbuild', 'quickjs-wasi'];

/** What the bundle depends on: our sources and the versions of the packages in it. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of [...readdirSync(guest)].sort()) hash.update(file).update(readFileSync(join(guest, file)));
  hash.update(readFileSync(join(here, 'bundle.ts')));
  for (const name of PACKAGES) hash.update(name).update(versionOf(name));
  return hash.digest('hex').slice(0, 20);
}
function versionOf(name: string): string {
  let folder = dirname(require.resolve(name === 'quickjs-wasi' ? 'quickjs-wasi/package.json' : name === 'buffer' ? 'buffer/' : name === 'events' ? 'events/' : name));
  for (;;) {
    try {
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: string; version: string };
      if (manifest.name === name) return manifest.version;
    } catch {
      // Not the package's root yet.
    }
    folder = dirname(folder);
  }
}

/** Where the built prelude is kept: beside node_modules, or in the system's temporary folder where that is read-only. */
function cacheFolder(): string {
  const wanted = join(here, '..', '..', '..', 'node_modules', '.cache', 'saitrong');
  try {
    mkdirSync(wanted, { recursive: true });
    return wanted;
  } catch {
    const other = join(tmpdir(), 'saitrong-cache');
    mkdirSync(other, { recursive: true });
    return other;
  }
}

/** The prelude's source. Throws esbuild's error where our own sources are broken. */
export async function guestBundle(): Promise<string> {
  const file = join(cacheFolder(), `guest-${fingerprint()}.js`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Not built yet for these versions.
  }
  const { build } = await import('esbuild');
  const shim = (name: string) => join(guest, `${name}.ts`);
  const result = await build({
    entryPoints: [join(guest, 'entry.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'neutral',
    mainFields: ['main'],
    conditions: ['require', 'node'],
    target: 'es2022',
    minify: true,
    // Names stay, because learners see them: "TypeError: not a function" is poor enough.
    keepNames: true,
    legalComments: 'none',
    define: { __dirname: '"/"' },
    alias: {
      'engine.io': shim('engine'),
      http: shim('http-module'),
      path: shim('path-module'),
      fs: shim('stubs'),
      zlib: shim('stubs'),
      stream: shim('stubs'),
      ws: shim('stubs'),
      accepts: shim('stubs'),
      cors: shim('stubs'),
      crypto: shim('crypto-stub'),
      debug: shim('debug'),
      buffer: require.resolve('buffer/'),
      events: require.resolve('events/'),
    },
  });
  const code = result.outputFiles[0]?.text ?? '';
  // Written beside and renamed, so that two processes that start at once never read half a file.
  const half = `${file}.${process.pid}`;
  writeFileSync(half, code);
  renameSync(half, file);
  return code;
}
