const { createServer } = require('node:http');
const { Server } = require('socket.io');

const httpServer = createServer();
const io = new Server(httpServer, { pingInterval: 500, pingTimeout: 1500, maxHttpBufferSize: 50_000 });

function serve(socket) {
  socket.emit('auth', socket.handshake.auth);
  socket.on('message', (...args) => socket.emit('message-back', ...args));
  socket.on('message-with-ack', (...args) => args.pop()(...args));
  socket.on('ask', () => socket.emit('question', 1, (...answer) => socket.emit('answered', ...answer)));
  socket.on('kick', () => socket.disconnect());
  socket.on('end', () => socket.disconnect(true));
  socket.on('watch', (done) => {
    socket.join('watchers');
    done();
  });
  socket.on('fence', (done) => done());
  socket.on('disconnect', (reason) => io.to('watchers').emit('left', reason));
}
io.on('connection', serve);
io.of('/custom').on('connection', serve);
io.of('/guarded').use((socket, next) => next(socket.handshake.auth.token === 'right' ? undefined : Object.assign(new Error('no'), { data: { why: 'token' } })));
io.of('/guarded').on('connection', serve);

httpServer.listen(3000);
