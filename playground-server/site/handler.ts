/** Answers one request on the site listener: known names only, GET and HEAD only, `/healthz`, then the files. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { hostnameOf, type Config } from '../config.ts';
import type { SiteFile, SiteFiles } from './files.ts';
import type { HostPolicy } from './host-policy.ts';
import { chooseCoding, isMatched, readRange, type Coding } from './negotiate.ts';
import { plainNotFoundPage, REFUSAL_POLICY, unknownHostPage } from './refusals.ts';
import { COMMON_HEADERS, pageHeaders } from './security.ts';

export interface SiteHandlerParts {
  config: Pick<Config, 'linePort' | 'lineUrl' | 'publicUrl'>;
  policy: Pick<HostPolicy, 'isAllowedHost'>;
  files: SiteFiles;
  health: () => Health;
}

/** What `/healthz` says. `url` is LINE_URL where it is set; otherwise pages dial their own host at `port`. */
export interface Health {
  ok: boolean;
  line: { port: number; url: string | null };
  version: string;
}

/** A year, ms → s: what RFC 9111 and browsers take for "for ever". */
const FOREVER = 'public, max-age=31536000, immutable';

export function createSiteHandler(parts: SiteHandlerParts): RequestListener {
  return (request, response) => {
    for (const [name, value] of Object.entries(COMMON_HEADERS)) response.setHeader(name, value);
    if (refusesHost(request, response, parts.policy)) return;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      // Whatever else it wants to send, nobody here will read.
      response.setHeader('Connection', 'close');
      return say(request, response, 405, 'เว็บนี้รับเฉพาะ GET กับ HEAD\nThis site takes GET and HEAD only.\n');
    }
    const path = pathOf(request.url ?? '');
    if (path === undefined) {
      return say(request, response, 400, 'ที่อยู่นี้เขียนไม่ถูก\nThis address is malformed.\n');
    }
    if (path === '/healthz') return sendHealth(request, response, parts.health());
    const file = parts.files.find(path);
    if (file) return sendFile(request, response, file, parts);
    const notFound = parts.files.notFound(path);
    if (notFound) return sendNotFound(request, response, notFound, parts);
    return refuse(request, response, 404, plainNotFoundPage());
  };
}

/** Answers a request for a name that isn't ours with the page that says how to allow it; false where the name is ours. */
export function refusesHost(request: IncomingMessage, response: ServerResponse, policy: Pick<HostPolicy, 'isAllowedHost'>): boolean {
  const host = authorityOf(request);
  if (policy.isAllowedHost(host)) return false;
  const name = hostnameOf(host ?? '');
  refuse(request, response, name === undefined ? 400 : 403, unknownHostPage(name));
  return true;
}

/**
 * Whom a request is for: what an absolute target says goes before the Host header (RFC 9112 §3.2.2). Undefined where
 * it doesn't say, or says two things.
 */
function authorityOf(request: IncomingMessage): string | undefined {
  if ((request.headersDistinct.host?.length ?? 0) > 1) return undefined;
  return /^https?:\/\/([^/?#]*)/i.exec(request.url ?? '')?.[1] ?? request.headers.host;
}

/** The decoded path of a request target in origin form or absolute form (RFC 9112 §3.2); undefined where broken. */
export function pathOf(target: string): string | undefined {
  const origin = /^https?:\/\/[^/?#]*/i.exec(target)?.[0] ?? '';
  const raw = (target.slice(origin.length).split(/[?#]/, 1)[0] ?? '') || (origin ? '/' : '');
  if (!raw.startsWith('/')) return undefined;
  try {
    const path = decodeURIComponent(raw);
    return path.includes('\0') ? undefined : path;
  } catch {
    return undefined;
  }
}

function sendHealth(request: IncomingMessage, response: ServerResponse, health: Health): void {
  const body = Buffer.from(`${JSON.stringify(health)}\n`);
  response.writeHead(health.ok ? 200 : 503, {
    'Content-Type': 'application/json',
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function sendFile(request: IncomingMessage, response: ServerResponse, file: SiteFile, parts: SiteHandlerParts): void {
  // Ranges are of GET alone (RFC 9110 §14.2).
  const range = request.method === 'GET' ? request.headers.range : undefined;
  // A part of a coded body is of use to nobody, so parts are cut from the file as it is.
  const coding = (range === undefined ? codingFor(request, file) : 'identity') ?? 'identity';
  const body = file.bodies[coding] ?? file.bodies.identity;
  const etag = file.etags[coding] ?? file.etags.identity;
  describe(request, response, file, coding, parts);
  response.setHeader('ETag', etag);
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('Cache-Control', file.immutable ? FOREVER : 'no-cache');

  if (isMatched(request.headers['if-none-match'], etag)) {
    response.removeHeader('Content-Encoding');
    response.writeHead(304).end();
    return;
  }
  const ifRange = request.headers['if-range'];
  const part = ifRange === undefined || ifRange === etag ? readRange(range, body.length) : undefined;
  if (part === 'unsatisfiable') {
    response.setHeader('Content-Range', `bytes */${body.length}`);
    response.removeHeader('ETag');
    return say(request, response, 416, 'เกินขนาดของไฟล์\nBeyond the end of the file.\n');
  }
  if (part) response.setHeader('Content-Range', `bytes ${part[0]}-${part[1] - 1}/${body.length}`);
  finish(request, response, part ? 206 : 200, part ? body.subarray(...part) : body);
}

function sendNotFound(request: IncomingMessage, response: ServerResponse, file: SiteFile, parts: SiteHandlerParts): void {
  const coding = codingFor(request, file) ?? 'identity';
  describe(request, response, file, coding, parts);
  response.setHeader('Cache-Control', 'no-cache');
  finish(request, response, 404, file.bodies[coding] ?? file.bodies.identity);
}

function codingFor(request: IncomingMessage, file: SiteFile): Coding | undefined {
  const accept = request.headers['accept-encoding'];
  return chooseCoding(Array.isArray(accept) ? accept.join() : accept, Object.keys(file.bodies) as Coding[]);
}

function describe(request: IncomingMessage, response: ServerResponse, file: SiteFile, coding: Coding, parts: SiteHandlerParts): void {
  response.setHeader('Content-Type', file.type);
  if (Object.keys(file.bodies).length > 1) response.setHeader('Vary', 'Accept-Encoding');
  if (coding !== 'identity') response.setHeader('Content-Encoding', coding);
  if (!file.isPage) return;
  const { scriptHashes } = parts.files.build;
  const headers = pageHeaders({ host: authorityOf(request) ?? '', config: parts.config, scriptHashes });
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number, html: string): void {
  response.setHeader('Content-Security-Policy', REFUSAL_POLICY);
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  finish(request, response, status, Buffer.from(html));
}

function say(request: IncomingMessage, response: ServerResponse, status: number, text: string): void {
  response.removeHeader('Content-Encoding');
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  finish(request, response, status, Buffer.from(text));
}

function finish(request: IncomingMessage, response: ServerResponse, status: number, body: Buffer): void {
  response.writeHead(status, { 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}
