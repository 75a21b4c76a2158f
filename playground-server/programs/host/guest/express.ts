/**
 * A small stand-in for `express`: what Socket.IO tutorials use of it, serving the program's own files. Anything else
 * says that it is a stand-in, rather than quietly doing nothing.
 */
import { logError } from './console.ts';
import { dress, queryOf, readBody, STAND_IN, staticFiles } from './express-answers.ts';
import { matcher, type Match } from './express-paths.ts';
import { http, type IncomingMessage, type ServerResponse } from './http.ts';
import { refusing } from './unavailable.ts';

export { setFiles } from './express-answers.ts';

type Next = (error?: unknown) => void;
type Handler = (request: IncomingMessage, response: ServerResponse, next: Next) => unknown;
type ErrorHandler = (error: unknown, request: IncomingMessage, response: ServerResponse, next: Next) => unknown;
interface Layer {
  /** Undefined: any. */
  method: string | undefined;
  match: Match;
  handle: Handler | ErrorHandler;
  /** Mounted by `use`: what is below sees the rest of the address. */
  mounted: boolean;
  /** Handlers that were given together: `next('route')` passes over the rest of them. */
  together: object;
}

/** Nobody handled what a handler threw: logged with its line, and answered as express does. */
function failed(error: unknown, response: ServerResponse): void {
  const { status, statusCode } = (typeof error === 'object' && error !== null ? error : {}) as { status?: unknown; statusCode?: unknown };
  const code = Number(status ?? statusCode);
  const own = Number.isInteger(code) && code >= 400 && code <= 599;
  logError(error);
  if (response.writableEnded) return;
  response.statusCode = own ? code : 500;
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.end(own && code < 500 ? String((error as { message?: unknown }).message) : (http.STATUS_CODES[response.statusCode] ?? 'Internal Server Error'));
}

/** As Express 5 does: what a handler throws, now or later, goes to the handlers of errors. */
function run({ handle }: Layer, error: unknown, request: IncomingMessage, response: ServerResponse, next: Next): void {
  try {
    const result = error === undefined ? (handle as Handler)(request, response, next) : (handle as ErrorHandler)(error, request, response, next);
    if (result instanceof Promise) result.catch((reason: unknown) => next(reason ?? new Error('rejected')));
  } catch (thrown) {
    next(thrown ?? new Error('thrown'));
  }
}

export function express() {
  const layers: Layer[] = [];
  const settings = new Map<unknown, unknown>();

  const app = (request: IncomingMessage, response: ServerResponse, last?: Next) => {
    const nobody: Next = (error) => {
      if (last) return last(error);
      if (error !== undefined) return failed(error, response);
      if (response.writableEnded) return;
      response.statusCode = 404;
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(`Cannot ${request.method} ${String(request.path).replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)}`);
    };
    dress(app, request, response, (error) => next(error));
    const [url, base, outer] = [request.url, String(request.baseUrl), request.params];
    const pathname = String(request.path);
    let at = 0;
    let skipped: object | undefined;
    const next: Next = (given) => {
      Object.assign(request, { url, baseUrl: base, params: outer });
      if (given === 'router') return nobody(undefined);
      if (given === 'route') skipped = layers[at - 1]?.together;
      const error = given === 'route' || given === null ? undefined : given;
      while (at < layers.length) {
        const layer = layers[at++] as Layer;
        if (layer.together === skipped || (layer.handle.length === 4) !== (error !== undefined)) continue;
        if (layer.method && layer.method !== request.method && !(layer.method === 'GET' && request.method === 'HEAD')) continue;
        let matched: ReturnType<Match>;
        try {
          matched = layer.match(pathname);
        } catch (unreadable) {
          return next(unreadable);
        }
        if (!matched) continue;
        request.params = { ...(outer as object), ...matched.params };
        if (layer.mounted && matched.taken) {
          const rest = url.slice(matched.taken.length);
          Object.assign(request, { url: rest.startsWith('/') ? rest : `/${rest}`, baseUrl: base + matched.taken });
        }
        return run(layer, error, request, response, next);
      }
      nobody(error);
    };
    next();
  };

  const isPath = (first: unknown) => typeof first === 'string' || first instanceof RegExp || (Array.isArray(first) && first.every((one) => typeof one === 'string' || one instanceof RegExp));
  const add = (method: string | undefined, mounted: boolean) => (first: unknown, ...rest: unknown[]) => {
    const path = isPath(first) ? first : '';
    const handlers = (isPath(first) ? rest : [first, ...rest]).flat(Infinity);
    const together = {};
    for (const handle of handlers) {
      if (typeof handle !== 'function') throw new TypeError(`argument handler must be a function`);
      layers.push({ method, match: matcher(path, mounted || !isPath(first)), handle: handle as Handler, mounted, together });
    }
    if (handlers.length === 0) throw new TypeError('argument handler is required');
    return app;
  };
  const methods = Object.fromEntries(
    ['post', 'put', 'delete', 'patch', 'head', 'options'].map((name) => [name, add(name.toUpperCase(), false)]),
  ) as Record<'post' | 'put' | 'delete' | 'patch' | 'head' | 'options', ReturnType<typeof add>>;
  const get = (first: unknown, ...rest: unknown[]) => (rest.length === 0 && typeof first === 'string' ? settings.get(first) : add('GET', false)(first, ...rest));
  return Object.assign(app, methods, {
    get,
    all: add(undefined, false),
    use: add(undefined, true),
    /** `app.route('/x').get(…).post(…)` */
    route(path: unknown) {
      const chained: Record<string, unknown> = {};
      for (const [name, each] of Object.entries({ ...methods, get, all: add(undefined, false) })) chained[name] = (...handlers: unknown[]) => (each(path, ...handlers), chained);
      return chained;
    },
    locals: {} as Record<string, unknown>,
    set: (name: unknown, value: unknown) => (settings.set(name, value), app),
    enable: (name: unknown) => (settings.set(name, true), app),
    disable: (name: unknown) => (settings.set(name, false), app),
    enabled: (name: unknown) => Boolean(settings.get(name)),
    disabled: (name: unknown) => !settings.get(name),
    listen: (...args: unknown[]) => http.createServer(app as never).listen(...args),
    ...refusing('express', ['engine', 'render', 'param', 'path'], STAND_IN),
  });
}
express.static = staticFiles;
express.json = readBody(/^application\/([\w.-]+\+)?json\b/, (text) => JSON.parse(text));
express.urlencoded = readBody(/^application\/x-www-form-urlencoded\b/, queryOf);
express.Router = express;
Object.assign(express, refusing('express', ['raw', 'text'], STAND_IN));
