/* eslint-disable -- declarations for learners, in the shape of the originals */
/** The playground's small stand-in for `express`: what it serves are the program's own files. */

declare module 'express' {
  import { IncomingMessage, Server, ServerResponse } from 'http';

  function express(): express.Express;
  namespace express {
    interface Request extends IncomingMessage {
      readonly path: string;
      originalUrl: string;
      baseUrl: string;
      hostname: string;
      ip: string;
      query: Record<string, any>;
      params: Record<string, string>;
      body: any;
      get(header: string): string | undefined;
      header(header: string): string | undefined;
      is(type: string): string | false;
    }
    interface Response extends ServerResponse {
      status(code: number): this;
      type(type: string): this;
      set(name: string, value: string): this;
      set(headers: Record<string, string>): this;
      header(name: string, value: string): this;
      append(name: string, value: string): this;
      get(name: string): string | undefined;
      locals: Record<string, any>;
      send(body?: any): this;
      json(body?: any): this;
      redirect(to: string): this;
      redirect(status: number, to: string): this;
      sendStatus(code: number): this;
      /** Sends one of the program's files, found by its name. */
      sendFile(path: string, done?: (error?: Error) => void): this;
      sendFile(path: string, options: { root?: string }, done?: (error?: Error) => void): this;
    }
    type NextFunction = (error?: any) => void;
    type ErrorRequestHandler = (error: any, request: Request, response: Response, next: NextFunction) => any;
    type RequestHandler = (request: Request, response: Response, next: NextFunction) => any;
    type Path = string | RegExp | (string | RegExp)[];

    interface Router {
      (request: IncomingMessage, response: ServerResponse, next?: NextFunction): void;
      get(path: Path, ...handlers: RequestHandler[]): this;
      post(path: Path, ...handlers: RequestHandler[]): this;
      put(path: Path, ...handlers: RequestHandler[]): this;
      patch(path: Path, ...handlers: RequestHandler[]): this;
      delete(path: Path, ...handlers: RequestHandler[]): this;
      all(path: Path, ...handlers: RequestHandler[]): this;
      head(path: Path, ...handlers: RequestHandler[]): this;
      options(path: Path, ...handlers: RequestHandler[]): this;
      route(path: Path): any;
      use(...handlers: (RequestHandler | ErrorRequestHandler)[]): this;
      use(path: Path, ...handlers: (RequestHandler | ErrorRequestHandler)[]): this;
    }
    interface Express extends Router {
      get(name: string): any;
      get(path: Path, ...handlers: RequestHandler[]): this;
      locals: Record<string, any>;
      set(name: string, value: any): this;
      enable(name: string): this;
      disable(name: string): this;
      listen(port?: number | string, done?: () => void): Server;
    }
    type Application = Express;

    /** Serves the program's own files, whatever folder is named. */
    function static(folder: string, options?: object): RequestHandler;
    function json(options?: object): RequestHandler;
    function urlencoded(options?: object): RequestHandler;
    function Router(options?: object): Router;
  }
  export = express;
}
