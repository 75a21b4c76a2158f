/**
 * The program as a folder for the learner's own machine: the same files, unchanged, and what `npm i && npm start` needs.
 * `start.mjs` does there what the playground does here: it serves the client's files beside the learner's own server.
 */
import { strToU8, zipSync } from 'fflate';
import { fileNames, type Files } from './files.ts';
import { readme } from './readme.ts';
import startScript from './start.mjs?raw';

export interface Versions {
  'socket.io': string;
  'socket.io-client': string;
}
/** The express of `express`'s own users in Socket.IO's tutorial. */
const EXPRESS = '4.21.2';

/** Name of the folder, from the program's name: letters, digits and hyphens. */
export const folderName = (name: string): string => `saitrong-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'program'}`;

/** Every file of the folder by its name. */
export function folderOf(files: Files, name: string, versions: Versions): Record<string, string> {
  const server = files['server.ts'] === undefined ? 'server.js' : 'server.ts';
  const source = files[server] ?? '';
  const typed = fileNames(files).some((file) => file.endsWith('.ts'));
  const isModule = server.endsWith('.ts') ? !/\brequire\s*\(/.test(source) : /^\s*(import\b(?!\s*\()|export\b)/m.test(source);
  const dependencies: Record<string, string> = { 'socket.io': versions['socket.io'] };
  if (/["']socket\.io-client["']/.test(source)) dependencies['socket.io-client'] = versions['socket.io-client'];
  if (/["']express["']/.test(source)) dependencies.express = EXPRESS;
  const description = {
    name: folderName(name),
    version: '1.0.0',
    private: true,
    ...(isModule ? { type: 'module' } : {}),
    // Types are stripped by Node itself from 22.18 on.
    engines: { node: typed ? '>=22.18' : '>=20.6' },
    scripts: { start: `node --import ./start.mjs ${server}` },
    dependencies,
  };
  return {
    ...files,
    'start.mjs': startScript,
    'package.json': `${JSON.stringify(description, undefined, 2)}\n`,
    'README.md': readme(folderName(name), server, fileNames(files), typed),
    '.gitignore': 'node_modules\n',
  };
}

/** The folder as a zip archive. */
export function zipOf(files: Files, name: string, versions: Versions): Uint8Array<ArrayBuffer> {
  const folder = folderName(name);
  const entries = Object.entries(folderOf(files, name, versions)).map(([file, text]) => [`${folder}/${file}`, strToU8(text)]);
  return new Uint8Array(zipSync(Object.fromEntries(entries) as Record<string, Uint8Array>, { level: 6 }));
}
