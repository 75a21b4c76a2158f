/** Answers to "rooms that don't leak" that are not right yet, as learners write them. */
import { inConnection, type Wrong } from './answer.ts';

const rooms = (join: string, say: string, more = '') => inConnection(`${more} socket.on("join", (room, ack) => { ${join} ack?.({ room }); }); socket.on("say", (text) => { ${say} });`);
const MOVE = 'if (socket.data.room) socket.leave(socket.data.room); socket.join(room); socket.data.room = room;';
const SEND = 'const { room } = socket.data; if (room) io.to(room).emit("message", { room, text });';

export const wrong: Wrong[] = [
  ['no answer to join', inConnection('socket.on("join", (room) => { socket.join(room); });'), 'join-unanswered'],
  ['only rooms that it was told of', inConnection('socket.on("join", (room, ack) => { if (["tea", "coffee"].includes(room)) ack({ room }); });'), 'join-unanswered'],
  ['answers join with true', inConnection('socket.on("join", (room, ack) => { socket.join(room); ack(true); });'), 'join-wrong'],
  ['one room for the whole server', `let current; ${rooms('if (current) socket.leave(current); socket.join(room); current = room;', 'if (current) io.to(current).emit("message", { room: current, text });')}`, 'missed'],
  ['stays in the first room when it speaks', rooms('for (const one of socket.rooms) if (one !== socket.id) socket.leave(one); socket.join(room); socket.data.room ??= room;', SEND), 'missed'],
  ['the room’s name as the event’s', rooms(MOVE, 'if (socket.data.room) io.to(socket.data.room).emit(socket.data.room, { text });'), 'other-event'],
  ['everybody but the sender', rooms(MOVE, 'socket.broadcast.emit("message", { room: socket.data.room, text });'), 'sender-missed'],
  ['the text alone', rooms(MOVE, 'if (socket.data.room) io.to(socket.data.room).emit("message", text);'), 'message-wrong'],
  ['without the room', rooms(MOVE, 'if (socket.data.room) io.to(socket.data.room).emit("message", { text });'), 'message-wrong'],
  ['everybody', rooms(MOVE, 'io.emit("message", { room: socket.data.room, text });'), 'leaked'],
  ['to the room and to itself', rooms(MOVE, `${SEND} if (room) socket.emit("message", { room, text });`), 'twice'],
  ['never leaves', rooms('socket.join(room); socket.data.room = room;', SEND), 'still-there'],
  ['leaves after it came in', rooms('socket.join(room); if (socket.data.room) socket.leave(socket.data.room); socket.data.room = room;', SEND), 'fell-out'],
  ['an empty list of rooms', rooms('for (const one of socket.rooms) if (one !== socket.id) socket.leave(one); socket.join(room); socket.data.room = room;', 'io.to([...socket.rooms].filter((one) => one !== socket.id)).emit("message", { room: socket.data.room, text });'), 'lobby-leaked'],
  ['its own room counts', rooms('for (const one of socket.rooms) if (one !== socket.id) socket.leave(one); socket.join(room); socket.data.room = room;', 'io.to([...socket.rooms]).emit("message", { room: socket.data.room, text });'), 'lobby-echo'],
  ['everybody begins in a room', rooms(MOVE, SEND, 'socket.join("lobby"); socket.data.room = "lobby";'), 'lobby-echo'],
  ['throws without a room', rooms(MOVE, `if (!socket.data.room) throw new Error("no room"); ${SEND}`), 'fell-in-lobby'],
];
