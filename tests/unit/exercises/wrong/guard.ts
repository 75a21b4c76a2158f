/** Answers to "a namespace behind a token" that are not right yet, as learners write them. */
import type { Wrong } from './answer.ts';

const SHOP = 'io.on("connection", (socket) => socket.emit("welcome", "open"));';
const STAFF = 'const staff = new Map([["tok-som", "Som"], ["tok-ploy", "Ploy"]]);';
const INSIDE = 'io.of("/staff").on("connection", (socket) => { socket.emit("orders", []); socket.on("whoami", (ack) => ack(socket.data.name)); });';
const NO = 'next(Object.assign(new Error("not authorized"), { data: { code: "bad-token" } }))';
/** A guard with `body` as its middleware. */
const guard = (body: string, { shop = SHOP, inside = INSIDE, staff = STAFF } = {}) => `${staff} ${shop} io.of("/staff").use((socket, next) => { ${body} }); ${inside}`;
const RIGHT = `const name = staff.get(socket.handshake.auth.token); if (!name) return ${NO}; socket.data.name = name; next();`;

export const wrong: Wrong[] = [
  ['guards the shop too', guard(RIGHT, { shop: `${SHOP} io.use((socket, next) => ${NO});` }), 'shop-closed'],
  ['nobody gets on in the shop', guard(RIGHT, { shop: `${SHOP} io.use(() => {});` }), 'shop-silent'],
  ['the shop is gone', guard(RIGHT, { shop: '' }), 'no-welcome'],
  ['the back room is gone', `${STAFF} ${SHOP}`, 'no-back-room'],
  ['looks for the token in the query', guard(`if (!staff.get(socket.handshake.query.token)) return ${NO}; next();`), 'kept-out'],
  ['never says go on', guard(`if (!staff.get(socket.handshake.auth.token)) return ${NO};`), 'kept-waiting'],
  ['the orders are gone', guard(RIGHT, { inside: 'io.of("/staff").on("connection", (socket) => socket.on("whoami", (ack) => ack(socket.data.name)));' }), 'no-orders'],
  ['looks and goes on', guard('socket.data.name = staff.get(socket.handshake.auth.token); next();'), 'let-in'],
  ['throws out after a while', `${STAFF} ${SHOP} io.of("/staff").on("connection", (socket) => { if (!staff.get(socket.handshake.auth.token)) return setTimeout(() => socket.disconnect(true), 300); socket.emit("orders", []); });`, 'let-in'],
  ['lets all in once somebody was', guard(`open ||= staff.has(socket.handshake.auth.token); if (!open) return ${NO}; next();`, { staff: `${STAFF} let open = false;` }), 'let-in'],
  ['the beginning of a token is enough', guard(`const { token } = socket.handshake.auth; if (![...staff.keys()].some((one) => String(token).startsWith(one))) return ${NO}; next();`), 'let-in'],
  ['a plain object', guard(`const name = staff[socket.handshake.auth.token]; if (!name) return ${NO}; socket.data.name = name; next();`, { staff: 'const staff = { "tok-som": "Som", "tok-ploy": "Ploy" };' }), 'let-in-odd'],
  ['a part of a token is enough', guard(`const { token } = socket.handshake.auth; if (typeof token !== "string" || !"tok-som tok-ploy".includes(token)) return ${NO}; next();`), 'let-in-odd'],
  ['throws out at once', `${STAFF} ${SHOP} io.of("/staff").on("connection", async (socket) => { await 0; if (!staff.get(socket.handshake.auth.token)) return socket.disconnect(true); socket.emit("orders", []); });`, 'in-and-out'],
  ['refuses, and goes on', guard(`const name = staff.get(socket.handshake.auth.token); if (!name) ${NO}; socket.data.name = name; next();`), 'refused-then-let-in'],
  ['silent to strangers', guard('if (staff.has(socket.handshake.auth.token)) next();'), 'no-answer'],
  ['throws at the door', guard('if (!staff.has(socket.handshake.auth.token)) throw new Error("not authorized"); next();'), 'fell-at-the-door'],
  ['a token is always text', guard(`const name = staff.get(socket.handshake.auth.token.trim()); if (!name) return ${NO}; socket.data.name = name; next();`), 'fell-at-the-door'],
  ['says no without why', guard('if (!staff.has(socket.handshake.auth.token)) return next(new Error("not authorized")); next();'), 'why-missing'],
  ['one name for the whole server', guard(`name = staff.get(socket.handshake.auth.token); if (!name) return ${NO}; next();`, { staff: `${STAFF} let name;`, inside: INSIDE.replace('socket.data.name', 'name') }), 'wrong-name'],
  ['always the same name', guard(RIGHT, { inside: INSIDE.replace('socket.data.name', '"Ploy"') }), 'wrong-name'],
  ['whoami is gone', guard(RIGHT, { inside: 'io.of("/staff").on("connection", (socket) => socket.emit("orders", []));' }), 'whoami-unanswered'],
];
