/** Puts the living shell into a demo's section, in place of the one that was drawn at build time. */
import { mount } from 'svelte';
import type { DemoName } from '../../../protocol/trace/event.ts';
import { fetchRecording, loadDemo } from '../../demos/index.ts';
import type { Locale } from '../../line/demo.ts';
import { pageSession } from '../../line/page.ts';
import type { ShellWords } from '../../line/words.ts';
import { talkWhileSeen } from './bare.ts';
import Shell from './Shell.svelte';

/** How long the recording is waited for, ms. */
const PATIENCE = 2000;

/** Resolves in a task of its own, after those that were asked for before: the page answers between two demos. */
let turns = Promise.resolve();
const turn = (): Promise<void> => (turns = turns.then(() => new Promise((resolve) => setTimeout(resolve))));

/** Rejects where the demo's chunk can't be loaded. */
export async function mountDemo(section: HTMLElement): Promise<void> {
  const name = section.dataset.demo as DemoName;
  const demo = await loadDemo(name);
  await turn();
  const target = section.querySelector<HTMLElement>('.demo-shell')!;
  const preset = JSON.parse(section.dataset.preset ?? '{}') as Record<string, string>;
  const bare = section.dataset.bare !== undefined;
  const { session, recorded } = pageSession(section, demo, preset, () => fetchRecording(name));
  // Alive means that it can play, come what may; but a slow recording keeps nobody waiting.
  await Promise.race([recorded, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  await turn();
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
  keepForPaper(section, () => session.now.state === 'idle');
  if (bare) talkWhileSeen(section, session);
}

/** Once the demo lives, the still figure is only wanted on paper, and only where there is no trace of the reader's own. */
function keepForPaper(section: HTMLElement, isIdle: () => boolean): void {
  const still = section.querySelector('.demo-still');
  if (!still) return;
  const paper = matchMedia('print');
  const place = (onPaper: boolean) => (onPaper && isIdle() ? section.append(still) : still.remove());
  // Pages are counted before the query changes: what is placed later would push the lesson's end off the last of them.
  // Between the two events the query may change there and back; only after printing the figure goes.
  let printing = false;
  const print = (begins: boolean) => () => place((printing = begins));
  addEventListener('beforeprint', print(true));
  addEventListener('afterprint', print(false));
  paper.addEventListener('change', () => place(printing || paper.matches));
  place(paper.matches);
}
