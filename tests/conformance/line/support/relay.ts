/** A TCP relay that stands before a listener and remembers what crossed it: an observer independent of the tap. */
import { connect, createServer, type AddressInfo } from 'node:net';

export interface Crossed {
  /** The relay's own port towards the listener: how the listener's side knows this connection. */
  client: Buffer;
  server: Buffer;
}
export interface Relay {
  port: number;
  connections: Crossed[];
  close(): Promise<void>;
}

export async function relay(target: number): Promise<Relay> {
  const connections: Crossed[] = [];
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    const crossed: Crossed = { client: Buffer.alloc(0), server: Buffer.alloc(0) };
    connections.push(crossed);
    const far = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    near.on('data', (chunk: Buffer) => {
      crossed.client = Buffer.concat([crossed.client, chunk]);
      far.write(chunk);
    });
    far.on('data', (chunk: Buffer) => {
      crossed.server = Buffer.concat([crossed.server, chunk]);
      near.write(chunk);
    });
    near.on('end', () => far.end());
    far.on('end', () => near.end());
    // A client that drops a request does not wait for its answer; the observer does, as the tap tells what was written.
    near.on('error', () => far.end());
    far.on('error', () => near.resetAndDestroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    connections,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
