/**
 * All that a program says on its way out of the thread: checked, throttled, and gathered into one message a turn, so
 * that a chatty program cannot flood the process around it.
 */
import type { FloodName, ToldLimit } from '../../../protocol/program-limits.ts';
import type { ConsoleEntry, Place, Shown, StopReason } from '../../../protocol/programs.ts';
import type { Limits } from '../limits.ts';
import type { EngineOptions, FromGuest, GuestEntry, ToldProblem } from './protocol.ts';
import { Throttle } from './throttle.ts';

export interface Told {
  did: 'told';
  ops: FromGuest[];
  console: GuestEntry[];
  /** Console entries that were dropped since the last message. */
  dropped: number;
  problems: ToldProblem[];
  limits: { limit: ToldLimit; params: Record<string, number> }[];
  /** About how many bytes this message carries. */
  size: number;
}
const nothing = (): Told => ({ did: 'told', ops: [], console: [], dropped: 0, problems: [], limits: [], size: 0 });

/** When this many seconds' worth of a limit was dropped, the program is ended: it does nothing else. */
const EXCESS = 5;
/** Deliveries (one write to many connections is many) may be this much more than what leaves the thread. */
const FAN_OUT = 10;

export class Outbound {
  #limits: Limits;
  #bytes: Throttle;
  #lines: Throttle;
  #writes: Throttle;
  #delivered: Throttle;
  #notified = new Set<ToldLimit>();
  #told = nothing();
  #send: (told: Told) => void;
  #stop: (reason: StopReason, params: Record<string, string | number>) => void;
  listening = false;

  constructor(limits: Limits, send: (told: Told) => void, stop: (reason: StopReason, params: Record<string, string | number>) => void) {
    this.#limits = limits;
    this.#send = send;
    this.#stop = stop;
    this.#bytes = new Throttle(limits.outputKb * 1000);
    this.#lines = new Throttle(limits.logLines);
    this.#writes = new Throttle(limits.writes);
    this.#delivered = new Throttle(limits.outputKb * 1000 * FAN_OUT);
  }

