/** What the stand-in for `express` adds to a request and to its answer. */
import type { Files } from '../../../../protocol/programs.ts';
import { http, type IncomingMessage, type ServerResponse } from './http.ts';
import { path } from './path.ts';
import { refusing } from './unavailable.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

export const STAND_IN = 'this is a small stand-in for express. Download the program to use all of it.';

let files: Files = {};
export const setFiles = (all: Files) => {
  files = all;
};

/** Answers with one of the program's files, found by its name; false where there is none. */
function answerFile(name: string, response: ServerResponse): boolean {
  const content = Object.hasOwn(files, name) ? files[name as keyof Files] : undefined;
  if (content === undefined) return false;
  if (!response.getHeader('content-type')) response.setHeader('content-type', TYPES[path.extname(name)] ?? 'text/plain; charset=utf-8');
  response.end(content);
  return true;
}

type Done = (error?: unknown) => void;

/** Called once a request: routers within routers find it dressed. */
export function dress(app: unknown, request: IncomingMessage, response: ServerResponse, failed: (error: unknown) => void): void {
  if (response.locals) return;
  const search = request.url.split('?')[1] ?? '';
  const header = (name: string) => request.headers[name.toLowerCase()];
  Object.defineProperty(request, 'path', { get: () => request.url.split('?')[0] || '/', configurable: true });
  Object.assign(request, {
    app,
    res: response,
    originalUrl: request.url,
    baseUrl: '',
    query: queryOf(search),
    params: {},
    protocol: 'http',
    secure: false,
    xhr: false,
    ip: request.socket.remoteAddress,
    hostname: String(header('host') ?? '').replace(/:\d+$/, ''),
    get: header,
    header,
    is: (type: string) => (String(header('content-type') ?? '').includes(type.replace('*', '')) ? type : false),
    accepts: (...types: string[]) => types.flat()[0] ?? false,
  });

  /** As express: an answer that was begun cannot be answered once more. */
  const once = (run: (...args: never[]) => void) =>
    chain((...args: never[]) => {
      if (response.headersSent) throw Object.assign(new Error('Cannot set headers after they are sent to the client'), { code: 'ERR_HTTP_HEADERS_SENT' });
      run(...args);
    });
  /** These give the answer back, to be called in a chain. */
  const chain = (run: (...args: never[]) => void) => (...args: unknown[]) => {
    run(...(args as never[]));
    return response;
  };
  const set = chain((name: string | Record<string, unknown>, value?: unknown) => {
    if (typeof name === 'string') response.setHeader(name, value);
    else for (const [each, its] of Object.entries(name)) response.setHeader(each, its);
  });
  Object.assign(response, {
    app,
    req: request,
    locals: {},
    set,
    header: set,
    status: chain((code: number) => (response.statusCode = code)),
    type: chain((type: string) => response.setHeader('content-type', TYPES[`.${type.replace(/^\./, '')}`] ?? type)),
    get: (name: string) => response.getHeader(name),
    append: chain((name: string, value: unknown) => response.setHeader(name, [response.getHeader(name), value].flat().filter((one) => one !== undefined).join(', '))),
    vary: chain(() => {}),
    location: chain((to: string) => response.setHeader('location', to)),
    send: once((body: unknown) => send(response, body)),
    json: once((body: unknown) => {
      if (!response.getHeader('content-type')) response.setHeader('content-type', TYPES['.json']);
      response.end(JSON.stringify(body));
    }),
    redirect: once((first: number | string, second?: string) => {
      const [status, to] = typeof first === 'number' ? [first, String(second)] : [302, String(first)];
      response.writeHead(status, { location: to, 'content-type': TYPES['.txt'] });
      response.end(`${http.STATUS_CODES[status] ?? 'Found'}. Redirecting to ${to}`);
    }),
    sendStatus: once((code: number) => {
      response.statusCode = code;
      response.setHeader('content-type', TYPES['.txt']);
      response.end(http.STATUS_CODES[code] ?? String(code));
    }),
    ...refusing('express', ['render', 'download', 'cookie', 'clearCookie', 'attachment', 'format', 'jsonp', 'links'], STAND_IN),
    sendFile: once((file: unknown, ...given: unknown[]) => {
      const root = given.find((one): one is { root?: unknown } => typeof one === 'object' && one !== null)?.root;
      const done = given.find((one) => typeof one === 'function') as Done | undefined;
      if (typeof file !== 'string') throw new TypeError('path argument is required to res.sendFile');
      // As express says it: a learner's own machine would not find the file either.
      if (!file.startsWith('/') && root === undefined) throw new TypeError('path must be absolute or specify root to res.sendFile');
      const name = path.basename(file);
      if (answerFile(name, response)) return void done?.();
      const missing = Object.assign(new Error(`${name} is not among the program's files: ${Object.keys(files).join(', ')}`), { status: 404, code: 'ENOENT' });
      if (done) done(missing);
      else failed(missing);
    }),
  });
}

function send(response: ServerResponse, body: unknown): void {
  const isBytes = ArrayBuffer.isView(body);
  const typed = response.getHeader('content-type') !== undefined;
  if (typeof body === 'string' || body === undefined || body === null) {
    if (!typed && body) response.setHeader('content-type', TYPES['.html']);
    response.end(body ?? '');
    return;
  }
  if (!typed) response.setHeader('content-type', isBytes ? 'application/octet-stream' : TYPES['.json']);
  response.end(isBytes ? body : JSON.stringify(body));
}

/** `?a=1&a=2&b=3` as express reads it: what stands twice is a list. */
export function queryOf(search: string): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    if (name === '__proto__') continue;
    const before = Object.hasOwn(all, name) ? all[name] : undefined;
    all[name] = before === undefined ? value : [before, value].flat();
  }
  return all;
}

type Handler = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => unknown;

/** The program's files lie side by side, so one name is their whole path; its server's half is nobody's. */
export const staticFiles = (): Handler => (request, response, next) => {
  const name = String(request.path).slice(1) || 'index.html';
  const asked = request.method === 'GET' || request.method === 'HEAD';
  if (!asked || name.startsWith('server.') || !answerFile(name, response)) next();
};

/** Of any size: the host lets no larger body in (`requests.ts`) than express would take. */
export const readBody =
  (type: RegExp, parse: (text: string) => unknown) =>
  (): Handler =>
  (request, _response, next) => {
    if (!type.test(request.headers['content-type'] ?? '')) return next();
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const text = Buffer.concat(parts).toString();
      try {
        request.body = text ? parse(text) : {};
      } catch (error) {
        return next(Object.assign(error as Error, { status: 400 }));
      }
      next();
    });
  };
