/**
 * The host's doors into the guest. Each checks what it is given, because a guest may call them with anything; none
 * hands out an object of ours, and what they throw is text, which carries no stack of this process.
 */
import type { JSValueHandle, QuickJS } from 'quickjs-wasi';
import { inLocale } from './locale.ts';
import { MOST_QUESTION } from './locale-questions.ts';
import { shareCause } from './shared-cause.ts';

export interface VmHooks {
  /** Data for one or more connections; the commonest thing by far, so it travels without JSON. */
  write(conns: string[], data: string | Uint8Array): void;
  op(json: string, bytes: Uint8Array | undefined): void;
  log(json: string): void;
  /** An error that nobody caught, or a warning (`GuestProblem`). */
  problem(json: string): void;
  timer(id: number, ms: number): boolean;
  clear(id: number): void;
  now(): number;
  /** Which of the clients' messages (`ToGuest.nth`) runs what runs now; 0 where none does, or nobody knows. The guest sees and sets it. */
  cause: { nth: number };
  /** Something was larger than its door lets through and was dropped. */
  tooLarge(size: number): void;
  /** Asked often while guest code runs; true ends the turn. */
  overdue(): boolean;
  /** True once the program is over: nothing more of it shall run. */
  ended(): boolean;
}

/** Longest texts (UTF-16 units) and bodies (bytes) that come through. */
const MOST = { op: 100_000, log: 400_000, problem: 100_000, data: 1_000_000, random: 65_536, locale: MOST_QUESTION };

class TooLarge extends Error {
  size: number;
  constructor(size: number) {
    super('too large');
    this.size = size;
  }
}

/** Puts `__host` into the VM; the prelude takes it and deletes the name. */
export function openDoors(vm: QuickJS, hooks: VmHooks): void {
  const text = (value: JSValueHandle | undefined, most: number): string => {
    if (!value || vm.typeof(value) !== 'string') throw new TypeError('text expected');
    // Asked before reading: a huge text must not be copied out first. A string's own length can't be tampered with.
    const length = value.getProp('length');
    const size = length.toNumber();
    length.dispose();
    if (size > most) throw new TooLarge(size);
    return value.toString();
  };
  const number = (value: JSValueHandle | undefined): number => {
    if (!value || vm.typeof(value) !== 'number') throw new TypeError('a number expected');
    return value.toNumber();
  };
  const bytes = (value: JSValueHandle): Uint8Array => {
    const body = new Uint8Array(value.toArrayBuffer());
    if (body.length > MOST.data) throw new TooLarge(body.length);
    return body;
  };
  const doors = vm.newObject();
  const door = (name: string, run: (...args: JSValueHandle[]) => JSValueHandle | void) => {
    const fn = vm.newFunction(name, (...args) => {
      try {
        return run(...args) ?? vm.undefined;
      } catch (error) {
        if (error instanceof TooLarge) {
          hooks.tooLarge(error.size);
          return vm.undefined;
        }
        throw `${name}: ${(error as Error).message}`;
      }
    });
    vm.setProp(doors, name, fn);
    fn.dispose();
  };
  door('write', (conns, data) => {
    const ids = text(conns, MOST.op).split(',');
    if (data) hooks.write(ids, vm.typeof(data) === 'string' ? text(data, MOST.data) : bytes(data));
  });
  door('op', (json, body) => hooks.op(text(json, MOST.op), body && vm.typeof(body) === 'object' ? bytes(body) : undefined));
  door('log', (json) => hooks.log(text(json, MOST.log)));
  door('problem', (json) => hooks.problem(text(json, MOST.problem)));
  door('timer', (id, ms) => (hooks.timer(number(id), number(ms)) ? vm.true : vm.false));
  door('clear', (id) => hooks.clear(number(id)));
  door('locale', (json) => vm.newString(inLocale(text(json, MOST.locale))));
  door('now', () => vm.newNumber(hooks.now()));
  vm.setProp(doors, 'cause', shareCause(vm, hooks.cause));
  door('random', (size) => {
    const length = number(size);
    if (!Number.isInteger(length) || length < 0 || length > MOST.random) throw new RangeError(`a size from 0 to ${MOST.random} expected`);
    return vm.newArrayBuffer(crypto.getRandomValues(new Uint8Array(length)));
  });
  vm.setProp(vm.global, '__host', doors);
  doors.dispose();
}
