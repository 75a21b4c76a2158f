/** What a signal does between `npm start` and the moment when the server can stop by itself. */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface EarlyStop {
  /** From now on a signal does this instead of ending the process at once; undefined: at once again. */
  by(stop: (() => void) | undefined): void;
  /** The server has its own way to stop: signals are its business. */
  release(): void;
}

/**
 * Stopping on request is no failure, however early it comes: without this, a signal that arrives before anybody
 * listens for it would end `npm start` as killed. Nothing is open yet that would want closing.
 */
export function stopEarly(): EarlyStop {
  let act: (() => void) | undefined;
  const heard = () => (act ? act() : process.exit(0));
  for (const signal of SIGNALS) process.on(signal, heard);
  return {
    by: (stop) => (act = stop),
    release() {
      for (const signal of SIGNALS) process.off(signal, heard);
    },
  };
}
