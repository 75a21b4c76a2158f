import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';
import svelte from '@astrojs/svelte';
import { satteri } from '@astrojs/markdown-satteri';
export default defineConfig({
  markdown: { processor: satteri({ features: { headingAttributes: true } }) },
  integrations: [starlight({ title: 'x', locales: { root: { label: 'ไทย', lang: 'th' }, en: { label: 'English', lang: 'en' } }, pagefind:false }), svelte()],
});
