/**
 * The recordings that there are, for the page as it is built: `NAME/recording.json` is made by `npm run record`, and
 * `NAME/recording.en.json` beside it where words cross the line that are in the page's language.
 */
import type { DemoName } from '../../protocol/trace/event.ts';
import type { SavedRecording } from '../../protocol/trace/pack.ts';
import type { Locale } from '../line/demo.ts';

const saved = import.meta.glob<SavedRecording>('./*/recording{,.en}.json', { import: 'default' });
/** Addresses of the same, for the page to fetch: files of the site, never part of a script. */
const urls = import.meta.glob<string>('./*/recording{,.en}.json', { query: '?url&no-inline', import: 'default', eager: true });

/** The recording of a demo in a language, and the address it is served at; undefined where none has been made yet. */
export async function recordingOf(name: DemoName, locale: Locale): Promise<{ saved: SavedRecording; url: string } | undefined> {
  const path = [`./${name}/recording.${locale}.json`, `./${name}/recording.json`].find((one) => one in saved);
  const [load, url] = path === undefined ? [] : [saved[path], urls[path]];
  return load && url !== undefined ? { saved: await load(), url } : undefined;
}
