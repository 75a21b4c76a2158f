/** Stopping on Ctrl-C and SIGTERM: once cleanly, the second time at once. */

/**
 * One Ctrl-C may arrive twice: from the terminal, which tells the whole process group, and from npm, which tells
 * its child again. Signals this close together (ms) count as one.
 */
const SAME_SIGNAL_MS = 500;
/** Whatever still holds on after this long (ms) is left behind: a person is waiting for the prompt. */
const LONGEST_STOP_MS = 5000;

/** Runs `stop` on the first SIGINT, SIGTERM or SIGHUP and ends the process with 0; a second Ctrl-C ends it with 130. */
export function stopOnSignals(stop: () => Promise<void>): void {
  let stoppingSince: number | undefined;
  const onSignal = (): void => {
    if (stoppingSince !== undefined) {
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
