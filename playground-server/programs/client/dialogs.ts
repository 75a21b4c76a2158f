/**
 * `alert`, `confirm`, `prompt` and `print` hold up the workbench around a client's frame until they are answered. A few are a
 * lesson's; one after the other without end would be a trap.
 */

/** Dialogs at most within so many ms of the last ones' ends. */
const MOST = 5;
const WITHIN = 10_000;
const UNASKED = { alert: undefined, confirm: false, prompt: null, print: undefined } as const;

/** `answered` is called after each that was shown, `leftOut` with the name of each that was not. */
export function limitDialogs(answered: () => void, leftOut: (name: string) => void): void {
  let ends: number[] = [];
  for (const name of Object.keys(UNASKED) as (keyof typeof UNASKED)[]) {
    const original = window[name].bind(window) as (...given: unknown[]) => unknown;
    Object.assign(window, {
      [name]: (...given: unknown[]) => {
        const now = performance.now();
        ends = ends.filter((end) => now - end < WITHIN);
        if (ends.length >= MOST) {
          leftOut(name);
          return UNASKED[name];
        }
        const answer = original(...given);
        ends.push(performance.now());
        answered();
        return answer;
      },
    });
  }
}
