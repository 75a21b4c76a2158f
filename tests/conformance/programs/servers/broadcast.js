import { Server } from 'socket.io';

const io = new Server(3000);
const rooms = [];
for (const event of ['create-room', 'join-room', 'leave-room', 'delete-room']) io.of('/').adapter.on(event, (room) => room.startsWith('watched') && rooms.push(`${event} ${room}`));

/** What each case has the server do: `to` a list of modifiers, applied in order. */
const apply = (target, modifiers) => modifiers.reduce((at, [name, ...args]) => (name === 'broadcast' || name === 'volatile' || name === 'local' ? at[name] : at[name](...args)), target);

io.on('connection', (socket) => {
  socket.join(socket.handshake.auth.rooms ?? []);
  socket.data.n = socket.handshake.auth.n;
  socket.on('fence', (done) => done());
  socket.on('how many', (done) => done(io.sockets.sockets.size));
  socket.on('say', (from, modifiers, ...args) => {
    const done = args.pop();
    apply(from === 'io' ? io : socket, modifiers).emit('said', ...args);
    done();
  });
  socket.on('say bytes', (modifiers, done) => {
    apply(io, modifiers).emit('said', Buffer.from([1, 2, 3]));
    done();
  });
  socket.on('ask all', (modifiers, ms, done) =>
    apply(io, modifiers)
      .timeout(ms)
      .emit('question', (error, answers) => done(error?.message ?? null, answers.sort())),
  );
  socket.on('await all', (modifiers, ms, done) =>
    apply(io, modifiers)
      .timeout(ms)
      .emitWithAck('question')
      .then(
        (answers) => done('all', answers.sort()),
        (error) => done(error.message, error.responses.sort()),
      ),
  );
  socket.on('immutable', (done) => {
    const base = io.to('a');
    const more = base.to('b').except('c');
    done(base !== more, base.rooms?.size, more.rooms?.size);
  });
  socket.on('reserved to all', (done) => {
    try {
      io.emit('connect');
    } catch (error) {
      done(error.message);
    }
  });
  socket.on('fetch', async (modifiers, done) => {
    const found = await apply(io, modifiers).fetchSockets();
    done(found.map(({ data }) => data.n).sort());
  });
  socket.on('fetched shape', async (done) => {
    const [found] = await io.in(socket.id).fetchSockets();
    done(found.id === socket.id, [...found.rooms].length, typeof found.handshake.time, found.data.n, typeof found.emit, typeof found.join);
  });
  socket.on('bulk', async (modifiers, what, arg, done) => {
    apply(io, modifiers)[what](arg);
    done((await io.fetchSockets()).map((one) => [one.data.n, [...one.rooms].filter((room) => room !== one.id).sort()]).sort());
  });
  socket.on('adapter', (room, done) => done(io.of('/').adapter.rooms.get(room)?.size ?? 0, io.of('/').adapter.sids.get(socket.id)?.size));
  socket.on('watch', (done) => {
    rooms.length = 0;
    socket.join('watched 1');
    socket.join('watched 1');
    socket.join('watched 2');
    socket.leave('watched 1');
    socket.leave('watched 2');
    done(rooms);
  });
  socket.on('sizes', (done) => done(io.sockets.sockets.size === io.of('/').sockets.size, io.sockets.sockets.get(socket.id) === socket, io.engine.clientsCount >= 1));
  socket.on('all ids', async (done) => done((await io.allSockets()).has(socket.id)));
});
