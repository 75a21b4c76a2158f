/**
 * The demos that there are. A new one is a folder beside this file: `NAME/index.ts` exports a `DemoDefinition` as
 * default, and is found by its name; for its recordings see recordings.ts.
 */
import { DEMO_NAMES } from '../../protocol/trace/event.ts';
import type { DemoName } from '../../protocol/trace/event.ts';
import type { SavedRecording } from '../../protocol/trace/pack.ts';
import type { DemoDefinition } from '../line/demo.ts';

const definitions: Record<string, () => Promise<DemoDefinition>> = {
  ...import.meta.glob<DemoDefinition>(['./*/index.ts', '!./{handshake,duplex,polling-meter}/index.ts'], { import: 'default' }),
  './handshake/index.ts': async () => (await import('./first-lesson.ts')).handshake,
  './duplex/index.ts': async () => (await import('./first-lesson.ts')).duplex,
  './polling-meter/index.ts': async () => (await import('./first-lesson.ts')).pollingMeter,
};

export const isDemoName = (name: string): name is DemoName => (DEMO_NAMES as readonly string[]).includes(name);

/** Rejects where the demo's folder is missing or its chunk can't be loaded. */
export async function loadDemo(name: DemoName): Promise<DemoDefinition> {
  const load = definitions[`./${name}/index.ts`];
  if (!load) throw new Error(`There is no demo "${name}": src/demos/${name}/index.ts is missing.`);
  return load();
}

/**
 * Fetches the demo's recording in the page's language, whose address stands in the page (`Demo.astro`): data, not to be
 * parsed as script. Undefined where none has been made yet. Rejects where it can't be fetched.
 */
export async function fetchRecording(name: DemoName): Promise<SavedRecording | undefined> {
  const url = document.querySelector<HTMLElement>(`[data-demo="${name}"]`)?.dataset.recording;
  if (url === undefined) return undefined;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The recording of "${name}" answers ${response.status}.`);
  return (await response.json()) as SavedRecording;
}
