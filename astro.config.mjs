import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';
import svelte from '@astrojs/svelte';
import { satteri } from '@astrojs/markdown-satteri';
import { monacoParts } from './scripts/build/monaco.ts';
import { contentCheck } from './scripts/content/integration.ts';

/** Where the look replaces Starlight's own parts; the files are in src/components/shell. */
const shell = (/** @type {string[]} */ ...names) =>
  Object.fromEntries(names.map((name) => [name, `./src/components/shell/${name}.astro`]));

/**
 * What every page's script needs; with it the loader of further parts, which would otherwise bring a demo's core to
 * pages that have no demo.
 */
const page = { name: 'page', test: /preload-helper|[\\/]src[\\/](components[\\/]shell|progress)[\\/][^\\/]+\.ts$|[\\/]components[\\/]demo[\\/]mount\.ts/ };

/**
 * What every demo needs travels in one file: it costs fewer headers and compresses better than a dozen. Dialling
 * (src/line/live, control), what only programs need of protocol, and each lesson's own demos stay apart, and are
 * fetched when they are needed.
 */
const demoCore = {
  name: 'demo',
  test: /node_modules[\\/](svelte|esm-env|clsx)[\\/]|[\\/]src[\\/]line[\\/](?!live|control)|[\\/]src[\\/]components[\\/]demo[\\/](?!mount\.ts)|[\\/]src[\\/]demos[\\/]((?!first-lesson)[^\\/]+\.ts$|handshake[\\/]greeting)|[\\/]protocol[\\/]((bytes|channel|errors|fields|span)\.ts|http1|websocket[\\/](?!sha1|accept)|trace[\\/](?!engine-io|messages|read\.ts))|[\\/]src[\\/]figures[\\/](format|label|scale|byte-rows|rails-layout|words\.ts|ui-words|Rails|ByteTable)/,
};

export default defineConfig({
  // Absolute addresses (canonical, hreflang, sitemap) are only written where the site's own address is known.
  ...(process.env.PUBLIC_URL?.trim() ? { site: process.env.PUBLIC_URL.trim() } : {}),
  // A class's server is in the room: fetching pages that a pointer only passes over costs more script than it saves time.
  prefetch: false,
  markdown: {
    processor: satteri({ features: { headingAttributes: true } }),
    // Code wears the tokens, light and dark, instead of a theme of its own.
    shikiConfig: { theme: 'css-variables', wrap: false },
  },
  integrations: [
    starlight({
      title: { th: 'สายตรง', en: 'Saitrong' },
      titleDelimiter: '·',
      locales: { root: { label: 'ไทย', lang: 'th' }, en: { label: 'English', lang: 'en' } },
      favicon: '/favicon.svg',
      // Our own build step makes the index, from text whose Thai words are set apart (scripts/build.ts).
      pagefind: false,
      disable404Route: true,
      expressiveCode: false,
      markdown: { headingLinks: false },
      customCss: ['./src/styles/index.css'],
      routeMiddleware: './src/components/shell/route.ts',
      components: shell(
        'Head',
        'ThemeProvider',
        'SkipLink',
        'PageFrame',
        'Header',
        'TwoColumnContent',
        'PageSidebar',
        'PageTitle',
        'ContentPanel',
        'MarkdownContent',
        'Footer',
        'Search',
        'ThemeSelect',
        'LanguageSelect',
      ),
    }),
    svelte(),
    contentCheck(),
  ],
  vite: {
    plugins: [monacoParts()],
    worker: { format: 'es' },
    // Bundled ahead it would miss what the plugin does to it.
    optimizeDeps: { exclude: ['monaco-editor'] },
    build: {
      // Small stylesheets stand in the page: a dozen of them would queue behind HTTP/1.1's six connections before the
      // first paint. Nothing else is inlined: fonts are kept and cached, and no `data:` needs allowing for them.
      // Starlight's script for a sidebar that no page here has is smaller than the head of a response.
      assetsInlineLimit: (/** @type {string} */ path, /** @type {Buffer} */ content) =>
        (path.endsWith('.css') && content.length < 24_000) || /\bPage\.astro_astro_type_script/.test(path),
    },
    environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups: [page, demoCore] } } } } } },
  },
});
