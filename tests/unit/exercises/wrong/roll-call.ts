/** Answers to "a roll call that nobody holds up" that are not right yet, as learners write them. */
import { inConnection, type Wrong } from './answer.ts';

const call = (handler: string) => inConnection(`socket.data.name = socket.handshake.auth.name; socket.on("roll-call", ${handler});`);
/** Asks `all` at once and sorts them by `ms`. */
const asking = (all: string, ms: number, { before = 'const here = [], silent = [];', here = 'here.push(one.data.name)', after = 'ack({ here, silent });' } = {}) =>
  call(`async (ack) => { ${before} await Promise.all(${all}.map(async (one) => { try { await one.timeout(${ms}).emitWithAck("here?"); ${here}; } catch { silent.push(one.data.name); } })); ${after} }`);
const ALL = '[...io.sockets.sockets.values()]';

export const wrong: Wrong[] = [
  ['never answers', call('() => {}'), 'no-list-awake'],
  ['asks another word', call('async (ack) => ack({ here: await io.timeout(100).emitWithAck("here"), silent: [] })'), 'fell-over'],
  ['asks without a wish for an answer', call('(ack) => { io.emit("here?"); ack({ here: [], silent: [] }); }'), 'asked-without-ack'],
  ['asks without a wish for an answer, and waits', call('() => { io.emit("here?", "who"); }'), 'asked-without-ack'],
  ['asks all but who asked', asking(`${ALL}.filter((one) => one !== socket)`, 1000), 'not-asked'],
  ['sets', asking(ALL, 1000, { before: 'const names = new Set(), silent = [];', here: 'names.add(one.data.name)', after: 'ack({ here: names, silent });' }), 'not-lists'],
  ['things with names', asking(ALL, 1000, { here: 'here.push({ name: one.data.name })' }), 'not-lists'],
  ['waits for ever', call(`async (ack) => ack({ here: await Promise.all(${ALL}.map((one) => one.emitWithAck("here?"))), silent: [] })`), 'no-list'],
  ['waits five seconds', asking(ALL, 5000), 'late-list'],
  ['one after the other', call(`async (ack) => { const here = [], silent = []; for (const one of io.sockets.sockets.values()) { try { await one.timeout(1000).emitWithAck("here?"); here.push(one.data.name); } catch { silent.push(one.data.name); } } ack({ here, silent }); }`), 'late-list'],
  ['all or nothing', call('async (ack) => { const names = (await io.fetchSockets()).map((one) => one.data.name); try { await io.timeout(300).emitWithAck("here?"); ack({ here: names, silent: [] }); } catch { ack({ here: [], silent: names }); } }'), 'lost-answers'],
  ['asks, and lists everybody', call(`async (ack) => { await Promise.allSettled(${ALL}.map((one) => one.timeout(300).emitWithAck("here?"))); ack({ here: ${ALL}.map((one) => one.data.name), silent: [] }); }`), 'counted-silent'],
  ['ids with the names', asking(ALL, 300, { here: 'here.push(one.data.name, one.id)' }), 'unknown-name'],
  ['one list for all roll calls', `const here = []; ${asking(ALL, 300, { before: 'const silent = [];' })}`, 'counted-twice'],
  ['one list of the silent for all roll calls', `const silent = []; ${asking(ALL, 300, { before: 'const here = [];' })}`, 'silent-wrong'],
  ['nobody is silent', call('async (ack) => { let here; try { here = await io.timeout(300).emitWithAck("here?"); } catch (error) { here = error.responses; } ack({ here, silent: [] }); }'), 'silent-wrong'],
  ['names written down', call('(ack) => ack({ here: ["An", "Bo", "Chai", "Dao", "Ek"], silent: [] })'), 'counted-silent'],
  ['nobody catches', call(`async (ack) => { const here = await Promise.all(${ALL}.map(async (one) => { await one.timeout(300).emitWithAck("here?"); return one.data.name; })); ack({ here, silent: [] }); }`), 'fell-over'],
];
