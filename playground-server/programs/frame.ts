/**
 * A program's client pages on the line listener: the learner's own files, in a sandbox of an opaque origin, so that
 * they reach neither the site's storage nor its pages nor another program, also when a page is opened on its own.
 */
import type { Files } from '../../protocol/programs.ts';
import { prelude, sharedAsset, thaiFaces, type Asset } from './client/assets.ts';
import { beginningOf } from './client/inline.ts';
import { clientFile, inScript } from './frame-script.ts';
import { readPage, readScript } from './reading.ts';
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

type Where = Pick<FrameRequest, 'program' | 'host' | 'secure'>;
/** `Content-Security-Policy` of a client page: a sandbox, its own program's path, and nothing else; and who may embed it. */
export const framePolicy = ({ parent, ...where }: Where & Pick<FrameRequest, 'parent'>): string => `${answerPolicy(where)}; frame-ancestors ${policySource(parent) || "'none'"}`;

/** The same for whatever else a program answers: a page of its own is anybody's page too, and a client may lead to it. */
export function answerPolicy({ program, host, secure }: Where): string {
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
  const page = await readPage(files['index.html'] ?? DEFAULT_PAGE);
  const at = beginningOf(page);
  return page.slice(0, at) + injected + page.slice(at);
}

/** A file of the program as its client page loads it; undefined where it has none of that name. */
export async function frameFile(files: Files, name: string): Promise<Asset | undefined> {
  if (name === 'style.css') return { type: 'text/css; charset=utf-8', body: files['style.css'] ?? '' };
  if ((name !== 'client.js' && name !== 'client.ts') || files[clientFile(files)] === undefined) return undefined;
  return { type: 'text/javascript; charset=utf-8', body: await readScript(files) };
}

export { sharedAsset };
