/** What the site's pages know about the lessons: their order, their parts, and the terms they use. */
import { getCollection, type CollectionEntry } from 'astro:content';
import type { Locale } from '../../line/demo.ts';
import { lessonParts } from './lesson-parts.ts';

export interface Lesson {
  /** The same in both languages, `node/12-02-socket-io`: what progress is kept under. */
  key: string;
  href: string;
  /** "12-01" */
  number: string;
  title: string;
  description: string;
  minutes: number | undefined;
  demos: string[];
  questions: string[];
  exercises: string[];
  body: string;
}

const toLesson = (entry: CollectionEntry<'docs'>): Lesson => {
  const body = entry.body ?? '';
  return {
    key: lessonKey(entry.id),
    href: `/${entry.id}`,
    number: entry.data.lesson ?? '',
    title: entry.data.title,
    description: entry.data.description ?? '',
    minutes: entry.data.minutes,
    ...lessonParts(body),
    body,
  };
};

/** A page's id without its language. */
export function lessonKey(id: string): string {
  return id.replace(/^en\//, '');
}

/** All lessons of a language, in the course's order. */
export async function lessonsOf(locale: Locale): Promise<Lesson[]> {
  const entries = await getCollection(
    'docs',
    (entry) => entry.data.lesson !== undefined && entry.id.startsWith('en/') === (locale === 'en'),
  );
  return entries.map(toLesson).sort((a, b) => a.number.localeCompare(b.number));
}
