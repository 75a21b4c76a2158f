/** Reads the configuration, joins the parts, listens, prints where to go. */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { announce, lanAddresses } from './announce.ts';
import { ConfigError, inBothLanguages, readConfig } from './config.ts';
import { createPlayground } from './playground.ts';
import { listen } from './listen.ts';
import { loadSite, NoBuildError } from './site/files.ts';
import { createSiteHandler } from './site/handler.ts';
import { createHostPolicy } from './site/host-policy.ts';
import { closeSiteServer, createSiteServer } from './site/server.ts';
import { stopOnSignals } from './stop.ts';
import { colourBits } from './terminal.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  await main();
} catch (error) {
  process.exitCode = 1;
  if (error instanceof ConfigError) {
    console.error(inBothLanguages(error));
  } else if (error instanceof NoBuildError) {
    console.error('\n  ยังไม่ได้ build เว็บ ใช้ npm start (build ให้เอง) หรือ npm run build\n  The site is not built yet: use npm start, which builds it, or npm run build.\n');
  } else {
    throw error;
  }
}

async function main(): Promise<void> {
  const opened: (() => Promise<void>)[] = [];
  const closeAll = async (): Promise<void> => void (await Promise.all(opened.map((close) => close())));
  // From the first moment on: who changes their mind during the start is answered too.
  stopOnSignals(closeAll);

  const config = readConfig(process.env);
  const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };
  const policy = createHostPolicy(config);
  const files = await loadSite(`${root}dist`);

  const line = createPlayground(policy, config.lineUrl, process.env);
  const health = () => ({
    ok: site.listening && line.server.listening,
    line: { port: config.linePort, url: config.lineUrl },
    version,
  });
  const site = createSiteServer(createSiteHandler({ config, policy, files, health }));
  line.control.attach(site);
  opened.push(() => line.close(), () => closeSiteServer(site));

  try {
    // The site first: where another copy of this server holds both ports, PORT is the one to speak of.
    await listen(site, 'PORT', config.port, config.host);
    await listen(line.server, 'LINE_PORT', config.linePort, config.host);
  } catch (error) {
    await closeAll();
    throw error;
  }
  const bound = (site.address() as AddressInfo).address;
  console.log(announce({ config, bound, lan: lanAddresses(os.networkInterfaces(), bound), colours: colourBits() }));
}
