/** How hostile programs are written down: each with how it must end, or that it is harmless. */
import type { StopReason } from '../../../protocol/programs.ts';

export interface Attack {
  name: string;
  code: string;
  ends?: StopReason[];
  /** Its loop is ended with the turn, and what is left of it does no harm: it may also live on, told so. */
  tamed?: true;
  lives?: true;
  /** It takes what it gets: where others leave it no more than its share of a core, it may live on. */
  greedy?: true;
  /** Limit that must have been told. */
  limit?: string;
  /** Events a client emits, each as often as it says. */
  poke?: [event: string, times: number];
  /** Requests that a stranger sends it, and how many of them must be answered for all that. */
  requests?: { path: string; times: number; answered?: number; body?: string };
}

/** On a crowded machine the watchdog or the share may come before the deadline. */
export const LOOP: StopReason[] = ['deadline', 'not-responding', 'too-busy'];
export const BLOCK: StopReason[] = ['not-responding', 'deadline', 'memory', 'threw', 'stack', 'too-busy'];
export const FULL: StopReason[] = ['memory', 'threw', 'deadline', 'not-responding', 'stack', 'too-busy'];
export const STACK: StopReason[] = ['stack', 'threw', 'memory', 'deadline', 'not-responding', 'too-busy'];
export const FLOOD: StopReason[] = ['output-flood', 'too-busy', 'deadline', 'memory', 'not-responding', 'threw'];

/** While it loads, and the same from a handler of a server that listens already. */
export const SERVER = `const { Server } = require('socket.io'); const io = new Server(3000);`;
export const load = (name: string, code: string, ends: StopReason[]): Attack => ({ name: `load: ${name}`, code: `${SERVER} ${code}`, ends });
export const later = (name: string, code: string, ends: StopReason[]): Attack => ({ name: `timer: ${name}`, code: `${SERVER} setInterval(() => { ${code} }, 5);`, ends });
export const handler = (name: string, code: string, ends: StopReason[]): Attack => ({ name: `handler: ${name}`, code: `${SERVER} io.on('connection', (socket) => { socket.on('go', () => { ${code} }); });`, ends, poke: ['go', 10] });
export const greedy = (attack: Attack): Attack => ({ ...attack, greedy: true });
export const tamed = (attack: Attack): Attack => ({ ...attack, tamed: true });
export const harmless = (name: string, code: string): Attack => ({ name: `escape: ${name}`, code: `${SERVER} ${code}`, lives: true });
/** Looks for something outside and says so: finding it would end the program with `escaped`. */
export const escape = (name: string, expression: string): Attack => harmless(name, `let found; try { found = (() => { ${expression} })(); } catch { found = undefined; } if (found) { throw new Error('escaped: ' + String(found)); }`);
