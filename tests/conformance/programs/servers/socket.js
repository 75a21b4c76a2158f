import { Server } from 'socket.io';

const io = new Server(3000);
let lastDisconnect;
const disconnects = new Map();

io.on('connection', (socket) => {
  socket.data.name = `user ${socket.handshake.auth.name ?? 'nobody'}`;
  socket.on('fence', (done) => done());
  socket.on('echo', (...args) => {
    const done = args.pop();
    done(args);
  });
  socket.on('back', (...args) => socket.emit('back', ...args));
  socket.on('types', (value, done) => done(kindOf(value)));
  socket.on('twice', (done) => {
    done('first');
    done('second');
  });
  socket.on('many', (done) => done(1, 'two', { three: [3] }, null));
  socket.on('ask me', async (done) => done(await socket.timeout(5000).emitWithAck('question', 20)));
  socket.on('ask late', (done) => socket.timeout(30).emit('never answered', (error) => done(error instanceof Error, error?.message)));
  socket.on('ask late with promise', (done) =>
    socket
      .timeout(30)
      .emitWithAck('never answered')
      .catch((error) => done(error.message)),
  );
  socket.on('ask binary', (done) => socket.emit('give bytes', (bytes) => done(Buffer.isBuffer(bytes), bytes.toString('utf8'))));
  socket.on('reserved', (name, done) => {
    try {
      socket.emit(name);
      done('emitted');
    } catch (error) {
      done(error.message);
    }
  });
  socket.on('chain', (done) => done(socket.emit('x') === true, socket.join('chained') === undefined, socket.leave('chained') === undefined));
  socket.on('rooms', (done) => done([...socket.rooms].map((room) => (room === socket.id ? 'own id' : room))));
  socket.on('join', (rooms, done) => {
    socket.join(rooms);
    done(socket.rooms.size);
  });
  socket.on('leave', (room, done) => {
    socket.leave(room);
    done(socket.rooms.size);
  });
  socket.on('who', (done) => done(socket.data.name, socket.connected, socket.disconnected, socket.nsp.name, socket.recovered));
  socket.on('handshake', (done) => {
    const { auth, query, time, issued, xdomain, secure, headers, url } = socket.handshake;
    done({
      auth,
      query: { EIO: query.EIO, transport: typeof query.transport, mine: query.mine },
      time: !Number.isNaN(Date.parse(time)),
      issued: Math.abs(issued - Date.now()) < 60_000,
      xdomain,
      secure,
      host: typeof headers.host,
      url: url.startsWith('/socket.io/?'),
    });
  });
  socket.on('same id', (id, done) => done(socket.id === id, socket.id !== socket.conn.id));
  socket.on('send me', () => socket.send('by send', 1));
  socket.on('write me', () => socket.write('by write'));
  socket.on('message', (...args) => socket.emit('got message', args));
  socket.on('order', (count) => {
    for (let i = 0; i < count; i++) socket.emit('ordered', i);
  });
  socket.on('mixed order', () => {
    socket.emit('ordered', 'text');
    socket.emit('ordered', Buffer.from([1, 2]));
    socket.emit('ordered', 'after');
  });
  socket.on('volatile', () => socket.volatile.emit('soft', 1));
  socket.on('compressed', () => socket.compress(false).emit('soft', 2));
  socket.on('local', () => socket.local.emit('soft', 3));
  socket.once('only once', (done) => done('once'));
  socket.on('leave me', () => socket.disconnect());
  socket.on('close me', () => socket.disconnect(true));
  socket.on('off', (done) => {
    const counted = () => {};
    socket.on('counted', counted);
    const before = socket.listenerCount('counted');
    socket.off('counted', counted);
    done(before, socket.listenerCount('counted'), socket.eventNames().includes('echo'));
  });
  socket.on('tell reason of', (name, done) => {
    const known = disconnects.get(name);
    if (known) done(known);
    else lastDisconnect = { name, done };
  });
  socket.on('catch all', (done) => {
    const seen = [];
    const any = (event, ...args) => seen.push([event, ...args.filter((arg) => typeof arg !== 'function')]);
    const first = (event) => seen.push(`first ${event}`);
    const out = (event, ...args) => seen.push([`out ${event}`, ...args]);
    socket.onAny(any);
    socket.prependAny(first);
    socket.onAnyOutgoing(out);
    socket.once('caught', (answer) => {
      socket.emit('outgoing', 'o');
      const listening = [socket.listenersAny().length, socket.listenersAnyOutgoing().length];
      socket.offAny(any);
      socket.offAny();
      socket.offAnyOutgoing(out);
      answer(seen, listening, socket.listenersAny().length, socket.listenersAnyOutgoing().length);
    });
    done();
  });
  socket.on('guard', (done) => {
    socket.use(([event, ...args], proceed) => {
      if (event === 'forbidden') return proceed(Object.assign(new Error('not allowed'), { data: { event, count: args.length } }));
      if (event === 'changed') args[0].changed = true;
      proceed();
    });
    socket.on('forbidden', () => socket.emit('was let through'));
    socket.on('changed', (value, answer) => answer(value));
    socket.on('error', (error) => socket.emit('stopped', error.message, error.data));
    done();
  });
  socket.on('later', (ms, done) => setTimeout(() => done('later'), ms));
  socket.on('disconnecting', (reason) => {
    socket.data.leaving = { reason, rooms: socket.rooms.size, connected: socket.connected };
  });
  socket.on('disconnect', (reason) => {
    const known = { ...socket.data.leaving, reason, after: socket.rooms.size, still: socket.connected };
    disconnects.set(socket.handshake.auth.name, known);
    if (lastDisconnect && lastDisconnect.name === socket.handshake.auth.name) lastDisconnect.done(known);
  });
});

function kindOf(value) {
  if (Buffer.isBuffer(value)) return `buffer ${value.toString('hex')}`;
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.map(kindOf);
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, kindOf(part)]));
  return `${typeof value} ${value}`;
}
