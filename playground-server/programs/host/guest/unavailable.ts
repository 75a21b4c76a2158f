/**
 * What a program can't have here, and what to do instead. `code` is `not-here:WHAT`: the page finds the reader's
 * language by it.
 */
import { ADDRESS } from '../../../../protocol/not-here.ts';

/** Stands between what and why in every such sentence. */
export const UNAVAILABLE = ' is not available in the playground: ';

export class NotInPlayground extends Error {
  code: string;
  constructor(what: string, why: string) {
    super(`${what}${UNAVAILABLE}${why}`);
    this.name = 'NotInPlayground';
    this.code = `not-here:${what}`;
  }
}

const WHY: Record<string, string> = {
  fs: 'a program here has no disk. Keep data in variables, or download the program and run it on your own machine.',
  'fs/promises': 'a program here has no disk. Keep data in variables, or download the program and run it on your own machine.',
  net: 'a program here opens no connections of its own. Clients reach it through Socket.IO.',
  tls: 'a program here opens no connections of its own. Clients reach it through Socket.IO.',
  dgram: 'a program here opens no connections of its own.',
  'dns/promises': 'a program here cannot ask the network for names.',
  dns: 'a program here cannot ask the network for names.',
  https: 'the playground serves your program; use createServer from "node:http".',
  http2: 'Socket.IO needs HTTP/1.1 here; use createServer from "node:http".',
  child_process: 'a program here cannot start other programs.',
  cluster: 'a program here is one process. Download it to try several.',
  worker_threads: 'a program here has one thread.',
  inspector: 'a program here has one thread, and nobody inside it may stop it.',
  vm: 'a program here cannot make other sandboxes.',
  sqlite3: 'a program here has no database. A Map keeps data while it runs.',
  sqlite: 'a program here has no database. A Map keeps data while it runs.',
  'better-sqlite3': 'a program here has no database. A Map keeps data while it runs.',
  ws: 'the playground is about Socket.IO; use the native WebSocket in the client, or download the program.',
  'socket.io-client': 'that is the client half: import it in client.js.',
};

for (const name of ['mongoose', 'mongodb', 'redis', 'ioredis', 'pg', 'mysql', 'mysql2']) WHY[name] = WHY.sqlite as string;

/** Functions that say why they can't be had, by their names after `of`. */
export function refusing(of: string, names: readonly string[], why: string): Record<string, () => never> {
  return Object.fromEntries(
    names.map((name) => [
      name,
      // No arrow: what is a class on Node is called with `new`.
      function () {
        throw new NotInPlayground(`${of}.${name}`, why);
      } as () => never,
    ]),
  );
}

/** The error for a module that can't be imported; always has a reason that says what to do. */
export function unavailableModule(name: string): NotInPlayground {
  const bare = name.replace(/^node:/, '');
  const why =
    (Object.hasOwn(WHY, bare) ? WHY[bare] : undefined) ??
    (/^[./]/.test(bare)
      ? 'a program’s server is one file here. Put the code into it, or download the program to use more files.'
      : ADDRESS.test(bare)
      ? 'modules are imported by name here, never from an address.'
      : 'only "socket.io", "express" and a few of Node’s own modules are here. Download the program to use npm packages.');
  return new NotInPlayground(bare, why);
}
