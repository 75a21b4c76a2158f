const { createServer } = require('node:http');
const { Server } = require('socket.io');

const httpServer = createServer((req, res) => {
  if (req.url === '/hello') {
    res.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8', 'X-Made-By': 'program' });
    res.end('สวัสดี');
  } else if (req.url.startsWith('/json?')) {
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ method: req.method, url: req.url, host: typeof req.headers.host }));
  } else if (req.url === '/echo') {
    let body = '';
    req.on('data', (part) => (body += part));
    req.on('end', () => res.end(`${req.method} ${body}`));
  } else if (req.url === '/later') setTimeout(() => res.end('later'), 20);
  else if (req.url === '/parts') {
    res.write('one ');
    res.write(Buffer.from('two '));
    res.end('three');
  } else {
    res.statusCode = 404;
    res.end('nothing here');
  }
});
const io = new Server(httpServer, {
  pingInterval: 400,
  pingTimeout: 1_200,
  maxHttpBufferSize: 50_000,
  connectTimeout: 1_200,
  connectionStateRecovery: { maxDisconnectionDuration: 60_000 },
});
const log = [];
io.engine.on('connection_error', ({ code, message }) => log.push([code, message]));
let connections = 0;
io.engine.on('connection', () => connections++);
const waiting = new Map();
const ended = new Map();

io.on('connection', (socket) => {
  const packets = [];
  const transports = [socket.conn.transport.name];
  socket.conn.on('upgrade', (transport) => {
    transports.push(transport.name);
    socket.emit('upgraded');
  });
  socket.conn.on('packet', ({ type, data }) => type === 'message' && packets.push(`in ${data}`));
  socket.conn.on('packetCreate', ({ type, data }) => type === 'message' && packets.push(`out ${data}`));
  socket.on('fence', (done) => done());
  socket.on('transports', (done) => done(transports, socket.conn.transport.name, socket.conn.protocol));
  socket.on('packets', (done) => {
    packets.length = 0;
    socket.emit('hello', 1);
    done();
    setTimeout(() => socket.emit('packets were', packets), 1);
  });
  socket.on('engine', (done) => done(io.engine.clientsCount >= 1, connections >= 1, typeof socket.conn.remoteAddress, socket.conn.readyState, socket.client.conn === socket.conn));
  socket.on('errors', (done) => done(log.splice(0)));
  socket.on('close conn', () => socket.conn.close());
  socket.on('await end', (id, done) => (ended.has(id) ? done(ended.get(id)) : waiting.set(id, done)));
  socket.on('join', (room, done) => {
    socket.join(room);
    socket.data.joined = room;
    done();
  });
  socket.on('recovered', (done) => done(socket.recovered, socket.rooms.has('kept'), socket.data.joined ?? null));
  socket.on('tell room', (done) => {
    io.to('kept').emit('missed', 1);
    io.to('kept').emit('missed', 2);
    done();
  });
  socket.on('disconnect', (reason) => {
    ended.set(socket.id, reason);
    waiting.get(socket.id)?.(reason);
  });
});
httpServer.listen(3000, () => console.log('listening'));
