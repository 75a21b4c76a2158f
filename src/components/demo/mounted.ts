/** Puts the living shell into a demo's section, in place of the one that was drawn at build time. */
import { mount } from 'svelte';
import type { DemoName } from '../../../protocol/trace/event.ts';
import { fetchRecording, loadDemo } from '../../demos/index.ts';
import type { Locale } from '../../line/demo.ts';
import { pageSession } from '../../line/page.ts';
import type { ShellWords } from '../../line/words.ts';
import { talkWhileSeen } from './bare.ts';
import Shell from './Shell.svelte';

/** Rejects where the demo's chunk can't be loaded. */
export async function mountDemo(section: HTMLElement, name: DemoName): Promise<void> {
  const demo = await loadDemo(name);
  const target = section.querySelector<HTMLElement>('.demo-shell')!;
  const preset = JSON.parse(section.dataset.preset ?? '{}') as Record<string, string>;
  const chosen = [...target.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-option]')].map(({ dataset, value }) => [dataset.option!, value] as const);
  const bare = section.dataset.bare !== undefined;
  const { session, recorded } = pageSession(section, demo, preset, () => fetchRecording(name));
  const words = JSON.parse(document.getElementById('demo-words')!.textContent) as ShellWords;
  target.replaceChildren();
  mount(Shell, { target, props: { demo, locale: section.dataset.locale as Locale, words, rest: session.now, session, recorded, id: section.id, bare } });
  const show = () => {
    section.dataset.state = session.now.state;
    section.dataset.source = session.now.source;
  };
  show();
  session.watch(show);
  section.dataset.mounted = '';
  if (bare) talkWhileSeen(section, session);

  // What the reader did before the demo was alive.
  for (const [name, value] of chosen) if (session.now.options[name] !== value) session.setOption(name, value);
  const { wish } = section.dataset;
  delete section.dataset.wish;
  if (wish === 'start') void session.start();
  if (wish === 'step') session.step();
}
