/**
 * npm run record [demo …]: drives each real demo in Chromium against the real server and saves its trace as
 * src/demos/NAME/recording.json, one take for each choice of options that the demo's definition lists; where the demo
 * says words in the page's language, those of the English page as recording.en.json.
 * CHROMIUM names another browser. Exit code 1 where a take could not be made; nothing is saved of that demo then.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { saveRecording } from '../protocol/trace/pack.ts';
import type { SavedRecording } from '../protocol/trace/pack.ts';
import { DEMO_NAMES } from '../protocol/trace/event.ts';
import type { DemoName, Take, TraceEvent } from '../protocol/trace/event.ts';
import type { Locale } from '../src/line/demo.ts';
import { startSite } from '../tests/e2e/support/server.ts';
import { ensureBuilt } from './build/ensure.ts';
import { CHROMIUM_ARGS, findChromium } from './lib/chromium.mjs';
import { root } from './lib/modern-node.mjs';

/** A take must be over after this long, ms. */
const LONGEST = 120_000;
/** Demos that end only when the reader leaves: hung up after this long, ms. */
const HANG_UP_AFTER: Partial<Record<DemoName, number>> = { home: 13_000 };

type Options = Record<string, string>;
type Made = SavedRecording['made'];

/** The first page of the build in that language on which the demo stands, as an address; undefined where there is none. */
function pageWith(name: DemoName, locale: Locale): string | undefined {
  const dist = join(root, 'dist');
  const pages = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html') && path.startsWith('en/') === (locale === 'en'));
  const found = pages.sort().find((path) => readFileSync(join(dist, path), 'utf8').includes(`data-demo="${name}"`));
  return found && `/${found.replace(/(^|\/)index\.html$/, '').replace(/\.html$/, '')}`;
}

/** What the demo's section carries for us (src/line/page.ts). */
interface Carrying extends HTMLElement {
  trace: { events: readonly TraceEvent[]; options: Options };
  takes: readonly Options[];
  speaks: boolean | undefined;
}

/** Makes one take: sets the options, starts, waits for the end, and takes the trace out of the page. */
async function makeTake(page: Page, name: DemoName, wanted: Options): Promise<Take> {
  const section = page.locator(`section[data-demo="${name}"]`).first();
  const reset = section.locator('[data-action="reset"]:enabled');
  if (await reset.count()) await reset.click();
  for (const [option, value] of Object.entries(wanted)) {
    const control = section.locator(`[data-option="${option}"]`);
    if ((await control.evaluate((element) => element.tagName)) === 'SELECT') await control.selectOption(value);
    else await control.fill(value);
  }
  const hangUpAfter = HANG_UP_AFTER[name];
  if (hangUpAfter === undefined) {
    await section.locator('[data-action="start"]').click();
    await section.and(page.locator('[data-state="done"], [data-state="error"]')).waitFor({ state: 'attached', timeout: LONGEST });
  } else {
    await section.scrollIntoViewIfNeeded();
    await page.waitForTimeout(hangUpAfter);
  }
  const raw = await section.evaluate((element) => {
    const { dataset, trace } = element as Carrying;
    const events = trace.events.map((event) => (event.kind === 'bytes' ? { ...event, bytes: Array.from(event.bytes) } : event));
    return { state: dataset.state, source: dataset.source, options: trace.options, events };
  });
  if (raw.state === 'error' || !raw.source?.startsWith('live')) throw new Error(`It ended as ${raw.state} on ${raw.source}.`);
  const events = raw.events.map((event) => (event.kind === 'bytes' ? { ...event, bytes: Uint8Array.from(event.bytes) } : event)) as TraceEvent[];
  return { options: raw.options, events };
}

/** One event a line: a change to a recording can be read. */
function format({ takes, ...head }: SavedRecording): string {
  const lines = takes.map(
    (take) => `  {"options":${JSON.stringify(take.options)},"events":[\n${take.events.map((event) => `    ${JSON.stringify(event)}`).join(',\n')}\n  ]}`,
  );
  return `${JSON.stringify(head).slice(0, -1)},"takes":[\n${lines.join(',\n')}\n]}\n`;
}

const version = (name: string): string =>
  (JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;

/** Records every take of a demo on its page in one language and saves them; returns whether the other language needs its own. */
async function record(page: Page, url: string, name: DemoName, locale: Locale, made: Made): Promise<boolean> {
  const address = pageWith(name, locale);
  if (address === undefined) throw new Error(`It stands on no page of the build (${locale}), so it can't be recorded.`);
  await page.goto(url + address);
  const section = page.locator(`section[data-demo="${name}"]`).first();
  await section.and(page.locator('[data-mounted][data-source^="live"]')).waitFor({ state: 'attached', timeout: 15_000 });
  const { listed, speaks } = await section.evaluate((element) => {
    const { takes, speaks } = element as Carrying;
    return { listed: takes, speaks };
  });
  const takes: Take[] = [];
  for (const wanted of listed) {
    const take = await makeTake(page, name, wanted);
    takes.push(take);
    console.log(`${name} ${locale} ${JSON.stringify(take.options)}: ${take.events.length} events, ${Math.round(take.events.at(-1)?.t ?? 0)} ms`);
  }
  const file = locale === 'th' ? 'recording.json' : `recording.${locale}.json`;
  const text = format(saveRecording({ version: 1, demo: name, made, takes }));
  writeFileSync(join(root, 'src/demos', name, file), text);
  console.log(`${name}: ${file} saved, ${Math.round(text.length / 1024)} KB`);
  return Boolean(speaks);
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !(DEMO_NAMES as readonly string[]).includes(name));
  if (unknown.length > 0) throw new Error(`There is no demo ${unknown.join(', ')}. There are: ${DEMO_NAMES.join(', ')}.`);
  const names = (asked.length > 0 ? asked : DEMO_NAMES) as readonly DemoName[];

  if (!(await ensureBuilt())) return;
  const site = await startSite();
  const { url } = site;
  const executablePath = findChromium();
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: [...CHROMIUM_ARGS] });
  try {
    const made: Made = {
      at: new Date().toISOString().slice(0, 10),
      browser: `Chromium ${browser.version().split('.')[0]}`,
      server: `Socket.IO ${version('socket.io')}, ws ${version('ws')}, Node ${process.versions.node}`,
    };
    for (const name of names) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      try {
        if (await record(page, url, name, 'th', made)) await record(page, url, name, 'en', made);
      } catch (error) {
        console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        process.exitCode = 1;
      } finally {
        await page.close();
      }
    }
  } finally {
    await browser.close();
    await site.stop();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
