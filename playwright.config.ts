import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './scripts/lib/chromium.mjs';

/** A name that is not localhost and not secure: what a phone on the class's Wi-Fi sees. Every other name leads nowhere. */
const NAMES = '--host-resolver-rules=MAP class.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: 3,
  retries: 0,
  timeout: 120_000,
  // Patience, not a claim: a busy machine may take long to come to a state. What a person would wait for is measured in bench/.
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    browserName: 'chromium',
    locale: 'th-TH',
    screenshot: 'only-on-failure',
    // Tracing doubles the time on a small machine; TRACE=1 asks for it.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    launchOptions: { executablePath: findChromium(), args: [...CHROMIUM_ARGS, NAMES] },
  },
});
