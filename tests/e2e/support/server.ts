/** Starts the real server, as a process of its own on free ports, for tests. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface Site {
  /** `http://127.0.0.1:PORT`, no final slash. */
  url: string;
  /** The same server by a plain-HTTP name that is not localhost: no secure context. */
  plainUrl: string;
  /** Origin of the line listener. */
  lineUrl: string;
  port: number;
  linePort: number;
  /** All that the server printed so far. */
  output(): string;
  /** Asks it to stop and waits for its end. */
  stop(signal?: 'SIGTERM' | 'SIGINT'): Promise<Ended>;
  /** Ends it with SIGKILL: as if the teacher's laptop died. */
  kill(): Promise<Ended>;
  process: ChildProcess;
}
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}
export interface StartOptions {
  /** Added to the environment; PORT and LINE_PORT are free ones unless given here. */
  env?: Record<string, string>;
}

/** How long a start may take, ms. It takes about 0.5 s on a quiet machine. */
const LONGEST_START_MS = 20_000;
/** And how long one question whether it is up is left open, ms. */
const LONGEST_ANSWER_MS = 2_000;

/**
 * Resolves when `/healthz` says that both listeners are up.
 * @throws where it ends before, with what it printed
 */
export async function startSite({ env = {} }: StartOptions = {}): Promise<Site> {
  // A port that was free may be taken before the server has it; another pair is then tried.
  for (let attempt = 1; ; attempt++) {
    const [port, linePort] = env.PORT ? [Number(env.PORT), Number(env.LINE_PORT ?? Number(env.PORT) + 1)] : await freePorts();
    const site = launch(port, linePort, env);
    if (await isUp(site)) return site;
    await site.kill();
    if (attempt === 3 || env.PORT) throw new Error(`the server did not start:\n${site.output()}`);
  }
}

/** Starts the server without waiting: for tests of starts that fail. */
export function launch(port: number, linePort: number, env: Record<string, string>): Site {
  const child = spawn(process.execPath, ['playground-server/main.ts'], {
    cwd: root,
    env: { ...cleanEnvironment(), ALLOWED_HOSTS: 'class.test', PORT: String(port), LINE_PORT: String(linePort), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const ended = new Promise<Ended>((resolve) => child.on('close', (code, signal) => resolve({ code, signal })));
  const end = (signal: NodeJS.Signals): Promise<Ended> => {
    child.kill(signal);
    return ended;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    plainUrl: `http://class.test:${port}`,
    lineUrl: `http://127.0.0.1:${linePort}`,
    port,
    linePort,
    output: () => text,
    stop: (signal = 'SIGTERM') => end(signal),
    kill: () => end('SIGKILL'),
    process: child,
  };
}

/** As far as a site's listener says more of itself than a line's. */
interface Health {
  ok: boolean;
  line?: { port: number };
}
async function isUp(site: Site): Promise<boolean> {
  const until = performance.now() + LONGEST_START_MS;
  while (performance.now() < until && site.process.exitCode === null && site.process.signalCode === null) {
    // Whatever else may have come to this port need not answer at all.
    const health = await fetch(`${site.url}/healthz`, { signal: AbortSignal.timeout(LONGEST_ANSWER_MS) }).then((answer) => answer.json() as Promise<Health>).catch(() => undefined);
    // Another test's server may have come to this port first; it has another line.
    if (health?.ok && health.line?.port === site.linePort) return true;
    await pause(50);
  }
  return false;
}

/**
 * Ports below those that systems give to whoever asks for any (Linux: from 32768 up), so that only tests take them; each
 * worker has its own.
 */
const PORTS = { first: 20_000, each: 1_000, workers: 12 };
const worker = Number(process.env.TEST_PARALLEL_INDEX ?? process.env.VITEST_POOL_ID ?? 0) % PORTS.workers;
/** Another run on this machine has the same: each begins somewhere else. */
let next = randomInt(PORTS.each);

/** Two ports that nothing listens on, and that no other test of this run is given, for as long as this one runs. */
export async function freePorts(): Promise<[number, number]> {
  const found: number[] = [];
  while (found.length < 2) {
    const port = PORTS.first + worker * PORTS.each + (next++ % PORTS.each);
    if (await isFree(port)) found.push(port);
  }
  return found as [number, number];
}
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}

/** The environment without what would configure the server or the runner. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const name of ['PORT', 'LINE_PORT', 'HOST', 'PUBLIC_URL', 'LINE_URL', 'ALLOWED_HOSTS', 'NODE_OPTIONS', 'FORCE_COLOR']) delete env[name];
  // PROGRAMS asks for the playground's specs, and means the size of the pool to the server.
  for (const name of Object.keys(env)) if (name.startsWith('PROGRAM')) delete env[name];
  return env;
}
