/**
 * What crosses between the playground server (`pool.ts`), the child process (`host.ts`), its worker threads
 * (`worker.ts`) and the guest in QuickJS. Everything is a plain structured-clone value. Times are milliseconds.
 *
 * The host never reads the guest's Socket.IO packets: it forwards opaque strings and bytes, so that what a learner
 * sends can hurt nobody but their own guest.
 */
import type { ToldLimit } from '../../../protocol/program-limits.ts';
import type { ConsoleEntry, Files, Problem, StopReason } from '../../../protocol/programs.ts';

export type Data = string | Uint8Array;

/** A console entry as the guest wrote it: `nth` is the message whose handler it was, where that is known. */
export type GuestEntry = ConsoleEntry & { nth?: number };
/** The same of an error or a warning. */
export type ToldProblem = Problem & { nth?: number };

/** What a program receives of a connection's first request: a whitelist, nothing else. */
export interface Handshake {
  url: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  /** Shortened so that it tells connections apart without telling who it is. */
  address: string;
  transport: 'polling' | 'websocket';
  secure: boolean;
}

/** A bridged HTTP request for the program's own handlers (express, http.createServer). */
export interface HttpRequest {
  id: number;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: Uint8Array;
}
export interface HttpResponse {
  id: number;
  status: number;
  headers: Record<string, string>;
  body: Data;
}

/** Engine options a program may ask for; the bridge clamps them (see `limits.ts`). */
export interface EngineOptions {
  path?: string;
  pingInterval?: number;
  pingTimeout?: number;
  upgradeTimeout?: number;
  maxHttpBufferSize?: number;
  transports?: string[];
  allowUpgrades?: boolean;
  perMessageDeflate?: boolean;
  cors?: { origin?: string[] | string | boolean; credentials?: boolean };
}

/** Host → guest: one turn of the program each. */
export type ToGuest =
  | { op: 'open'; conn: string; handshake: Handshake }
  /** `nth` numbers what clients sent to this program, over all connections, from 1: console entries name it as their cause. */
  | { op: 'data'; conn: string; data: Data; nth?: number }
  | { op: 'upgrade'; conn: string; transport: 'polling' | 'websocket' }
  /** Whether the connection takes more: for `volatile`. */
  | { op: 'writable'; conn: string; writable: boolean }
  | { op: 'close'; conn: string; reason: string; detail?: string }
  | { op: 'refused'; code: number; message: string; context: Record<string, string> }
  | { op: 'request'; request: HttpRequest };

/** Guest → host. */
export type FromGuest =
  /** An engine was attached and its http server listens: connections may come. `port` is what the learner wrote. */
  | { op: 'listen'; port: number | null; engine: EngineOptions | null; http: boolean }
  | { op: 'unlisten' }
  | { op: 'write'; conns: string[]; data: Data }
  | { op: 'close'; conn: string }
  | { op: 'respond'; response: HttpResponse };

/** Pool → child process. */
export type ToHost =
  | { to: 'run'; program: number; sources: GuestSources }
  | { to: 'turns'; program: number; turns: ToGuest[] }
  /** Asks for `memory`. */
  | { to: 'memory'; program: number }
  | { to: 'stop'; program: number }
  | { to: 'shutdown' };

/** Child process → pool. */
export type FromHost =
  | { from: 'ready'; pid: number }
  | { from: 'ops'; program: number; ops: FromGuest[] }
  | { from: 'console'; program: number; entries: GuestEntry[]; dropped: number }
  | { from: 'problem'; program: number; problem: ToldProblem }
  | { from: 'limit'; program: number; limit: ToldLimit; params: Record<string, string | number> }
  /** So many of the turns that were sent are done. */
  | { from: 'turns'; program: number; count: number }
  /** Bytes: what the guest's heap holds, and its whole WebAssembly memory. */
  | { from: 'memory'; program: number; heap: number; total: number }
  | { from: 'loaded'; program: number; listening: boolean }
  | { from: 'stopped'; program: number; reason: StopReason; params?: Record<string, string | number> };

/** What `compile.ts` makes of a learner's files: JavaScript by name, types stripped, lines kept. */
export interface GuestSources {
  entry: { file: string; code: string; kind: 'module' | 'commonjs' };
  /** All files as the learner wrote them: for the program's own static serving. */
  files: Files;
}
