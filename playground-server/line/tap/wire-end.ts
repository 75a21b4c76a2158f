/**
 * How a tapped connection ends: by either side, by a fault, by a limit; or never, as a black hole makes it seem. Told
 * once in the trace of every line that used the connection.
 */
import type { Socket } from 'node:net';
import type { Clock, LineLimits } from '../limits.ts';
import type { Exchange, WireLine } from './exchange.ts';
import { Gate, type GatePool } from './gate.ts';
import { SocketFacade } from './socket-facade.ts';

export interface WireHost {
  lineOf(token: string): WireLine | undefined;
  limits: LineLimits;
  clock: Clock;
}

/** How long (ms) a connection that we end may take to say goodbye from its side. */
const LINGER_MS = 1_000;

export type Closer = { by: 'client' | 'server' | 'fault' | 'limit'; how: 'fin' | 'rst' };

/** The connection as `WireEnd` needs to know it; what crosses it is `Wire`'s (`wire.ts`). */
export abstract class WireEnd extends SocketFacade {
  protected readonly host: WireHost;
  /** Delay lines: client → server, and server → client. */
  protected readonly in: Gate;
  protected readonly out: Gate;
  /** Set from a request's head until both its messages are out; after a 101 until the end. */
  protected exchange: Exchange | undefined;
  /** A fault swallowed bytes here: a TCP stream with a gap can't go on, so nothing passes any more. */
  protected silenced: 'hang' | 'black-hole' | undefined;
  /** The socket goes its own way: it was ended by us, whatever becomes of the server's side. */
  protected let = false;
  protected readonly joined = new Set<WireLine>();
  #closer: Closer | undefined;
  #closeTold = false;
  #cancelReap: (() => void) | undefined;

  constructor(socket: Socket, host: WireHost, pool: GatePool) {
    super(socket);
    this.host = host;
    this.in = new Gate(() => host.clock.now(), pool);
    this.out = new Gate(() => host.clock.now(), pool);
    socket.on('end', () => {
      this.#closer ??= { by: 'client', how: 'fin' };
      if (!this.let) this.clientEnded();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#closer ??= { by: 'client', how: error.code === 'ECONNRESET' || error.code === 'EPIPE' ? 'rst' : 'fin' };
      if (this.silenced !== 'black-hole') this.destroy(error);
    });
    socket.on('close', () => {
      this.#tellClose(this.#closer ?? { by: 'server', how: 'fin' });
      for (const line of this.joined) this.leave(line);
      this.joined.clear();
      // Behind a black hole the server is not told either: its own timeouts are to find out.
      if (this.silenced !== 'black-hole') this.destroy();
    });
  }

  /** The client sent FIN. */
  protected abstract clientEnded(): void;
  /** This connection is none of that line's any more. */
  protected abstract leave(line: WireLine): void;

  // ---- by a fault ----

  /** From here on nothing passes and nobody is told; the connection is kept for a while and then reaped. */
  protected silence(fault: 'hang' | 'black-hole', exchange: Exchange): void {
    if (this.silenced) return;
    this.silenced = fault;
    exchange.fault(fault);
    this.#cancelReap = this.host.clock.after(this.host.limits.silentMs, () => this.endByLimit());
  }
  /** Cuts the connection now, by FIN or by RST; told in the trace. */
  cut(how: 'fin' | 'rst'): void {
    this.exchange?.fault(how === 'fin' ? 'cut-fin' : 'cut-rst');
    this.endAs({ by: 'fault', how });
  }

  // ---- by the server ----

  override _final(done: (error?: Error | null) => void): void {
    if (this.silenced || this.let) return done();
    const end = () => {
      this.#closer ??= { by: 'server', how: 'fin' };
      this.socket.end(() => done());
    };
    if (this.out.empty) end();
    else this.out.pass(this.out.plan(0, this.exchange?.line?.faults), 0, end);
  }
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.in.clear();
    // In a silenced connection the client is not to notice: its socket stays until it is reaped.
    if (!this.let && !(this.silenced && !this.socket.destroyed)) {
      this.#closer ??= { by: 'server', how: 'fin' };
      // What is under way in the delay line still arrives, and the end after it.
      if (this.out.empty || error) this.#drop();
      else this.out.pass(this.out.plan(0, undefined), 0, () => this.socket.destroySoon());
    }
    done(error);
  }
  resetAndDestroy(): this {
    if (!this.silenced) this.endAs({ by: 'server', how: 'rst' });
    return this.destroy();
  }

  // ---- from outside ----

  /** Ends the connection because a limit says so. */
  endByLimit(): void {
    this.endAs({ by: 'limit', how: 'fin' });
  }
  /** Ends the connection because its line was hung up. */
  hangUp(): void {
    this.endAs({ by: 'server', how: 'fin' });
  }
  /** The line is over: what becomes of this connection is no news to it. */
  forget(line: WireLine): void {
    this.joined.delete(line);
  }
  /** Drops both sides without ceremony. */
  abandon(): void {
    this.let = true;
    this.#drop();
    this.destroy();
  }
  /** Both sides are gone. */
  get gone(): boolean {
    return this.destroyed && this.socket.destroyed;
  }

  /** Ends the client's side in the given way, and the server's side with it. */
  protected endAs(closer: Closer): void {
    this.#cancelReap?.();
    this.#tellClose(closer);
    if (this.let) return;
    this.let = true;
    this.out.clear();
    if (this.socket.destroyed) return void this.destroy();
    if (closer.how === 'rst') this.socket.resetAndDestroy();
    else {
      // Closing a socket with unread bytes would send RST: what still comes is read and left.
      this.socket.end();
      this.socket.resume();
      const cancel = this.host.clock.after(LINGER_MS, () => this.socket.destroy());
      this.socket.once('close', cancel);
    }
    this.destroy();
  }
  #drop(): void {
    this.out.clear();
    this.#cancelReap?.();
    this.socket.destroy();
  }
  /** Told once, to every line that used this connection. */
  #tellClose({ by, how }: Closer): void {
    if (this.#closeTold) return;
    this.#closeTold = true;
    for (const line of this.joined) {
      const connection = this.numberIn(line);
      if (connection !== undefined) line.recorder.add({ kind: 'close', t: line.recorder.now(), connection, by, how });
    }
  }
  /** This connection's number within the line; undefined where the line did not take it. */
  protected abstract numberIn(line: WireLine): number | undefined;
}
