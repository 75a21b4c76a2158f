/**
 * The built site, held in memory: every file with its br and gzip twins. The build is a few megabytes, and a site that
 * is read once can be rebuilt under a running class without a page torn between two builds. Paths are looked up in
 * a map, never joined to a directory, so no path can climb out.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Coding } from './negotiate.ts';

export interface SiteFile {
  type: string;
  isPage: boolean;
  /** Named by its content, so it never changes under its address. */
  immutable: boolean;
  /** `identity` is always there. */
  bodies: Partial<Record<Coding, Buffer>> & { identity: Buffer };
  /** Strong entity tag of each body (RFC 9110 §8.8.3: codings differ, so their tags do). */
  etags: Partial<Record<Coding, string>> & { identity: string };
}

export interface SiteFiles {
  /** By decoded path: `/`, `/node/NAME`, `/node/NAME/`, `/_astro/x.js`. */
  find(path: string): SiteFile | undefined;
  /** The page that says "not here", in the language that the path speaks. */
  notFound(path: string): SiteFile | undefined;
  build: BuildRecord;
}

/** What the build leaves beside the pages, in `RECORD_NAME`. */
export interface BuildRecord {
  /** Hash of all that the site was built from. */
  stamp: string;
  /** `'sha256-…'` of every inline script, for the Content-Security-Policy. */
  scriptHashes: string[];
}
/** Where Astro and Pagefind put what they name by a hash of its content. */
const NAMED_BY_CONTENT = /^_astro\/|^pagefind\/([a-z]+\/)?([a-z]+\.)?[a-z-]+_[0-9a-f]{7,}\.pf_[a-z]+$/;

/** Begins with a dot: such files are never served. */
export const RECORD_NAME = '.build.json';

export class NoBuildError extends Error {}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  // Modules are always UTF-8 (HTML §8.1.4.2), and a page loads a dozen of them: no charset.
  js: 'text/javascript',
  mjs: 'text/javascript',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  webmanifest: 'application/manifest+json',
  svg: 'image/svg+xml',
  xml: 'application/xml',
  txt: 'text/plain; charset=utf-8',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  woff: 'font/woff',
  ttf: 'font/ttf',
  wasm: 'application/wasm',
  pcapng: 'application/octet-stream',
};

/**
 * Reads a build whole.
 * @throws {NoBuildError} where `directory` holds no finished build.
 */
export async function loadSite(directory: string): Promise<SiteFiles> {
  const build = await readRecord(directory);
  const files = new Map<string, SiteFile>();
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1).split(sep).join('/'))
    .filter((path) => !path.split('/').some((part) => part.startsWith('.')));
  const known = new Set(paths);
  for (const path of paths) {
    if (/\.(br|gz)$/.test(path) && known.has(path.replace(/\.(br|gz)$/, ''))) continue;
    files.set(`/${path}`, await readSiteFile(directory, path, known));
  }

  const notFoundNames = new Set(['/404.html', '/en/404.html', '/en/404/index.html']);
  const find = (path: string): SiteFile | undefined => {
    const bare = path.replace(/\/$/, '');
    for (const name of path.endsWith('/') ? [`${bare}/index.html`, `${bare}.html`] : [path, `${bare}/index.html`, `${bare}.html`]) {
      const file = notFoundNames.has(name) ? undefined : files.get(name);
      if (file) return file;
    }
    return undefined;
  };
  const notFound = (path: string): SiteFile | undefined => {
    const english = /^\/en(\/|$)/.test(path) ? (files.get('/en/404.html') ?? files.get('/en/404/index.html')) : undefined;
    return english ?? files.get('/404.html');
  };
  return { find, notFound, build };
}

async function readRecord(directory: string): Promise<BuildRecord> {
  try {
    return JSON.parse(await readFile(join(directory, RECORD_NAME), 'utf8')) as BuildRecord;
  } catch {
    throw new NoBuildError(`no finished build in ${directory}`);
  }
}

async function readSiteFile(directory: string, path: string, known: ReadonlySet<string>): Promise<SiteFile> {
  const identity = await readFile(join(directory, path));
  const type = TYPES[/\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream';
  const file: SiteFile = {
    type,
    isPage: path.endsWith('.html'),
    immutable: NAMED_BY_CONTENT.test(path),
    bodies: { identity },
    etags: { identity: tagOf(identity) },
  };
  for (const [coding, ending] of [['br', '.br'], ['gzip', '.gz']] as const) {
    if (!known.has(path + ending)) continue;
    const body = await readFile(join(directory, path + ending));
    file.bodies[coding] = body;
    file.etags[coding] = tagOf(body);
  }
  return file;
}

function tagOf(body: Buffer): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
}
