/**
 * A program's client pages on the line listener: the learner's own files, in a sandbox of an opaque origin, so that
 * they reach neither the site's storage nor its pages nor another program, also when a page is opened on its own.
 */
import type { Files } from '../../protocol/programs.ts';
import { prelude, sharedAsset, thaiFaces, type Asset } from './client/assets.ts';
import { guardLoops } from './client/loops.ts';
import { toJavaScript } from './compile.ts';
import { policySource } from '../site/security.ts';

export interface FrameRequest {
  program: string;
  files: Files;
  /** The line's token; empty where the page is not traced. */
  token: string;
  /** The workbench's origin where it embeds the frame; empty otherwise. */
  parent: string;
  /** `host:port` by which the page was asked for, and whether by https. */
  host: string;
  secure: boolean;
}

/** `Content-Security-Policy` of a client page: a sandbox, its own program's path, and nothing else. */
export function framePolicy({ program, host, secure, parent }: Pick<FrameRequest, 'program' | 'host' | 'secure' | 'parent'>): string {
  const http = policySource(`${secure ? 'https' : 'http'}://${host}`);
  const own = `${http}/play/${program}/`;
  const shared = `${http}/play/-/ ${http}/socket.io/`;
  return [
    'sandbox allow-scripts allow-forms allow-modals allow-pointer-lock',
    "default-src 'none'",
    // Text is not turned into script here: no guard would stand in its loops.
    `script-src 'unsafe-inline' ${own} ${shared}`,
    `style-src 'unsafe-inline' ${own}`,
    'img-src data: blob:',
    `font-src data: ${http}/play/-/`,
    'media-src data: blob:',
    `connect-src ${own} ${own.replace(/^http/, 'ws')}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${policySource(parent) || "'none'"}`,
  ].join('; ');
}

const DEFAULT_PAGE = `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Client</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<div id="app"></div>
<script src="/socket.io/socket.io.js"></script>
<script type="module" src="client.js"></script>
</body>
</html>
`;

/** The text of a JSON value that is safe inside a script element. */
const inScript = (value: unknown) => JSON.stringify(value).replace(/</g, '\\u003c').replace(/\u2028|\u2029/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);

/** The client page: the learner's index.html (or a plain one) with the prelude before anything else in it. */
export async function framePage(request: FrameRequest): Promise<string> {
  const { files, program, token, parent } = request;
  const settings = { base: `/play/${program}`, token, parent, files: Object.keys(files) };
  // All on the first line, so that lines in the learner's page keep their numbers.
  const injected = [
    `<style>${thaiFaces}</style>`,
    `<script>window.__saitrong=${inScript(settings)}</script>`,
    `<script>${(await prelude()).replace(/<\/script/gi, '<\\/script').replace(/\n/g, ' ')}</script>`,
    '<script type="importmap">{"imports":{"socket.io-client":"/play/-/socket.io-client.js"}}</script>',
  ].join('');
  const page = guardInline(files['index.html'] ?? DEFAULT_PAGE);
  const head = /<head(\s[^>]*)?>/i.exec(page);
  if (head) return page.slice(0, head.index + head[0].length) + injected + page.slice(head.index + head[0].length);
  const doctype = /^\s*<!doctype[^>]*>/i.exec(page)?.[0] ?? '';
  return `${doctype}${injected}${page.slice(doctype.length)}`;
}

/** Guards loops in the page's inline scripts; they stand on the same lines after. */
function guardInline(page: string): string {
  return page.replace(/(<script(?:\s+type=["'](?:module|text\/javascript)["'])?\s*>)([^]*?)(<\/script>)/gi, (_whole, open: string, code: string, close: string) => open + guardLoops(code) + close);
}

/** A file of the program as its client page loads it; undefined where it has none of that name. Types are stripped. */
export function frameFile(files: Files, name: string): Asset | undefined {
  if (name === 'style.css') return { type: 'text/css; charset=utf-8', body: files['style.css'] ?? '' };
  if (name === 'client.js' || name === 'client.ts') {
    const file = files['client.ts'] === undefined ? 'client.js' : 'client.ts';
    const source = files[file];
    if (source === undefined) return undefined;
    return { type: 'text/javascript; charset=utf-8', body: guardLoops(clientScript(file, source)) };
  }
  return undefined;
}

/** A type error of the stripper becomes a syntax error of the script itself, at its place. */
function clientScript(file: string, source: string): string {
  try {
    return toJavaScript(file, source);
  } catch (error) {
    const { message } = error as Error;
    const line = (error as { place?: { line: number } }).place?.line ?? 1;
    return `${'\n'.repeat(line - 1)}throw new SyntaxError(${inScript(message)})`;
  }
}

export { sharedAsset };
