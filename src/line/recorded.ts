/**
 * The source that plays a recording: it brings the whole take at once, and the player paces it in its original time.
 */
import type { Recording } from '../../protocol/trace/event.ts';
import { LineError } from './errors.ts';
import type { Source } from './source.ts';
import { nearestTake } from './takes.ts';

/** `load` rejects, or resolves undefined where this demo has no recording: then starting fails with `load-failed`. */
export function recordedSource(load: () => Promise<Recording | undefined>): Source {
  let run = 0;
  return {
    growing: false,
    async start(options, sink) {
      const mine = ++run;
      const recording = await load().catch(() => undefined);
      if (mine !== run) return;
      const found = recording && nearestTake(recording.takes, options);
      if (!found) throw new LineError('load-failed');
      sink.take?.(found.take, found.exact);
      sink.events(found.take.events);
    },
    stop() {
      run++;
    },
  };
}
