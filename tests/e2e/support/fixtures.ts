/**
 * The fixtures of the end-to-end tests.
 *
 * `site`       one real server for all tests of a worker; never stop it
 * `startSite`  a server of the test's own, ended after it: for tests that stop or kill it
 * `watch`      on by itself for the test's `context` and its pages: fails the test on a policy violation, a script
 *              error, a console error, or a request to another host. `watch.allow(/…/)` lets a wanted one pass
 * `watchPages` the same for contexts that the test makes itself
 * `editor`     which of the workbench's editors this device chose before; CodeMirror, unless a spec is about Monaco, so
 *              that no other spec waits for megabytes. `test.use({ editor: 'unchosen' })` for a device that chose none
 */
import { expect, test as base, type BrowserContext } from '@playwright/test';
import { startSite, type Site, type StartOptions } from './server.ts';
import { watchContext, type Watch } from './watch.ts';

export interface Options {
  editor: 'codemirror' | 'monaco' | 'unchosen';
}
interface TestFixtures {
  startSite: (options?: StartOptions) => Promise<Site>;
  watch: Watch;
  watchPages: (context: BrowserContext, site?: Site | 'any') => Watch;
}

export const test = base.extend<TestFixtures & Options & { ownSites: Site[]; device: void }, { site: Site }>({
  editor: ['codemirror', { option: true }],

  site: [
    async ({}, use) => {
      const site = await startSite();
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ site }, use) => use(site.url),

  ownSites: async ({}, use) => {
    const sites: Site[] = [];
    await use(sites);
    await Promise.all(sites.map((site) => site.kill()));
  },

  startSite: async ({ ownSites }, use) => {
    await use(async (options) => {
      const site = await startSite(options);
      ownSites.push(site);
      return site;
    });
  },

  watchPages: async ({ site, ownSites }, use) => {
    const watches: Watch[] = [];
    await use((context, only) => {
      // A test with a server of its own may talk to that one as well as to the shared one.
      const watch = watchContext(context, () => (only === 'any' || ownSites.length > 0 ? undefined : (only ?? site)));
      watches.push(watch);
      return watch;
    });
    expect(watches.flatMap((watch) => watch.problems()), 'what the pages complained of').toEqual([]);
  },

  device: [
    async ({ context, editor }, use) => {
      if (editor !== 'unchosen') {
        await context.addInitScript((chosen) => {
          try {
            if (window === top && localStorage.getItem('saitrong-editor') === null) localStorage.setItem('saitrong-editor', chosen);
          } catch {
            // This page has no storage: a client's own, or one where a test blocks it.
          }
        }, editor);
      }
      await use();
    },
    { auto: true },
  ],

  watch: [
    async ({ context, watchPages }, use) => {
      await use(watchPages(context));
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
export { SERVER_AWAY } from './watch.ts';
export type { Site } from './server.ts';
