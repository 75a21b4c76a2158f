/** Astro's dev server on PORT with the playground server's parts on it, and the line listener on LINE_PORT. */
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import os from 'node:os';
import { dev, type AstroInlineConfig, type AstroIntegration } from 'astro';
import { ConfigError, inBothLanguages, readConfig } from '../../playground-server/config.ts';
import { createPlayground } from '../../playground-server/playground.ts';
import { listen } from '../../playground-server/listen.ts';
import type { Health } from '../../playground-server/site/handler.ts';
import { createHostPolicy } from '../../playground-server/site/host-policy.ts';
import { stopOnSignals } from '../../playground-server/stop.ts';
import { root } from '../lib/modern-node.mjs';

try {
  await main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(inBothLanguages(error));
  process.exit(1);
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };
  const line = createPlayground(createHostPolicy(config), config.lineUrl, process.env);
  await listen(line.server, 'LINE_PORT', config.linePort, config.host);

  const names = [config.publicUrl, config.lineUrl].flatMap((origin) => (origin ? [new URL(origin).hostname] : []));
  const host = config.host ?? true;
  const settings: AstroInlineConfig = {
    root,
    server: { port: config.port, host, allowedHosts: [...config.allowedHosts, ...names, os.hostname(), `${os.hostname()}.local`] },
    vite: {
      server: { strictPort: true },
      // Learners' pages are text to us: what they ask for is no package of the site's, and may not even be there.
      environments: { client: { optimizeDeps: { entries: ['!**/src/content/**'] } } },
    },
    integrations: [
      onDevServer(line.control.attach, (site) => ({
        ok: site.listening && line.server.listening,
        line: { port: config.linePort, url: config.lineUrl },
        version,
      })),
    ],
  };
  const server = await dev(settings).catch(async (error: Error) => {
    await line.close();
    throw /already in use/.test(error.message) ? portInUse(config.port) : error;
  });
  // Vite's own listener would end the process before every line has said goodbye.
  process.removeAllListeners('SIGTERM');
  stopOnSignals(async () => {
    await Promise.all([line.close(), server.stop()]);
  });
}

/** Puts the control channel and `/healthz` on Vite's own HTTP server. */
function onDevServer(attach: (site: Server) => void, health: (site: Server) => Health): AstroIntegration {
  return {
    name: 'playground-server',
    hooks: {
      'astro:server:setup': ({ server }) => {
        const site = server.httpServer as Server | null;
        if (!site) throw new Error('the dev server has no HTTP server of its own');
        attach(site);
        server.middlewares.use('/healthz', (_request, response) => {
          const state = health(site);
          response.writeHead(state.ok ? 200 : 503, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
          response.end(`${JSON.stringify(state)}\n`);
        });
      },
    },
  };
}

function portInUse(port: number): ConfigError {
  return new ConfigError(
    'PORT',
    `พอร์ต ${port} (PORT) มีโปรแกรมอื่นใช้อยู่ ปิดโปรแกรมนั้น หรือใช้พอร์ตอื่น เช่น PORT=4000 npm run dev`,
    `Port ${port} (PORT) is in use by another program: stop that one, or choose another, for example PORT=4000 npm run dev.`,
  );
}
