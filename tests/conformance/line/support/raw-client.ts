/** An independent client on `node:net`: remembers every byte it sent and received, and how the connection ended. */
import { connect, type Socket } from 'node:net';

export interface RawClient {
  socket: Socket;
  sent(): Buffer;
  received(): Buffer;
  send(bytes: string | Uint8Array): void;
  /** Half-closes: FIN from our side, reading goes on. */
  end(): void;
  reset(): void;
  /** Resolves as soon as what was received satisfies `enough`; rejects when the connection ends before that. */
  until(enough: (received: Buffer) => boolean): Promise<Buffer>;
  /** How the server's side ended: `fin`, or `rst`. */
  ended: Promise<'fin' | 'rst'>;
  closed: Promise<void>;
}

export async function rawClient(port: number, options: { allowHalfOpen?: boolean } = {}): Promise<RawClient> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true, allowHalfOpen: options.allowHalfOpen ?? false });
  const sent: Buffer[] = [];
  const got: Buffer[] = [];
  const waiting = new Set<() => void>();
  const received = () => Buffer.concat(got);
  let over = false;
  const wake = () => {
    for (const look of waiting) look();
  };
  socket.on('data', (chunk: Buffer) => {
    got.push(Buffer.from(chunk));
    wake();
  });
  const ended = new Promise<'fin' | 'rst'>((resolve) => {
    socket.on('end', () => resolve('fin'));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNRESET' || error.code === 'EPIPE' ? 'rst' : 'fin'));
    socket.on('close', () => resolve('fin'));
  });
  const closed = new Promise<void>((resolve) => {
    socket.on('close', () => {
      over = true;
      wake();
      resolve();
    });
  });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return {
    socket,
    sent: () => Buffer.concat(sent),
    received,
    send(bytes) {
      const copy = Buffer.from(bytes as Uint8Array);
      sent.push(copy);
      // The socket gets its own copy: what we say we sent must not depend on what becomes of it.
      socket.write(Buffer.from(copy));
    },
    end: () => void socket.end(),
    reset: () => void socket.resetAndDestroy(),
    until: (enough) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (enough(received())) resolve(received());
          else if (over) reject(new Error(`the connection ended after ${received().length} bytes: ${received().toString('latin1').slice(0, 400)}`));
          else return;
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      }),
    ended,
    closed,
  };
}

/** How many times `part` stands in `bytes`. */
export const times = (bytes: Buffer, part: string) => bytes.toString('latin1').split(part).length - 1;
