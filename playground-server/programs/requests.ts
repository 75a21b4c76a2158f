/**
 * HTTP requests that a program answers itself (`http.createServer`, `express`): bounded in number, size and time. What a
 * program learns of a request is a whitelist, and so is what it may say in its answer's head.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpRequest, HttpResponse } from './host/protocol.ts';
import type { Program } from './pool.types.ts';

/** How long (ms) a program may take to answer, how many requests may wait, and how large one may be (bytes). */
const ANSWER_MS = 10_000;
const MAX_WAITING = 50;
const MAX_BODY = 100_000;
/** A client's page is wanted at once: past this (ms) it is made of the program's files. */
const PAGE_MS = 2_000;

/** Request headers that a program receives; all others stay here. */
const HEADERS = ['host', 'origin', 'user-agent', 'accept', 'accept-language', 'content-type', 'content-length', 'referer'];
/** Response headers that a program may set. Not among them: what tells a proxy in front of this server to send a file of its own. */
const ANSWERS = /^(content-type|cache-control|location|x-(?!accel-|sendfile|lighttpd-|reproxy-|litespeed-|forwarded-|frame-|dns-)[\w-]+)$/;

export function allowedHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(HEADERS.flatMap((name) => (typeof request.headers[name] === 'string' ? [[name, hidden(request.headers[name]).slice(0, 500)]] : [])));
}
/** A page's address holds its line's token. */
const hidden = (text: string) => text.replace(/([?&]line=)[\w-]+/g, '$1…');

export function withoutToken(url: URL): string {
  const query = new URLSearchParams(url.search);
  query.delete('line');
  const text = query.toString();
  return text ? `?${text}` : '';
}

export interface ProgramRequests {
  /** Hands a request to the program and writes its answer. `rest` is the path after the program's own. */
  pass(request: IncomingMessage, response: ServerResponse, rest: URL): void;
  /** The page that the program answers at `/`; undefined where it answers no page, or not in time. */
  page(request: IncomingMessage): Promise<string | undefined>;
  /** The program answered (`FromGuest`). */
  respond(response: HttpResponse): void;
  /** Ends every waiting request. */
  close(): void;
}

type Answered = (answer: HttpResponse | 'late' | 'stopped') => void;

export function createRequests(program: () => Program | undefined): ProgramRequests {
  const waiting = new Map<number, { answered: Answered; timer: ReturnType<typeof setTimeout> }>();
  let last = 0;

  /** Answers what takes the question back. */
  function ask(request: Omit<HttpRequest, 'id'>, ms: number, answered: Answered): () => void {
    const id = ++last;
    const over = () => {
      clearTimeout(timer);
      waiting.delete(id);
    };
    const timer = setTimeout(() => {
      over();
      answered('late');
    }, ms);
    waiting.set(id, { answered, timer });
    program()?.turn({ op: 'request', request: { id, ...request } });
    return over;
  }

  return {
    pass(request, response, rest) {
      if (waiting.size >= MAX_WAITING) return say(response, 503, 'The program has too many requests waiting');
      const parts: Buffer[] = [];
      let size = 0;
      request.on('data', (part: Buffer) => {
        size += part.length;
        if (size <= MAX_BODY) parts.push(part);
      });
      request.on('end', () => {
        if (size > MAX_BODY) return say(response, 413, 'The request is too large for the playground');
        const asked = { method: request.method ?? 'GET', url: rest.pathname + withoutToken(rest), headers: allowedHeaders(request), body: new Uint8Array(Buffer.concat(parts)) };
        const over = ask(asked, ANSWER_MS, (answer) => {
          if (answer === 'late') return say(response, 504, 'The program did not answer');
          if (answer === 'stopped') return say(response, 503, 'The program was stopped');
          const { status, headers, body } = answer;
          response.writeHead(status, Object.fromEntries(Object.entries(headers).filter(([name]) => ANSWERS.test(name))));
          response.end(typeof body === 'string' ? body : Buffer.from(body));
        });
        response.on('close', over);
      });
    },
    page: (request) =>
      waiting.size >= MAX_WAITING
        ? Promise.resolve(undefined)
        : new Promise((resolve) => {
            ask({ method: 'GET', url: '/', headers: allowedHeaders(request), body: new Uint8Array() }, PAGE_MS, (answer) => {
              if (typeof answer === 'string' || answer.status !== 200 || !/^text\/html\b/.test(answer.headers['content-type'] ?? '')) return resolve(undefined);
              resolve(typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body).toString());
            });
          }),
    respond(response) {
      const held = waiting.get(response.id);
      if (!held) return;
      clearTimeout(held.timer);
      waiting.delete(response.id);
      held.answered(response);
    },
    close() {
      for (const { answered, timer } of waiting.values()) {
        clearTimeout(timer);
        answered('stopped');
      }
      waiting.clear();
    },
  };
}

/** A short answer of the playground's own. */
export function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(text);
}
