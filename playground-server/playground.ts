/** The line listener with programs on it: what `npm start` and `npm run dev` both stand on. */
import { networkInterfaces } from 'node:os';
import { lanAddresses } from './announce.ts';
import { createLineListener, type LineListener } from './line/listener.ts';
import { readLimits } from './programs/limits.ts';
import { createProgramPool } from './programs/pool.ts';
import { createPrograms } from './programs/programs.ts';
import type { HostPolicy } from './site/host-policy.ts';

/**
 * Makes the listener. The programs' process starts with the first program, so that a class that only reads pays
 * nothing for it. Throws `LimitError` on a limit in `environment` that cannot be read.
 */
export function createPlayground(policy: HostPolicy, lineUrl: string | null, environment: Record<string, string | undefined>): LineListener {
  const programs = createPrograms({
    pool: createProgramPool({ limits: readLimits(environment) }),
    isAllowedOrigin: (origin) => policy.isAllowedOrigin(origin),
    // Asked anew each time: a laptop changes its Wi-Fi during a lesson. Behind a proxy the page has a name already.
    reach() {
      const bound = line.server.address();
      if (lineUrl || bound === null || typeof bound === 'string') return undefined;
      const [address] = lanAddresses(networkInterfaces(), bound.address);
      return address?.includes(':') ? `[${address}]` : address;
    },
  });
  const line = createLineListener({ ...policy, lineUrl, routes: [programs.route], extensions: [(socket, viewer) => programs.extension(socket, viewer)] });
  programs.join(line.lines, line.server);
  return {
    ...line,
    async close() {
      await Promise.all([programs.close(), line.close()]);
    },
  };
}
