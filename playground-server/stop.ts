/** Stopping on Ctrl-C and SIGTERM: once cleanly, the second time at once. */

/** Signals this close together (ms) count as one: nobody presses Ctrl-C again so soon and means it. */
const SAME_SIGNAL_MS = 500;
/**
 * Under npm one Ctrl-C arrives twice: from the terminal, which tells the whole process group, and from npm, which tells
 * its child again; on a busy machine as late as it likes.
 */
const isUnderNpm = process.env.npm_lifecycle_event !== undefined;
/** Whatever still holds on after this long (ms) is left behind: a person is waiting for the prompt. */
const LONGEST_STOP_MS = 5000;

/** Runs `stop` on the first SIGINT, SIGTERM or SIGHUP and ends the process with 0; a second Ctrl-C ends it with 130. */
export function stopOnSignals(stop: () => Promise<void>): void {
  let stoppingSince: number | undefined;
  let echoes = isUnderNpm ? 1 : 0;
  const onSignal = (): void => {
    if (stoppingSince !== undefined) {
      if (echoes-- > 0) return;
      if (performance.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(130);
      return;
    }
    stoppingSince = performance.now();
    console.log('\n  กำลังวางสาย… · Hanging up…');
    setTimeout(() => process.exit(0), LONGEST_STOP_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('SIGHUP', onSignal);
}
