/** What client frames load beside the learner's files: the real client, and our prelude, built once. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));

export interface Asset {
  type: string;
  body: string | Buffer;
}

let preludeSource: Promise<string> | undefined;
/** The prelude as a classic script. */
export function prelude(): Promise<string> {
  preludeSource ??= import('esbuild').then(async ({ build }) => {
    // The script stands on one line of the page: no line break of its own may be part of a text.
    const supported = { 'template-literal': false };
    const result = await build({ entryPoints: [join(here, 'prelude.ts')], bundle: true, write: false, format: 'iife', minify: true, target: 'es2020', legalComments: 'none', supported });
    return result.outputFiles[0]?.text ?? '';
  });
  return preludeSource;
}

const dist = () => join(dirname(require.resolve('socket.io-client/package.json')), 'dist');
const JS = 'text/javascript; charset=utf-8';

/** `socket.io-client` as a module whose `io` reaches the program. */
const MODULE = `import * as client from "/play/-/socket.io.esm.min.js";
const io = window.__saitrong.wrap(client.io);
export const { Manager, Socket, protocol } = client;
export { io, io as connect, io as default };
`;

/**
 * Thai letters for machines that have none (a kiosk, a bare Linux): the course's own, under the name of the usual font,
 * for styles that ask for "Noto Sans Thai". Fetched only by those, and only where the machine has no such font.
 */
const THAI = { 400: '/play/-/thai-400.woff2', 700: '/play/-/thai-700.woff2' } as const;
export const thaiFaces = Object.entries(THAI)
  .map(([weight, path]) => `@font-face{font-family:"Noto Sans Thai";font-weight:${weight};font-display:swap;src:local("Noto Sans Thai"),url(${path}) format("woff2");unicode-range:U+E00-E7F}`)
  .join('');
const thai = (weight: keyof typeof THAI): Asset => ({ type: 'font/woff2', body: readFileSync(require.resolve(`@fontsource/ibm-plex-sans-thai-looped/files/ibm-plex-sans-thai-looped-thai-${weight}-normal.woff2`)) });

/** A shared file by its path, read when first asked for; undefined where there is none. */
export function sharedAsset(path: string): Asset | undefined {
  switch (path) {
    case '/socket.io/socket.io.js':
    case '/socket.io/socket.io.min.js':
      return { type: JS, body: readFileSync(join(dist(), 'socket.io.min.js'), 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n') };
    case '/play/-/socket.io.esm.min.js':
    case '/socket.io/socket.io.esm.min.js':
      return { type: JS, body: readFileSync(join(dist(), 'socket.io.esm.min.js'), 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n') };
    case '/play/-/socket.io-client.js':
      return { type: JS, body: MODULE };
    case THAI[400]:
      return thai(400);
    case THAI[700]:
      return thai(700);
    default:
      return undefined;
  }
}
