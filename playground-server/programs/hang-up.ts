/** Ends a client's connection for good, also where the client never says goodbye. */
import type { Socket } from 'engine.io';

/** How long (ms) a client that is hung up for a limit has to say goodbye: some never would, and send on. */
const GOODBYE_MS = 1_000;

export function hangUp(client: Socket): void {
  const { socket } = client.transport as unknown as { socket?: { terminate?(): void } };
  client.close(true);
  setTimeout(() => socket?.terminate?.(), GOODBYE_MS).unref();
}
