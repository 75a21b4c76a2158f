import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { docsLoader, i18nLoader } from '@astrojs/starlight/loaders';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import words from './content/i18n/en.json';

/** What a lesson's frontmatter says beside Starlight's own fields (docs/authoring.md). */
const lessonFields = z.object({
  /** The lesson's number in the course, "12-01"; what has none is not a lesson. */
  lesson: z
    .string()
    .regex(/^\d{2}-\d{2}$/, 'A lesson number is two digits, a hyphen, two digits: "12-01".')
    .optional(),
  /** How long reading and trying take, in minutes. */
  minutes: z.number().int().positive().optional(),
  /** Pages beside the lessons say which they are; the shell draws them accordingly. */
  kind: z.enum(['lesson', 'home', 'glossary', 'playground', 'lost']).default('lesson'),
});

const bilingual = z.object({ th: z.string().min(1), en: z.string().min(1) });

/** One term of the glossary: one YAML file, its name the term's id (docs/authoring.md). */
const term = z.strictObject({
  th: z.string().min(1),
  en: z.string().min(1),
  say: z.string().min(1),
  sayEn: z.string().min(1),
  meaning: bilingual,
  deeper: bilingual,
  source: z.strictObject({ label: z.string().min(1), url: z.url() }),
  related: z.array(z.string()).default([]),
});
export type TermData = z.infer<typeof term>;

export const collections = {
  docs: defineCollection({ loader: docsLoader(), schema: docsSchema({ extend: lessonFields }) }),
  // Every word of the interface that en.json names; th.json has the same keys (tests/unit/site-ui/words.test.ts).
  i18n: defineCollection({
    loader: i18nLoader(),
    schema: i18nSchema({
      extend: z.object(Object.fromEntries(Object.keys(words).map((key) => [key, z.string()]))).partial(),
    }),
  }),
  glossary: defineCollection({
    loader: glob({ pattern: '*.yaml', base: './src/content/glossary' }),
    schema: term,
  }),
};
