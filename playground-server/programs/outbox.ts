/** Turns on their way to the child process, sent together: one message for all that arrived for a program in a tick. */
import type { ToGuest, ToHost } from './host/protocol.ts';

export class Outbox {
  #turns = new Map<number, ToGuest[]>();
  #send: (message: ToHost) => void;
  constructor(send: (message: ToHost) => void) {
    this.#send = send;
  }
  add(program: number, turn: ToGuest): void {
    const waiting = this.#turns.get(program);
    if (waiting) return void waiting.push(turn);
    if (this.#turns.size === 0) setImmediate(() => this.flush());
    this.#turns.set(program, [turn]);
  }
  flush(): void {
    const turns = this.#turns;
    this.#turns = new Map();
    for (const [program, list] of turns) this.#send({ to: 'turns', program, turns: list });
  }
}
