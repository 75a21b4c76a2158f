/**
 * What the two ends of a program see of themselves that no packet shows: an event that arrived where nobody listens, an
 * acknowledgement that can no longer be called. Each is a fact, told as a warning (`Problem`) whose `hint.code` is
 * `seen:CODE`; what it means to the learner is `src/playground/hints/`.
 */
export const SEEN = [
  'no-listener', // event, namespace, acked: 0 or 1 (the sender asked for an acknowledgement)
  'late-listener', // event, namespace: a listener came after the event was missed
  'repeated-listener', // event, namespace, count: the same handler, that often
  'ack-dropped', // event, namespace, id: nobody holds the acknowledgement any more, and it was never called
  'ack-left', // event, namespace: asked without a time limit of a client that has gone
  'next-dropped', // namespace, where: io.use or socket.use; the same of a middleware's next
  'more-expected', // event, namespace, expected, got: a handler called what is no function; it has more parameters than came, and no acknowledgement was asked for
  'gone-id', // room, event: emitted to the id of a socket that has gone
  'own-id', // room, event: socket.to(socket.id)
  'to-empty', // event: to([]) means everybody
  'room-type', // room, event: 42 is not "42"
  'ack-no-timeout', // event: io.emit(…, callback) without timeout()
  'lost-in-json', // event, what, path: a Map, Set, Promise … that JSON has no way to write
  'circular', // event, path
  'ping-timeout', // a client did not answer a ping
  'cors-never', // origin: an origin that no browser ever sends
  'burst', // event, count: kept while there was no connection, sent all at once
  'refused-unheard', // namespace, message: connect_error where nobody listens for it
  'transport-error', // message, status: what the client's transport said
] as const;
export type SeenCode = (typeof SEEN)[number];

export interface Seen {
  code: SeenCode;
  params: Record<string, string | number>;
}

/** Stands before the code in `Problem.hint.code`. */
export const SEEN_MARK = 'seen:';

/** In the answer (404) to who asks a program that does not listen, or no more: it is no proof of a wrong path. */
export const NOT_LISTENING = 'the program does not listen';

/** The fact that a hint's code and parameters tell, or undefined where it is none of ours: both ends run a learner's code. */
export function readSeen(code: unknown, params: unknown): Seen | undefined {
  if (typeof code !== 'string' || !code.startsWith(SEEN_MARK)) return undefined;
  const known = SEEN.find((one) => one === code.slice(SEEN_MARK.length));
  if (!known) return undefined;
  const plain = Object.entries(typeof params === 'object' && params !== null ? params : {})
    .filter(([name, value]) => /^[a-z]{1,20}$/.test(name) && (typeof value === 'string' || Number.isFinite(value)))
    .slice(0, 6)
    .map(([name, value]): [string, string | number] => [name, typeof value === 'string' ? value.slice(0, 200) : (value as number)]);
  return { code: known, params: Object.fromEntries(plain) };
}
