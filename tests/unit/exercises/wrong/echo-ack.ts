/** Answers to "answer with an ack" that are not right yet, as learners write them. */
import { inConnection, OK_OR_EMPTY, type Wrong } from './answer.ts';

const say = (handler: string) => inConnection(`socket.on("say", ${handler});`);

export const wrong: Wrong[] = [
  ['an event with an object', say('(text) => { socket.emit("said", { text }); }'), 'answered-by-event'],
  ['returns instead of calling', say('(text) => ({ ok: true, text })'), 'no-answer'],
  ['another event’s name', inConnection('socket.on("Say", (text, ack) => ack({ ok: true, text }));'), 'no-answer'],
  ['registered after a while', inConnection(`setTimeout(() => socket.on("say", (text, ack) => ack?.(${OK_OR_EMPTY})), 60);`), 'no-answer'],
  ['logs that all passed', inConnection('console.log("PASS", "4 of 4 passed");'), 'no-answer'],
  ['the text alone', say('(text, ack) => ack(text)'), 'wrong-answer'],
  ['two values', say('(text, ack) => ack(true, text)'), 'wrong-answer'],
  ['the error first, as Node has it', say('(text, ack) => ack(null, { ok: true, text })'), 'wrong-answer'],
  ['a text written down beforehand', say('(text, ack) => ack?.({ ok: true, text: "สวัสดี" })'), 'wrong-answer'],
  ['one place to keep it for each connection', say(`(text, ack) => { socket.data.text = text; setTimeout(() => ack?.({ ok: true, text: socket.data.text }), 20); }`), 'mixed-up'],
  ['takes spaces for blank, but not a new line', say('(text, ack) => ack?.(typeof text !== "string" || /^ *$/.test(text) ? { ok: false, error: "empty" } : { ok: true, text })'), 'accepted-empty'],
  ['makes text of what is none', say('(text, ack) => ack?.(text == null || String(text).trim() === "" ? { ok: false, error: "empty" } : { ok: true, text })'), 'accepted-empty'],
  ['yes and no at once', inConnection('socket.onAny((event, ...args) => { const ack = args.at(-1); if (typeof ack === "function") ack({ ok: true, text: args[0], error: "empty" }); });'), 'accepted-empty'],
  ['Empty with a capital', say('(text, ack) => ack?.(typeof text === "string" && text.trim() ? { ok: true, text } : { ok: false, error: "Empty" })'), 'accepted-empty'],
  ['silent where it refuses', say('(text, ack) => { if (typeof text === "string" && text.trim()) ack?.({ ok: true, text }); }'), 'empty-unanswered'],
  ['throws where it refuses', say('(text, ack) => { if (!text?.trim?.()) throw new Error("empty"); ack?.({ ok: true, text }); }'), 'fell-on-empty'],
  ['trims whatever comes', say('(text, ack) => ack?.(text.trim() ? { ok: true, text } : { ok: false, error: "empty" })'), 'fell-on-empty'],
  ['calls what was not sent', say(`(text, ack) => ack(${OK_OR_EMPTY})`), 'fell-without-ack'],
  ['looks at the text where nobody asked', say(`(text, ack) => { if (!ack) return console.log(text.trim()); ack(${OK_OR_EMPTY}); }`), 'fell-without-ack'],
  ['ends itself', say('() => process.exit(1)'), 'threw'],
  ['answers with more than a message may hold', say('(text, ack) => ack?.({ ok: true, text: text + "x".repeat(200000) })'), 'limited'],
];