  flush(): void {
    const { ops, console, dropped, problems, limits } = this.#told;
    if (ops.length + console.length + dropped + problems.length + limits.length === 0) return;
    const told = this.#told;
    this.#told = nothing();
    this.#send(told);
  }
  /** Each limit is told once; the count of what was dropped goes on beside the console. */
  notice(limit: ToldLimit, params: Record<string, number>): void {
    if (this.#notified.has(limit)) return;
    this.#notified.add(limit);
    this.#told.limits.push({ limit, params });
  }
  #over(throttle: Throttle, limit: FloodName): false {
    this.notice(limit, { limit: this.#limits[limit] });
    if (throttle.excess > EXCESS) this.#stop('output-flood', { what: limit, limit: this.#limits[limit] });
    return false;
  }
  /** One message over the limit is dropped; one after the other is a flood. */
  tooLarge(size: number): void {
    this.notice('messageKb', { limit: this.#limits.messageKb });
    if (!this.#bytes.take(size)) this.#over(this.#bytes, 'outputKb');
  }
  #fits(size: number): boolean {
    if (!this.#bytes.take(size)) return this.#over(this.#bytes, 'outputKb');
    this.#told.size += size;
    return true;
  }

  write(conns: string[], data: string | Uint8Array): void {
    const size = data.length;
    if (size > this.#limits.messageKb * 1000) return this.tooLarge(size);
    if (conns.length > this.#limits.connections) return;
    if (!this.#writes.take()) return void this.#over(this.#writes, 'writes');
    if (!this.#delivered.take(size * conns.length)) return void this.#over(this.#delivered, 'outputKb');
    if (this.#fits(size)) this.#told.ops.push({ op: 'write', conns, data });
  }

  /** Reads what the guest asks for; what a guest of ours would not say is dropped. */
  op(json: string, body: Uint8Array | undefined): void {
    const op = JSON.parse(json) as Record<string, unknown> | null;
    if (op === null || typeof op !== 'object') return;
    const fits = this.#fits(json.length + (body?.length ?? 0)) && (this.#writes.take() || this.#over(this.#writes, 'writes'));
    // What listens and what is closed is told all the same: the host would take it for something else than the guest does.
    switch (op.op) {
      case 'listen':
        this.listening = true;
        this.#told.ops.push({ op: 'listen', port: typeof op.port === 'number' ? op.port : null, engine: isRecord(op.engine) ? engineOptions(op.engine) : null, http: op.http === true });
        break;
      case 'unlisten':
        this.#told.ops.push({ op: 'unlisten' });
        break;
      case 'close':
        if (typeof op.conn === 'string') this.#told.ops.push({ op: 'close', conn: op.conn });
        break;
      case 'respond': {
        const { id, status, headers } = isRecord(op.response) ? op.response : {};
        if (!Number.isInteger(id) || !Number.isInteger(status) || (status as number) < 200 || (status as number) > 599) return;
        // Nobody shall wait for an answer that was left out.
        if (fits) this.#told.ops.push({ op: 'respond', response: { id: id as number, status: status as number, headers: plainHeaders(headers), body: body ?? '' } });
        else this.#told.ops.push({ op: 'respond', response: { id: id as number, status: 503, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'The program sends more than it may in the playground' } });
        break;
      }
    }
  }

  /** One console entry; `nth` is the message whose handler wrote it, 0 where unknown. */
  log(json: string, nth = 0): void {
    if (!this.#lines.take()) {
      this.#told.dropped++;
      return void this.#over(this.#lines, 'logLines');
    }
    if (!this.#fits(json.length)) {
      this.#told.dropped++;
      return;
    }
    const entry = JSON.parse(json) as Partial<ConsoleEntry>;
    if (!isRecord(entry) || !Array.isArray(entry.values)) return;
    const level = LEVELS.has(entry.level as string) ? (entry.level as ConsoleEntry['level']) : 'log';
    const place = placeOf(entry.place);
    this.#told.console.push({ t: Number(entry.t) || 0, end: 'server', level, values: entry.values.filter(isRecord) as unknown as Shown[], ...(place ? { place } : {}), times: 1, ...(nth > 0 ? { nth } : {}) });
  }

  problem(problem: ToldProblem): void {
    this.#told.problems.push(problem);
  }
}

const LEVELS = new Set(['log', 'info', 'warn', 'error', 'debug']);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A place in the server's file, if it is one. */
export function placeOf(value: unknown): Place | undefined {
  if (!isRecord(value) || !/^server\.(js|ts)$/.test(String(value.file)) || !Number.isInteger(value.line)) return undefined;
  return { file: String(value.file), line: value.line as number, ...(Number.isInteger(value.column) ? { column: value.column as number } : {}) };
}

/** Only plain values of the known options; the bridge clamps them. */
function engineOptions(given: Record<string, unknown>): EngineOptions {
  const options: Record<string, unknown> = {};
  if (typeof given.path === 'string') options.path = given.path.slice(0, 200);
  for (const key of ['pingInterval', 'pingTimeout', 'upgradeTimeout', 'maxHttpBufferSize']) if (typeof given[key] === 'number') options[key] = given[key];
  for (const key of ['allowUpgrades', 'perMessageDeflate']) if (typeof given[key] === 'boolean') options[key] = given[key];
  if (Array.isArray(given.transports)) options.transports = given.transports.filter((name) => typeof name === 'string').slice(0, 5);
  if (isRecord(given.cors)) {
    const { origin, credentials } = given.cors;
    const origins = Array.isArray(origin) ? origin.filter((one) => typeof one === 'string').slice(0, 50) : typeof origin === 'string' || typeof origin === 'boolean' ? origin : undefined;
    options.cors = { ...(origins === undefined ? {} : { origin: origins }), ...(typeof credentials === 'boolean' ? { credentials } : {}) };
  }
  return options;
}
function plainHeaders(headers: unknown): Record<string, string> {
  if (!isRecord(headers)) return {};
  const plain = Object.entries(headers).filter(([name, value]) => /^[\w-]{1,60}$/.test(name) && typeof value === 'string' && value.length < 2000 && /^[\t\x20-\x7e]*$/.test(value));
  return Object.fromEntries(plain.slice(0, 30)) as Record<string, string>;
}
