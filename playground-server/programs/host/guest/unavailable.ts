/**
 * What a program can't have here, and what to do instead. `code` is `not-here:WHAT`: the page finds the reader's
 * language by it.
 */
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
  dns: 'a program here cannot ask the network for names.',
  https: 'the playground serves your program; use createServer from "node:http".',
  http2: 'Socket.IO needs HTTP/1.1 here; use createServer from "node:http".',
  child_process: 'a program here cannot start other programs.',
  cluster: 'a program here is one process. Download it to try several.',
  worker_threads: 'a program here has one thread.',
  vm: 'a program here cannot make other sandboxes.',
  sqlite3: 'a program here has no database. A Map keeps data while it runs.',
  sqlite: 'a program here has no database. A Map keeps data while it runs.',
  'better-sqlite3': 'a program here has no database. A Map keeps data while it runs.',
  ws: 'the playground is about Socket.IO; use the native WebSocket in the client, or download the program.',
  'socket.io-client': 'that is the client half: import it in client.js.',
};

/** The error for a module that can't be imported; always has a reason that says what to do. */
export function unavailableModule(name: string): NotInPlayground {
  const bare = name.replace(/^node:/, '');
  const why =
    WHY[bare] ??
    (bare.startsWith('.') || bare.startsWith('/')
      ? 'that file is not among the program’s files.'
      : 'only "socket.io", "express" and a few of Node’s own modules are here. Download the program to use npm packages.');
  return new NotInPlayground(bare, why);
}
