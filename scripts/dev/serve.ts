/** Astro's dev server on PORT with the playground server's parts on it, and the line listener on LINE_PORT. */
import { readFileSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { dev, type AstroInlineConfig, type AstroIntegration } from 'astro';
import { ConfigError, inBothLanguages, readConfig } from '../../playground-server/config.ts';
import { createPlayground } from '../../playground-server/playground.ts';
import { listen, tryPorts } from '../../playground-server/listen.ts';
import { refusesHost, type Health } from '../../playground-server/site/handler.ts';
import { createHostPolicy, type HostPolicy } from '../../playground-server/site/host-policy.ts';
import { stopOnSignals } from '../../playground-server/stop.ts';
import { stayHome } from '../lib/home.ts';
import { root } from '../lib/modern-node.mjs';

const COMMAND = 'npm run dev';

try {
  await main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(inBothLanguages(error));
  process.exit(1);
}

async function main(): Promise<void> {
  stayHome();
  const opened: (() => Promise<unknown>)[] = [];
  stopOnSignals(async () => void (await Promise.all(opened.map((close) => close()))));
  const ours = process.listeners('SIGTERM');

  const config = readConfig(process.env);
  const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };
  // Vite opens PORT late, and says in its own words that it is in use.
  await tryPorts(config, COMMAND);
  const policy = createHostPolicy(config);
  const line = createPlayground(policy, config.lineUrl, process.env);
  opened.push(() => line.close());
  await listen(line.server, 'LINE_PORT', config.linePort, config.host, COMMAND);

  const settings: AstroInlineConfig = {
    root,
    // Which names are answered is for our own policy to say (below): Vite would speak of files that are not ours.
    server: { port: config.port, host: config.host ?? true, allowedHosts: true },
    vite: {
      server: { strictPort: true },
      // Learners' pages are text to us: what they ask for is no package of the site's, and may not even be there.
      environments: { client: { optimizeDeps: { entries: ['!**/src/content/**'] } } },
    },
    integrations: [
      onDevServer(policy, line.control.attach, (site) => ({
        ok: site.listening && line.server.listening,
        line: { port: config.linePort, url: config.lineUrl },
        version,
      })),
    ],
  };
  const server = await dev(settings);
  opened.push(() => server.stop());
  // Vite's own listener would end the process before every line has said goodbye.
  for (const listener of process.listeners('SIGTERM')) if (!ours.includes(listener)) process.off('SIGTERM', listener);
  console.log(`  สายอยู่ที่พอร์ต · The line listener is on port ${config.linePort}\n  หยุด · Stop  Ctrl-C\n`);
}

/** Puts the control channel and `/healthz` on Vite's own HTTP server, and before all else the look at the name. */
function onDevServer(policy: HostPolicy, attach: (site: Server) => void, health: (site: Server) => Health): AstroIntegration {
  return {
    name: 'playground-server',
    hooks: {
      'astro:server:setup': ({ server }) => {
        const site = server.httpServer as Server | null;
        if (!site) throw new Error('the dev server has no HTTP server of its own');
        attach(site);
        server.middlewares.stack.unshift({
          route: '',
          handle: (request: IncomingMessage, response: ServerResponse, next: () => void) => {
            if (!refusesHost(request, response, policy)) next();
          },
        });
        server.middlewares.use('/healthz', (_request, response) => {
          const state = health(site);
          response.writeHead(state.ok ? 200 : 503, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
          response.end(`${JSON.stringify(state)}\n`);
        });
      },
    },
  };
}
