import { Server } from 'socket.io';

const io = new Server(3000, { cleanupEmptyChildNamespaces: false });
const log = [];
const common = (socket) => {
  socket.on('fence', (done) => done());
  socket.on('nsp', (done) => done(socket.nsp.name));
  socket.on('log', (done) => done(log.splice(0)));
};
io.on('connection', (socket) => {
  common(socket);
  socket.on('count', (name, done) => done(io._nsps.has(name) ? io.of(name).sockets.size : -1));
  socket.on('emit to', (name, done) => {
    io.of(name).emit('from main', name);
    done();
  });
  socket.on('same', (done) => done(io.of('/') === io.sockets, io.of('chat') === io.of('/chat'), io.of('/chat').name));
});
io.on('new_namespace', (nsp) => log.push(`new ${nsp.name}`));

for (const name of ['/chat', '/ข่าว', '/with space', '/a/b', '/deep?x']) io.of(name).on('connection', common);
io.of('/chat').on('connect', (socket) => socket.emit('both', 'connect is connection'));

const guarded = io.of('/guarded');
guarded.use((socket, next) => {
  const { token } = socket.handshake.auth;
  if (token === 'let me in') return next();
  if (token === 'later') return void setTimeout(next, 10);
  next(Object.assign(new Error('not authorized'), { data: { code: 'E_TOKEN', given: token ?? null } }));
});
guarded.on('connection', (socket) => {
  common(socket);
  socket.emit('welcome');
});

const chain = io.of('/chain');
chain.use((socket, next) => {
  socket.data.steps = ['one'];
  next();
});
chain.use(async (socket, next) => {
  await null;
  socket.data.steps.push('two');
  next();
});
chain.use((socket, next) => {
  socket.data.steps.push(`connected ${socket.connected}, rooms ${socket.rooms.size}`);
  next();
});
chain.on('connection', (socket) => {
  common(socket);
  socket.on('steps', (done) => done(socket.data.steps));
});
const early = io.of('/early');
early.use((socket, next) => {
  socket.emit('before', 'sent in a middleware');
  next();
});
early.on('connection', (socket) => {
  common(socket);
  socket.emit('after');
});
const ignoring = io.of('/ignoring');
ignoring.use((socket, next) => next(socket.handshake.query.bad ? new Error('bad query') : undefined));
ignoring.on('connection', common);
io.of('/stops').use((socket, next) => next(new Error('first')));
io.of('/stops').use(() => log.push('second ran'));
io.of('/text').use((socket, next) => next(Object.assign(new Error('สิทธิ์ไม่พอ'), { data: [1, 'สอง'] })));

const regex = io.of(/^\/room-\d+$/);
regex.use((socket, next) => next(socket.nsp.name === '/room-13' ? new Error('no thirteen') : undefined));
regex.on('connection', (socket) => {
  common(socket);
  socket.on('tell room', (value, done) => {
    socket.nsp.emit('told', value);
    done();
  });
  socket.on('tell all rooms', (value, done) => {
    regex.emit('told', value);
    done();
  });
});
io.of((name, auth, next) => next(null, name === '/by-function' && auth.key === 'yes')).on('connection', common);
io.of((name, auth, next) => next(name === '/broken' ? new Error('broken') : null, false));
