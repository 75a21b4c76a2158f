/**
 * The guest's only doors to the host (`doors.ts` opens them). They take strings, numbers and bytes; the host checks
 * types and sizes again on its side, because the guest is not to be trusted.
 */
export interface HostCalls {
  /** Sends data to connections, their ids joined by commas. */
  write(conns: string, data: string | ArrayBuffer): void;
  /** One other operation as JSON (`FromGuest`), its bytes beside it. */
  op(json: string, bytes?: ArrayBuffer): void;
  /** One console entry as JSON. */
  log(json: string): void;
  /** Asks for `fire(id)` in `ms`; the host allows a limited number at a time and answers false past it. */
  timer(id: number, ms: number): boolean;
  clear(id: number): void;
  /** Which of the clients' messages runs what runs now, 0 where none does or nobody knows: four bytes that the host sees. */
  cause: ArrayBuffer;
  /** ms since the program began to load, fractional. */
  now(): number;
  /** Random bytes, at most 65 536 at a time. */
  random(size: number): ArrayBuffer;
  /** How a language writes something (`inLocale` of `locale.ts`): a question as JSON, answered as JSON. */
  locale(json: string): string;
  /** Something the learner should be told, as JSON (`GuestProblem` of `problems.ts`). */
  problem(json: string): void;
}

declare global {
  // Set by the host before the prelude runs; taken out of the global object by it.
  var __host: HostCalls;
}

export const host: HostCalls = globalThis.__host;

const shared = new Int32Array(host.cause);
/** The message that runs what runs now; 0 where none does, or nobody knows. */
export const cause = (): number => shared[0] as number;
/** Takes a cause up again. */
export function causedBy(nth: number): void {
  shared[0] = nth;
}
