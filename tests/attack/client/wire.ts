/** Bytes by hand: what no HTTP client would let one send. */
import { connect, type Socket } from 'node:net';

export interface Talk {
  /** All that came until the connection ended, or until `enough` held. */
  text: string;
  /** Status of the first answer; 0 where none came. */
  status: number;
}

/** Sends `said` as it stands and listens until the other end closes, or until `enough` holds. */
export function talk(port: number, said: string | Buffer, enough: (text: string) => boolean = () => false): Promise<Talk> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const done = () => {
      socket.destroy();
      resolve({ text, status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0) });
    };
    socket.setEncoding('latin1');
    socket.on('data', (part: string) => {
      text += part;
      if (enough(text)) done();
    });
    socket.on('close', done);
    socket.on('error', () => {});
    socket.write(said);
  });
}

/** A request head that asks to close after the answer. `host` is the line listener's own unless given. */
export function head(method: string, path: string, port: number, headers: Record<string, string> = {}): string {
  const all: Record<string, string> = { Host: `127.0.0.1:${port}`, Connection: 'close', ...headers };
  return `${method} ${path} HTTP/1.1\r\n${Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}
export const get = (port: number, path: string, headers?: Record<string, string>): Promise<Talk> => talk(port, head('GET', path, port, headers));

/** A connection that is open; rejects where it is refused. */
export function opened(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
    socket.on('error', () => {});
  });
}
/** Resolves when it is closed; what still comes is read and thrown away. */
export const closed = (socket: Socket): Promise<void> => new Promise((resolve) => (socket.destroyed ? resolve() : socket.resume().once('close', () => resolve())));

export const HANDSHAKE = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==' } as const;

/** A WebSocket on the program, its handshake done, for frames by hand. */
export async function webSocket(port: number, path: string): Promise<Socket> {
  const socket = await opened(port);
  const answered = new Promise<void>((resolve, reject) => {
    let text = '';
    const read = (part: Buffer) => {
      text += part.toString('latin1');
      if (!text.includes('\r\n\r\n')) return;
      socket.off('data', read);
      // Frames that came with the head are heard by whoever listens once this has resolved.
      const frames = Buffer.from(text.slice(text.indexOf('\r\n\r\n') + 4), 'latin1');
      if (frames.length > 0) setImmediate(() => socket.emit('data', frames));
      if (text.startsWith('HTTP/1.1 101')) resolve();
      else reject(new Error(text));
    };
    socket.on('data', read);
    socket.once('close', () => reject(new Error(`closed: ${text}`)));
  });
  socket.write(head('GET', path, port, HANDSHAKE));
  await answered;
  return socket;
}

/** A frame as a client sends it (RFC 6455 §5.2), masked with zeros so that it can be read in a dump. */
export function frame(opcode: number, payload: string | Buffer, { fin = true, masked = true, length }: { fin?: boolean; masked?: boolean; length?: bigint } = {}): Buffer {
  const body = Buffer.from(payload);
  const said = length ?? BigInt(body.length);
  const first = (fin ? 0x80 : 0) | opcode;
  const mask = masked ? 0x80 : 0;
  let start: Buffer;
  if (said < 126n) start = Buffer.from([first, mask | Number(said)]);
  else if (said < 65536n) start = Buffer.from([first, mask | 126, Number(said >> 8n), Number(said & 255n)]);
  else {
    start = Buffer.alloc(10);
    start.set([first, mask | 127]);
    start.writeBigUInt64BE(said, 2);
  }
  return Buffer.concat([start, masked ? Buffer.alloc(4) : Buffer.alloc(0), body]);
}
