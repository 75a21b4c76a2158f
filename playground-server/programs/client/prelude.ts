/**
 * What runs in a client frame before the learner's client: wraps `io()` so that it reaches this very program, tells
 * the workbench what the console says and what goes wrong, and ends turns that do not end. Bundled by `assets.ts`;
 * settings stand in `window.__saitrong` before it.
 */
import type { ConsoleEntry, Place } from '../../../protocol/programs.ts';
import { SEEN_MARK, type SeenCode } from '../../../protocol/hints.ts';
import { createClientCauses } from './cause.ts';
import { limitDialogs } from './dialogs.ts';
import { show } from '../host/guest/show.ts';
import { placeStorageErrors, unknownPackage, whereImported } from './no-place.ts';
import { observe } from './observe.ts';

interface Settings {
  /** `/play/ID`, and the line's token. */
  base: string;
  token: string;
  /** The workbench's origin; empty where the page was opened on its own. */
  parent: string;
  /** The files that are the learner's, as they appear in stacks. */
  files: string[];
}
declare global {
  interface Window {
    __saitrong: Settings & { wrap: (io: Dial) => Dial; guard: () => void };
    io?: Dial;
  }
}
type Dial = ((uri?: unknown, options?: Record<string, unknown>) => unknown) & Record<string, unknown>;

const settings = window.__saitrong;
const started = performance.now();

// ---- telling the workbench ----

/** Entries a second that leave the frame; what is more is counted and told. */
const MOST = 200;
let window_ = 0;
let sent = 0;
let dropped = 0;
/** Nothing more is told this second; one more was left out. Asked first, so that a flood costs little. */
function isFull(): boolean {
  const now = Math.floor(performance.now() / 1000);
  if (now !== window_) {
    window_ = now;
    sent = 0;
  }
  if (sent < MOST) return false;
  dropped++;
  return true;
}
function tell(message: Record<string, unknown>): void {
  if (!settings.parent || window.parent === window || isFull()) return;
  sent++;
  window.parent.postMessage({ saitrong: 'client', ...message, ...(dropped ? { dropped } : {}) }, settings.parent);
  dropped = 0;
}

/** Places of a stack in the learner's own files, innermost first (Chromium's and Firefox's forms). */
function placesOf(stack: string): Place[] {
  const places: Place[] = [];
  for (const match of stack.matchAll(/([\w.-]+\.(?:js|ts|html))(?:\?[^\s:)]*)?:(\d+):(\d+)/g)) {
    const [, name = '', line, column] = match;
    const file = settings.files.find((one) => one === name || one.replace(/\.ts$/, '.js') === name);
    if (file) places.push({ file, line: Number(line), column: Number(column) });
  }
  return places;
}

const causes = createClientCauses();
const levels = ['log', 'info', 'warn', 'error', 'debug'] as const;
for (const level of levels) {
  const original = console[level].bind(console);
  console[level] = (...values: unknown[]) => {
    original(...values);
    if (isFull()) return;
    const [place] = placesOf(new Error().stack ?? '');
    const entry: ConsoleEntry = { t: performance.now() - started, end: 'client', level, values: values.map((value) => show(value)), times: 1, ...(place ? { place } : {}) };
    tell({ type: 'console', entry, cause: causes.now() });
  };
}

function problem(error: unknown, at?: { filename?: string; lineno?: number; colno?: number }): void {
  const isError = error instanceof Error;
  const stack = isError ? placesOf(error.stack ?? '') : [];
  const name = at?.filename?.split('/').pop()?.split('?')[0];
  const file = settings.files.find((one) => one === name || one.replace(/\.ts$/, '.js') === name);
  const place = stack[0] ?? (file && at?.lineno ? { file, line: at.lineno, ...(at.colno ? { column: at.colno } : {}) } : undefined);
  const message = (isError ? error.message : String(error)).slice(0, 4000);
  const cause = causes.of(error);
  const say = (where: Place | undefined) =>
    tell({ type: 'problem', problem: { severity: 'error', end: 'client', name: isError ? error.name : 'Thrown', message, stack, ...(where ? { place: where } : {}) }, cause });
  const specifier = place ? undefined : unknownPackage(message);
  if (specifier === undefined) say(place);
  else void whereImported(specifier, settings.files).then(say);
}
/** A fact about the learner's sockets; the workbench makes a hint of it. */
function seen(code: SeenCode, params: Record<string, string | number>): void {
  const [place] = placesOf(new Error().stack ?? '');
  tell({ type: 'problem', problem: { severity: 'warning', end: 'client', name: 'Seen', message: '', stack: [], ...(place ? { place } : {}), hint: { code: SEEN_MARK + code, params } } });
}
addEventListener('error', (event) => {
  if (event instanceof ErrorEvent) problem(event.error ?? event.message, event);
});
addEventListener('unhandledrejection', (event) => problem(event.reason));
placeStorageErrors();

// ---- io() ----

/** `io()`, `io("/admin")` and `io("http://localhost:3000/admin")` all mean this program; its namespace is kept. */
function wrap(io: Dial): Dial {
  const wrapped = (uri?: unknown, options?: Record<string, unknown>) => {
    const [address, given] = typeof uri === 'object' && uri !== null ? [undefined, uri as Record<string, unknown>] : [uri as string | undefined, options ?? {}];
    let namespace = '';
    if (typeof address === 'string' && address !== '') {
      const url = new URL(address, location.href);
      namespace = url.pathname === '/' || url.pathname === location.pathname ? '' : url.pathname;
      const elsewhere = /^(https?|wss?):/i.test(address) && url.host !== location.host;
      if (elsewhere) console.info(`io("${address}") was led to this program: in the playground every client talks to the program beside it.`);
    }
    const path = `${settings.base}${String(given.path ?? '/socket.io').replace(/\/?$/, '/')}`;
    const query = { ...(given.query as object | undefined), ...(settings.token ? { line: settings.token } : {}) };
    const socket = io(location.origin === 'null' ? `${location.protocol}//${location.host}${namespace}` : namespace || undefined, { ...given, path, query });
    causes.watch(socket);
    return observe(socket, seen);
  };
  return Object.assign(wrapped, io, { connect: wrapped });
}
// The classic script sets `window.io`: what it sets is wrapped as it is set.
let current: Dial | undefined;
Object.defineProperty(window, 'io', {
  configurable: true,
  get: () => current,
  set(value: Dial) {
    current = typeof value === 'function' ? wrap(value) : value;
  },
});

// ---- ways out ----

// No policy of a page's covers what WebRTC asks of other machines, and no program here needs it.
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) delete (window as unknown as Record<string, unknown>)[name];

// ---- loops that do not end ----

/** How long (ms) one turn of the client may take before its loops are ended. */
const LONGEST = 2_000;
let turn = 0;
/** Called by every loop of the learner's client, and where it catches (see `loops.ts`). */
function guard(): void {
  const now = performance.now();
  if (turn === 0) {
    turn = now;
    setTimeout(() => (turn = 0), 0);
  } else if (now - turn > LONGEST) {
    // Again and again until the turn is over: a loop around this one may catch what is thrown.
    throw new RangeError('This loop ran for 2 seconds without a pause, so the playground ended it');
  }
}

limitDialogs(
  () => (turn = 0),
  (name) => console.warn(`${name}() was left out: the playground shows at most 5 dialogs in 10 seconds.`),
);

Object.assign(settings, { wrap, guard });
tell({ type: 'ready' });
