/**
 * A Duplex that Node's http, ws and engine.io take for the socket it stands before: the same addresses, timeouts and
 * options, passed through. What crosses it is its subclass's business.
 */
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

export abstract class SocketFacade extends Duplex {
  protected readonly socket: Socket;
  /** engine.io asks a TLS socket for this. */
  readonly encrypted: boolean;
  readonly connecting = false;

  constructor(socket: Socket) {
    super({ allowHalfOpen: true, autoDestroy: true, emitClose: true });
    this.socket = socket;
    this.encrypted = Boolean((socket as { encrypted?: boolean }).encrypted);
    socket.on('timeout', () => this.emit('timeout'));
    // Whoever holds the connection listens too; between two holders a reset must not end the process.
    this.on('error', () => {});
  }

  /** As `net.Socket.resetAndDestroy`: the peer sees RST. */
  abstract resetAndDestroy(): this;

  /** As `net.Socket.setTimeout`, ms: idleness of the real connection counts. */
  setTimeout(ms: number, run?: () => void): this {
    this.socket.setTimeout(ms);
    if (run) this.once('timeout', run);
    return this;
  }
  setNoDelay(on?: boolean): this {
    this.socket.setNoDelay(on);
    return this;
  }
  setKeepAlive(on?: boolean, ms?: number): this {
    this.socket.setKeepAlive(on, ms);
    return this;
  }
  ref(): this {
    this.socket.ref();
    return this;
  }
  unref(): this {
    this.socket.unref();
    return this;
  }
  address() {
    return this.socket.address();
  }
  /** As `net.Socket.destroySoon`: http ends a connection by this when its last response is out. */
  destroySoon(): void {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  }
  get timeout() {
    return this.socket.timeout;
  }
  get remoteAddress() {
    return this.socket.remoteAddress;
  }
  get remotePort() {
    return this.socket.remotePort;
  }
  get remoteFamily() {
    return this.socket.remoteFamily;
  }
  get localAddress() {
    return this.socket.localAddress;
  }
  get localPort() {
    return this.socket.localPort;
  }
  get bytesRead() {
    return this.socket.bytesRead;
  }
  get bytesWritten() {
    return this.socket.bytesWritten;
  }
}
