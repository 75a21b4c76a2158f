/** Answers to "each order once" that are not right yet, as learners write them. */
import { inConnection, type Wrong } from './answer.ts';

const order = (handler: string, before = 'const done = new Set();') => `${before} ${inConnection(`socket.on("order", ${handler});`)}`;
const NEW = 'if (!done.has(order.id)) { done.add(order.id); io.emit("cook", order); }';

export const wrong: Wrong[] = [
  ['never answers', order(`(order) => { ${NEW} }`), 'order-unanswered'],
  ['hears one order of each', inConnection('socket.once("order", (order, ack) => { io.emit("cook", order); ack({ ok: true, total: 1 }); });'), 'order-unanswered'],
  ['tells only who ordered', order('(order, ack) => { if (!done.has(order.id)) { done.add(order.id); socket.emit("cook", order); } ack({ ok: true, total: done.size }); }'), 'not-cooked'],
  ['tells the id alone', order(`(order, ack) => { ${NEW.replace('"cook", order', '"cook", order.id')} ack({ ok: true, total: done.size }); }`), 'cook-wrong'],
  ['one order of a dish', order('(order, ack) => { if (!done.has(order.dish)) { done.add(order.dish); io.emit("cook", order); } ack({ ok: true, total: done.size }); }'), 'swallowed'],
  ['the number alone', order(`(order, ack) => { ${NEW} ack(done.size); }`), 'wrong-total'],
  ['a repeat is an error', order('(order, ack) => { if (done.has(order.id)) return ack({ ok: false, total: done.size }); done.add(order.id); io.emit("cook", order); ack({ ok: true, total: done.size }); }'), 'wrong-total'],
  ['counts what arrives', order(`(order, ack) => { total += 1; ${NEW} ack({ ok: true, total }); }`, 'const done = new Set(); let total = 0;'), 'wrong-total'],
  ['counts for each connection', order('(order, ack) => { if (!done.has(order.id)) { done.add(order.id); socket.data.total = (socket.data.total ?? 0) + 1; io.emit("cook", order); } ack({ ok: true, total: socket.data.total }); }'), 'wrong-total'],
  ['knows the last one only', order('(order, ack) => { if (last !== order.id) { last = order.id; total += 1; io.emit("cook", order); } ack({ ok: true, total }); }', 'let last, total = 0;'), 'cooked-twice'],
  ['looks, waits, then writes down', order('async (order, ack) => { if (!done.has(order.id)) { await new Promise((go) => setTimeout(go, 30)); done.add(order.id); io.emit("cook", order); } ack({ ok: true, total: done.size }); }'), 'raced'],
  ['silent at a repeat', order('(order, ack) => { if (done.has(order.id)) return; done.add(order.id); io.emit("cook", order); ack({ ok: true, total: done.size }); }'), 'repeat-unanswered'],
  ['remembers for each connection', `let total = 0; ${inConnection('const done = new Set(); socket.on("order", (order, ack) => { if (!done.has(order.id)) { done.add(order.id); total += 1; io.emit("cook", order); } ack({ ok: true, total }); });')}`, 'forgot'],
  ['forgets when somebody leaves', `const done = new Set(); ${inConnection(`socket.on("order", (order, ack) => { ${NEW} ack({ ok: true, total: done.size }); }); socket.on("disconnect", () => done.clear());`)}`, 'forgot'],
  ['turns away who was here before', `let left = 0; io.use((socket, next) => next(left > 1 ? new Error("you were here") : undefined)); io.on("connection", (socket) => socket.on("disconnect", () => { left += 1; })); ${order(`(order, ack) => { ${NEW} ack({ ok: true, total: done.size }); }`)}`, 'not-back'],
  ['a listener more with each connection', `import { EventEmitter } from "node:events"; const bus = new EventEmitter(); const done = new Set(); ${inConnection(`bus.on("order", (order) => io.emit("cook", order)); socket.on("order", (order, ack) => { if (!done.has(order.id)) { done.add(order.id); bus.emit("order", order); } ack({ ok: true, total: done.size }); })`)}`, 'more-than-one'],
  ['a listener more with the fifth connection', `import { EventEmitter } from "node:events"; const bus = new EventEmitter(); const done = new Set(); let met = 0; ${inConnection(`met += 1; if (met === 1 || met > 4) bus.on("order", (order) => io.emit("cook", order)); socket.on("order", (order, ack) => { if (!done.has(order.id)) { done.add(order.id); bus.emit("order", order); } ack({ ok: true, total: done.size }); });`)}`, 'more-with-each'],
];
