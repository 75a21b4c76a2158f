/**
 * A session that stands on the real page: its reach, its parking, its channel, its frames of animation.
 */
import { loadRecording } from '../../protocol/trace/pack.ts';
import type { SavedRecording } from '../../protocol/trace/pack.ts';
import type { Recording } from '../../protocol/trace/event.ts';
import type { DemoDefinition, DemoSource } from './demo.ts';
import { LineError } from './errors.ts';
import { parking } from './park.ts';
import { pageReach } from './reach.ts';
import { recordedSource } from './recorded.ts';
import { createSession, initialOptions } from './session.ts';
import type { Session } from './session.ts';

/** On `document`, when a demo is over: what its trace proves, for predictions and sentences. */
export interface FactsDetail {
  demo: string;
  predictions: Record<string, string>;
  values: Record<string, string | number>;
  source: Exclude<DemoSource, 'still'>;
}

/**
 * `section` is the demo's root: it carries the whole trace of its last run as `trace`, the options of each take that
 * a recording is to have as `takes`, and `speaks`, for `npm run record` and for tests.
 */
export function pageSession(
  section: HTMLElement,
  demo: DemoDefinition,
  preset: Record<string, string>,
  saved: () => Promise<SavedRecording | undefined>,
): { session: Session; recorded: Promise<Recording | undefined> } {
  // Asked for at once, so that it can be played when the server goes away later; asked again where that failed.
  const load = () => saved().then((found) => found && loadRecording(found));
  const recorded = load().catch(() => undefined);
  const session = createSession({
    demo,
    options: initialOptions(demo, preset),
    reach: pageReach(),
    parking,
    async live({ line }) {
      if (!line) throw new LineError('unreachable');
      const { hangUpPage, liveSource, pageChannel } = await import('./live.ts').catch(() => {
        throw new LineError('unreachable');
      });
      hangUp = hangUpPage;
      return liveSource(demo, line, () => pageChannel(location.origin));
    },
    recorded: recordedSource(async () => (await recorded) ?? load()),
    now: () => performance.now(),
    frame(run) {
      const id = requestAnimationFrame(run);
      return () => cancelAnimationFrame(id);
    },
    reducedMotion: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
    finished(whole, options, source) {
      const detail: FactsDetail = { demo: demo.name, ...demo.facts(whole, options), source };
      document.dispatchEvent(new CustomEvent('saitrong:facts', { detail }));
      document.dispatchEvent(new CustomEvent('saitrong:demo-done', { detail: { demo: demo.name } }));
    },
  });
  const options = initialOptions(demo, preset);
  Object.assign(section, {
    takes: (demo.takes ?? [{}]).map((take) => ({ ...options, ...take })),
    speaks: demo.speaks,
    trace: { events: [], options },
  });
  session.watch((now) => Object.assign(section, { trace: { events: session.trace(), options: now.take?.options ?? now.options } }));
  addEventListener('pagehide', () => {
    session.stop();
    hangUp?.();
  });
  return { session, recorded };
}

let hangUp: (() => void) | undefined;
