/**
 * Builds what the sandbox is made of, once for each set of versions and sources, and keeps it beside node_modules:
 * - `guest.bin`: the real, unmodified `socket.io` with its parser and adapter and our shims of what Node would give it,
 *   compiled to the engine's bytecode (a program then starts in a quarter of the time that parsing takes);
 * - `host.mjs`, `worker.cjs`: the child process and its threads as plain JavaScript, so that no thread loads a compiler;
 * - QuickJS itself, so that the child process needs to read this one folder and nothing else.
 *
 * Bytecode is as trusted as native code: it is made here from our own sources, and never taken from a guest.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import type { BuildOptions } from 'esbuild';
import { PARTS } from '../../../protocol/not-here.ts';
import { keepCauses } from './awaits.ts';

const here = dirname(fileURLToPath(import.meta.url));
const guest = join(here, 'guest');
const protocol = join(here, '..', '..', '..', 'protocol');
const require = createRequire(import.meta.url);
/** Packages whose code is in the bundles, by the file that `require.resolve` finds them by. */
const PACKAGES: Record<string, string> = {
  'socket.io': 'socket.io',
  'socket.io-parser': 'socket.io-parser',
  'socket.io-adapter': 'socket.io-adapter',
  buffer: 'buffer/',
  events: 'events/',
  esbuild: 'esbuild',
  'quickjs-wasi': 'quickjs-wasi/package.json',
};
/** Files of QuickJS that the child process reads. */
export const ENGINE_FILES = ['quickjs.wasm', 'url.so', 'encoding.so', 'structured-clone.so'] as const;

/** What the bundles depend on: our sources, the packages' versions, and the Node that runs them. */
function fingerprint(): string {
  const hash = createHash('sha256').update(process.versions.node);
  for (const folder of [here, guest, protocol]) {
    for (const file of readdirSync(folder).sort()) if (file.endsWith('.ts')) hash.update(file).update(readFileSync(join(folder, file)));
  }
  for (const name of Object.keys(PACKAGES)) hash.update(name).update(versionOf(name));
  return hash.digest('hex').slice(0, 20);
}
function versionOf(name: string): string {
  for (let folder = dirname(require.resolve(PACKAGES[name] ?? name)); ; folder = dirname(folder)) {
    try {
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: string; version: string };
      if (manifest.name === name) return manifest.version;
    } catch {
      if (folder === dirname(folder)) throw new Error(`The package ${name} is not installed: run npm install`);
    }
  }
}

/**
 * The sandbox's folder, built if it is not there yet (about half a second, once). Throws esbuild's error where our own
 * sources are broken, and a sentence where a package is missing.
 */
export async function sandboxFolder(): Promise<string> {
  const cache = join(here, '..', '..', '..', 'node_modules', '.cache', 'saitrong');
  const wanted = join(cache, `sandbox-${fingerprint()}`);
  if (existsSync(wanted)) {
    used(wanted);
    return wanted;
  }
  let half: string;
  try {
    mkdirSync(cache, { recursive: true });
    half = mkdtempSync(join(cache, 'building-'));
  } catch {
    // Read-only installation: a folder of this process's own, because others could write into a shared one.
    half = mkdtempSync(join(tmpdir(), 'saitrong-sandbox-'));
    await build(half);
    process.on('exit', () => rmSync(half, { recursive: true, force: true }));
    return half;
  }
  await build(half);
  try {
    // Built beside and renamed, so that two processes that start at once never read half a folder.
    renameSync(half, wanted);
  } catch {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(wanted)) throw new Error(`The sandbox could not be built into ${wanted}`);
  }
  clean(cache, Date.now() - UNUSED_MS);
  return wanted;
}

/** A folder is read within moments of being asked for; who runs from it holds it in memory. */
const UNUSED_MS = 10 * 60_000;
function used(folder: string): void {
  try {
    utimesSync(folder, new Date(), new Date());
  } catch {
    // Read-only: nobody cleans there either.
  }
}
/** Removes the sandboxes of other versions, and halves of them, that nobody has used since `since` (ms). */
export function clean(cache: string, since: number): void {
  for (const name of readdirSync(cache)) {
    if (!/^(sandbox|building)-/.test(name)) continue;
    const folder = join(cache, name);
    try {
      if (statSync(folder).mtimeMs < since) rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another process was faster.
    }
  }
}

async function build(folder: string): Promise<void> {
  for (const file of ENGINE_FILES) cpSync(require.resolve(`quickjs-wasi/${file}`), join(folder, file));
  const node: BuildOptions = { bundle: true, platform: 'node', format: 'esm', target: 'node22', legalComments: 'none', minifySyntax: true, minifyWhitespace: true, write: false };
  const [host, worker, prelude] = await Promise.all([
    bundle({ ...node, entryPoints: [join(here, 'host.ts')] }),
    // CommonJS: a thread that needs no module loader starts sooner.
    bundle({ ...node, format: 'cjs', entryPoints: [join(here, 'worker.ts')] }),
    guestPrelude(),
  ]);
  writeFileSync(join(folder, 'host.mjs'), host);
  writeFileSync(join(folder, 'worker.cjs'), worker);
  writeFileSync(join(folder, 'guest.bin'), await bytecodeOf(prelude));
}
async function bundle(options: BuildOptions): Promise<string> {
  const { build } = await import('esbuild');
  const result = await build({ ...options, write: false });
  return result.outputFiles[0]?.text ?? '';
}

/**
 * The guest's prelude as one script: `guest/entry.ts` with everything it imports. Around its `await`s stands what keeps
 * the cause of a console line (`awaits.ts`); otherwise the packages are as they were published.
 */
export async function guestPrelude(): Promise<string> {
  const shim = (name: string) => join(guest, `${name}.ts`);
  const script = await bundle({
    entryPoints: [join(guest, 'entry.ts')],
    bundle: true,
    format: 'iife',
    platform: 'neutral',
    mainFields: ['main'],
    conditions: ['require', 'node'],
    target: 'es2022',
    minify: true,
    // Names stay, because learners see them: "TypeError: not a function" is poor enough.
    keepNames: true,
    legalComments: 'none',
    define: { __dirname: '"/"', NODE_STATUS_CODES: JSON.stringify(STATUS_CODES), NODE_FUNCTIONS: JSON.stringify(nodeFunctions()) },
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
      crypto: shim('crypto'),
      debug: shim('debug'),
      buffer: require.resolve('buffer/'),
      events: require.resolve('events/'),
    },
  });
  return keepCauses(script, parse(script, { ecmaVersion: 'latest', sourceType: 'script' }));
}

/** What Node's own modules export as functions, of those that programs have in part. */
function nodeFunctions(): Record<string, string[]> {
  const functions = (name: string) => Object.entries(process.getBuiltinModule(name) as unknown as Record<string, unknown>).flatMap(([key, value]) => (typeof value === 'function' && /^[A-Za-z]\w*$/.test(key) ? [key] : []));
  return Object.fromEntries([...PARTS, 'crypto'].map((name) => [name, functions(name)]));
}

async function bytecodeOf(prelude: string): Promise<Uint8Array> {
  const { CompileFlags, EvalFlags, QuickJS } = await import('quickjs-wasi');
  const vm = await QuickJS.create({ wasm: readFileSync(require.resolve('quickjs-wasi/quickjs.wasm')) });
  try {
    return vm.compile(prelude, 'prelude.js', EvalFlags.TYPE_GLOBAL, CompileFlags.STRIP_SOURCE);
  } finally {
    vm.dispose();
  }
}
