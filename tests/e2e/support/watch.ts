/** Watches pages for what must never happen: policy violations, script errors, requests to other hosts. */
import type { BrowserContext } from '@playwright/test';
import type { Site } from './server.ts';

export interface Watch {
  /** What went wrong so far, in words. */
  problems(): string[];
  /** Lets problems pass whose text matches: for tests that cause them on purpose. */
  allow(pattern: RegExp): void;
}

/** What a browser says of a server that is gone, or went in the middle of an answer. Nothing that a server says itself. */
export const SERVER_AWAY =
  /net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|CONNECTION_CLOSED|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED|INCOMPLETE_CHUNKED_ENCODING|CONTENT_LENGTH_MISMATCH|FAILED)|WebSocket connection to .* failed|Access to fetch at .* blocked by CORS policy/;

/** Watches every page of a context, from now on. Pages may talk to `site` by any of its names, and to nobody else. */
export function watchContext(context: BrowserContext, site: () => Site | undefined): Watch {
  const seen: string[] = [];
  const allowed: RegExp[] = [];
  context.on('console', (message) => {
    if (message.type() !== 'error') return;
    const { url } = message.location();
    seen.push(`console error: ${message.text()}${url ? ` (${url})` : ''}`);
  });
  context.on('weberror', (error) => seen.push(`page error: ${error.error().stack ?? error.error().message}`));
  const check = (address: string): void => {
    const url = new URL(address);
    if (!/^(https?|wss?):$/.test(url.protocol)) return;
    const here = site();
    const ports = here ? [String(here.port), String(here.linePort)] : [];
    const isOurs = ['127.0.0.1', '[::1]', 'localhost', 'class.test'].includes(url.hostname) && (!here || ports.includes(url.port));
    if (!isOurs) seen.push(`request to another host: ${address}`);
  };
  context.on('request', (request) => check(request.url()));
  context.on('page', (page) => page.on('websocket', (socket) => check(socket.url())));
  for (const page of context.pages()) page.on('websocket', (socket) => check(socket.url()));
  return {
    problems: () => seen.filter((problem) => !allowed.some((pattern) => pattern.test(problem))),
    allow: (pattern) => allowed.push(pattern),
  };
}
