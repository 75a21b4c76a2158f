/**
 * The content check as an Astro integration: `astro build` stops at the first look where the content has a problem,
 * and `astro dev` says so and goes on.
 */
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { checkContent } from './check.ts';
import { report } from './problem.ts';

/** Add it to `integrations`. Throws in a build, with every problem's file, line and column. */
export function contentCheck(): AstroIntegration {
  let root = process.cwd();
  return {
    name: 'content-check',
    hooks: {
      'astro:config:done': ({ config }) => {
        root = fileURLToPath(config.root);
      },
      'astro:build:start': async ({ logger }) => {
        const problems = await checkContent(root);
        if (problems.length > 0) throw new Error(report(problems));
        logger.info('Thai and English agree, and every link and term leads somewhere.');
      },
      'astro:server:start': async ({ logger }) => {
        const problems = await checkContent(root);
        if (problems.length > 0) logger.warn(report(problems));
      },
    },
  };
}
