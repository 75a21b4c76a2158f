/**
 * A small stand-in for `express`: what Socket.IO tutorials use of it, serving the program's own files. Anything else
 * says that it is a stand-in, rather than quietly doing nothing.
 */
import type { Files } from '../../../../protocol/programs.ts';
import { http, type IncomingMessage, type ServerResponse } from './http.ts';
import { path } from './path.ts';
import { refusing } from './unavailable.ts';

type Next = (error?: unknown) => void;
type Handler = (request: IncomingMessage, response: ServerResponse, next: Next) => unknown;
interface Layer {
  method: string | undefined;
  match: (url: string) => Record<string, string> | undefined;
  handle: Handler;
  /** A path that `use` mounts at: handlers below it see the rest. */
  mount: string;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
};

const STAND_IN = 'this is a small stand-in for express. Download the program to use all of it.';

let files: Files = {};
export const setFiles = (all: Files) => {
  files = all;
};

function matcher(pattern: unknown, prefix: boolean): Layer['match'] {
  if (pattern instanceof RegExp) return (url) => (pattern.test(url) ? {} : undefined);
  const text = String(pattern).replace(/\/$/, '');
  const names: string[] = [];
  const source = text
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\w*/g, '.*')
    .replace(/:(\w+)/g, (_, name: string) => {
      names.push(name);
      return '([^/]+)';
    });
  const pathPattern = new RegExp(`^${source}${prefix ? '(?:/|$)' : '/?$'}`);
  return (url) => {
    const found = pathPattern.exec(url);
    return found ? Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(found[i + 1] ?? '')])) : undefined;
  };
}

function dress(request: IncomingMessage, response: ServerResponse): void {
  const [pathname = '/', search = ''] = request.url.split('?');
  request.path = pathname;
  request.query = Object.fromEntries(new URLSearchParams(search));
  request.get = (name: string) => request.headers[name.toLowerCase()];
  const chain = (run: (...args: never[]) => void) => (...args: unknown[]) => {
    run(...(args as never[]));
    return response;
  };
  response.status = chain((code: number) => (response.statusCode = code));
  response.type = chain((type: string) => response.setHeader('content-type', TYPES[`.${type.replace(/^\./, '')}`] ?? type));
  response.set = chain((name: string, value: string) => response.setHeader(name, value));
  response.send = chain((body: unknown) => {
    const data = typeof body === 'object' && body !== null && !ArrayBuffer.isView(body) ? JSON.stringify(body) : body;
    if (!response.getHeader('content-type')) response.setHeader('content-type', typeof body === 'string' ? TYPES['.html'] : TYPES['.json']);
    response.end(typeof data === 'number' || typeof data === 'boolean' ? String(data) : data);
  });
  response.json = chain((body: unknown) => {
    response.setHeader('content-type', TYPES['.json']);
    response.end(JSON.stringify(body));
  });
  response.redirect = chain((to: string) => {
    response.writeHead(302, { location: to });
    response.end();
  });
  response.sendStatus = chain((code: number) => {
    response.statusCode = code;
    response.end(http.STATUS_CODES[code] ?? String(code));
  });
  Object.assign(response, refusing('express', ['render', 'download', 'cookie', 'clearCookie', 'attachment', 'format', 'jsonp', 'links', 'vary'], STAND_IN));
  response.sendFile = chain((file: string) => {
    if (!sendFile(file, response)) {
      response.statusCode = 404;
      response.end(`${path.basename(String(file))} is not among the program's files: ${Object.keys(files).join(', ')}`);
    }
  });
}

function sendFile(file: string, response: ServerResponse): boolean {
  const name = path.basename(String(file));
  const content = files[name as keyof Files];
  if (content === undefined) return false;
  if (!response.getHeader('content-type')) response.setHeader('content-type', TYPES[path.extname(name)] ?? 'text/plain; charset=utf-8');
  response.end(content);
  return true;
}

/** As Express 5 does: what a handler throws, now or later, answers 500 and is logged; the program goes on. */
function run(layer: Layer, request: IncomingMessage, response: ServerResponse, next: Next): void {
  const { url } = request;
  try {
    if (layer.mount) request.url = url.slice(layer.mount.length) || '/';
    const then: Next = (error) => {
      request.url = url;
      next(error);
    };
    const result = layer.handle(request, response, then);
    if (result instanceof Promise) result.catch((error: unknown) => failed(error, response));
  } catch (error) {
    failed(error, response);
  }
}
function failed(error: unknown, response: ServerResponse): void {
  console.error(error);
  if (response.writableEnded) return;
  response.statusCode = 500;
  response.end('Internal Server Error');
}

export function express() {
  const layers: Layer[] = [];
  const settings = new Map<unknown, unknown>();
  const app = (request: IncomingMessage, response: ServerResponse, last?: Next) => {
    dress(request, response);
    const url = String(request.path);
    let at = 0;
    const next: Next = (error) => {
      if (error) return failed(error, response);
      for (; at < layers.length; ) {
        const layer = layers[at++] as Layer;
        const params = layer.match(url);
        if (!params || (layer.method && layer.method !== request.method)) continue;
        request.params = params;
        run(layer, request, response, next);
        return;
      }
      if (last) return last();
      response.statusCode = 404;
      response.end(`Cannot ${request.method} ${url}`);
    };
    next();
  };
  const add = (method: string | undefined, prefix: boolean) => (first: unknown, ...rest: unknown[]) => {
    const handlers = (typeof first === 'function' ? [first, ...rest] : rest).flat() as Handler[];
    const everywhere = typeof first === 'function';
    const mount = prefix && typeof first === 'string' && !first.includes(':') ? first.replace(/\/$/, '') : '';
    for (const handle of handlers) layers.push({ method, match: matcher(everywhere ? '' : first, prefix || everywhere), handle, mount });
    return app;
  };
  return Object.assign(app, {
    get: (first: unknown, ...rest: unknown[]) => (rest.length === 0 ? settings.get(first) : add('GET', false)(first, ...rest)),
    post: add('POST', false),
    put: add('PUT', false),
    delete: add('DELETE', false),
    all: add(undefined, false),
    use: add(undefined, true),
    set: (name: unknown, value: unknown) => (settings.set(name, value), app),
    patch: add('PATCH', false),
    disable: () => app,
    enable: () => app,
    listen: (...args: unknown[]) => http.createServer(app as never).listen(...args),
    ...refusing('express', ['engine', 'render', 'route', 'param', 'path'], STAND_IN),
  });
}
express.static = (): Handler => (request, response, next) => {
  const name = path.basename(String(request.path)) || 'index.html';
  if (!sendFile(name, response)) next();
};
const readBody =
  (parse: (text: string) => unknown) =>
  (): Handler =>
  (request, _response, next) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      try {
        request.body = body ? parse(body) : {};
      } catch {
        request.body = {};
      }
      next();
    });
  };
express.json = readBody((text) => JSON.parse(text));
express.urlencoded = readBody((text) => Object.fromEntries(new URLSearchParams(text)));
express.Router = express;
Object.assign(express, refusing('express', ['raw', 'text'], STAND_IN));
