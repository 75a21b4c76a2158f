/** Runs again once typing rests, where the reader wants that and pressed Run for this very starter: what a link brings never runs by itself. */
import type { Files } from './model/files.ts';

/** How long typing must rest, ms. */
const REST_MS = 900;

interface Work {
  starter: string;
  files: Files;
}

/** To be called while a component begins. `now` is read anew whenever something in it has changed. */
export function runAgain(now: () => Work & { wanted: boolean }, run: (files: Files) => void): { pressed(work: Work): void } {
  let asked: string | undefined;
  let ran: Files | undefined;
  $effect(() => {
    const { files, starter, wanted } = now();
    if (!wanted || asked !== starter) {
      ran = files;
      return;
    }
    if (files === ran) return;
    const timer = setTimeout(() => {
      // Run was pressed meanwhile.
      if (files === ran) return;
      ran = files;
      run(files);
    }, REST_MS);
    return () => clearTimeout(timer);
  });
  return {
    /** Run was pressed for this. */
    pressed({ starter, files }) {
      asked = starter;
      ran = files;
    },
  };
}
