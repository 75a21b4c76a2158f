/**
 * The types that Monaco completes and checks learners' programs with: Socket.IO's own, from the installed packages, and
 * what the sandbox and the client page have beside them. Gathered at build time into one map an end: path → text.
 */
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export type End = 'server' | 'client';
/** By the address that the editor's language service knows each file by. */
export type Libs = Record<string, string>;

const root = fileURLToPath(new URL('../../', import.meta.url));
const own = join(root, 'src/playground/editors/types');
const from = createRequire(join(root, 'package.json'));
const HOME = 'file:///node_modules/';

/** A package and the declaration that it begins with. `default`: it has a default export. */
interface Entry {
  name: string;
  types: string;
  default?: boolean;
}
const EIO_PARSER: Entry = { name: 'engine.io-parser', types: 'build/esm/index.d.ts' };
const SIO_PARSER: Entry = { name: 'socket.io-parser', types: 'build/esm/index.d.ts' };
const EMITTER: Entry = { name: '@socket.io/component-emitter', types: 'lib/esm/index.d.ts' };
const PACKAGES: Record<End, readonly Entry[]> = {
  server: [
    { name: 'socket.io', types: 'dist/index.d.ts' },
    { name: 'socket.io-adapter', types: 'dist/index.d.ts' },
    { name: 'engine.io', types: 'build/engine.io.d.ts' },
    { name: '@types/cors', types: 'index.d.ts' },
    SIO_PARSER,
    EIO_PARSER,
    EMITTER,
  ],
  client: [
    { name: 'socket.io-client', types: 'build/esm/index.d.ts', default: true },
    { name: 'engine.io-client', types: 'build/esm/index.d.ts' },
    SIO_PARSER,
    EIO_PARSER,
    EMITTER,
  ],
};
const OWN: Record<End, readonly string[]> = { server: ['node.d.ts', 'express.d.ts', 'absent.d.ts'], client: ['browser.d.ts', 'absent.d.ts'] };

/** Modules that these types name and that end does not have: they must resolve, and must not be offered. */
const ABSENT: Record<End, RegExp> = {
  server: /(from |require\()(["'])(?:https|http2|ws|stream|querystring)\2/g,
  client: /(from |require\()(["'])(?:https?|http2|ws|stream|querystring)\2/g,
};
/** Members that are Socket.IO's own affair by their name, and public only to its other modules: not offered. */
const INTERNAL = /^( {4})((?:readonly )?_\w+[:(])/gm;
const REFERENCE = /^\/\/\/ <reference types="node" \/>\s*/gm;
const RELATIVE = /(?:from |import\(|import )(["'])(\.[^"']*)\1/g;

/** Where a package stands: many do not let their package.json be asked for. */
function folderOf(name: string): string {
  for (const folder of from.resolve.paths(name) ?? []) {
    const path = join(folder, name);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  }
  throw new Error(`the package ${name} is not installed: its types are wanted for the editor`);
}

/** The declaration that `specifier` means in `file`; undefined where it means none of the package's. */
function resolve(file: string, specifier: string): string | undefined {
  const path = join(dirname(file), specifier.replace(/\.js$/, ''));
  return [`${path}.d.ts`, join(path, 'index.d.ts')].find((candidate) => statSync(candidate, { throwIfNoEntry: false })?.isFile());
}

/** The declarations of a package that can be reached from its entry, so that what nobody imports is not sent. */
function packageLibs({ name, types, default: hasDefault }: Entry, end: End, files: Set<string>): Libs {
  const folder = folderOf(name);
  // `import … from 'cors'` asks for the package `cors`, which itself is not there.
  const base = HOME + name.replace(/^@types\//, '');
  const libs: Libs = {};
  const queue = [join(folder, types)];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    const text = readFileSync(file, 'utf8');
    const address = `${base}/${relative(folder, file).split(sep).join('/')}`;
    const told = /^socket\.io(-client)?$/.test(name) ? text.replace(INTERNAL, '$1protected $2') : text;
    libs[address] = told.replace(REFERENCE, '').replace(ABSENT[end], '$1"#absent"');
    for (const [, , specifier = ''] of text.matchAll(RELATIVE)) {
      const next = resolve(file, specifier);
      if (next) queue.push(next);
    }
  }
  if (types !== 'index.d.ts') {
    const entry = `./${posix.join(types).replace(/(\/index)?\.d\.ts$/, '')}`;
    libs[`${base}/index.d.ts`] = `export * from "${entry}";\n${hasDefault ? `export { default } from "${entry}";\n` : ''}`;
  }
  return libs;
}

/** All types of one end. `files` receives every file that was read. Throws where a package is missing. */
export function editorTypes(end: End, files = new Set<string>()): Libs {
  const libs: Libs = {};
  for (const entry of PACKAGES[end]) Object.assign(libs, packageLibs(entry, end, files));
  for (const name of OWN[end]) {
    const file = join(own, name);
    files.add(file);
    libs[`file:///playground/${name}`] = readFileSync(file, 'utf8').replace(/^\/\* eslint-disable.*\n/gm, '');
  }
  return libs;
}
