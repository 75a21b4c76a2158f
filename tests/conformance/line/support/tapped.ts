/** A plain `http.Server` of a test's own, tapped or not, and lines whose traces the test reads. */
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LINE_LIMITS, realClock, type LineLimits } from '../../../../playground-server/line/limits.ts';
import { createLines, type Line, type Lines } from '../../../../playground-server/line/lines.ts';
import { tap, type Tap } from '../../../../playground-server/line/tap/tap.ts';
import type { Faults } from '../../../../protocol/control.ts';
import { Events } from './events.ts';

export interface TestLine extends Line {
  events: Events;
  gone: string[];
}
export interface Tapped {
  server: Server;
  port: number;
  lines: Lines;
  tap: Tap | undefined;
  open(faults?: Faults): TestLine;
  close(): Promise<void>;
}

export async function tapped(
  listener: RequestListener | undefined,
  options: { tapped?: boolean; limits?: Partial<LineLimits>; server?: ServerOptions; prepare?: (server: Server) => void } = {},
): Promise<Tapped> {
  const limits = { ...LINE_LIMITS, recordedBytesPerLine: 64_000_000, ...options.limits };
  const lines = createLines(limits, realClock);
  const server = createServer(options.server ?? {}, listener);
  options.prepare?.(server);
  const made = options.tapped === false ? undefined : tap(server, { lineOf: (token) => lines.byToken(token), limits, clock: realClock });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    server,
    port: (server.address() as AddressInfo).port,
    lines,
    tap: made,
    open(faults = {}) {
      const events = new Events();
      const gone: string[] = [];
      const line = lines.open({ trace: (_line, event) => events.add(event), gone: (_line, reason) => void gone.push(reason), waiting: () => 0 }, faults);
      return Object.assign(line, { events, gone });
    },
    async close() {
      lines.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      made?.endAll();
      await closed;
    },
  };
}
