/**
 * An answer that does not come in time is told by an error that a timer of the library's makes: it says nothing of where
 * the answer was asked for. That place is added to it. Shared by the guest and the client frame.
 */
type Args = unknown[];
type Run = (...args: Args) => unknown;

/** `ack` as it is, but an error that it is called with knows where `ack` was given. */
export function placed(ack: Run): Run {
  const asked = new Error().stack;
  return function (this: unknown, ...args: Args) {
    const [error] = args;
    if (error instanceof Error && typeof error.stack === 'string') {
      try {
        error.stack = `${error.stack}\n${asked}`;
      } catch {
        // Frozen by whoever made it.
      }
    }
    return ack.apply(this, args);
  };
}
