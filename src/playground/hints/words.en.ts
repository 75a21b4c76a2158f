/** What hints say, in English. */
import type { HintWords } from './words.ts';

export const words: HintWords = {
  title: 'Hint',
  code: 'See the code',
  line: 'See the packet',
  term: 'What is that?',
  dismiss: 'Put this hint away',
  hints: {
    'no-listener': {
      what: '`{event}` reached {here}, and nobody there listens for it.',
      why: 'An event without a listener is dropped silently: no error, no answer. Most often one end spells the name differently.',
      todo: 'Compare the name in `emit("{event}")` with the names in `socket.on(…)` on the other end, letter by letter.',
    },
    'ack-nobody': {
      what: '{there} asked for an answer to `{event}`, but on {here} nobody listens for it.',
      why: 'An answer (ack) is given by the handler. Without a handler it never comes, and an `await` on it waits for ever.',
      todo: 'Add `socket.on("{event}", (…, answer) => answer(…))` on {here}, and ask with `socket.timeout(5000)` so that waiting has an end.',
    },
    'late-listener': {
      what: '`{event}` came before its listener was there.',
      why: '{here} added `socket.on("{event}")` only after something it waited for. What came in the meantime was dropped.',
      todo: 'Add all listeners first, at the top of the handler; `await` after that.',
    },
    'repeated-listener': {
      what: 'The same handler for `{event}` is there {count} times on {here}.',
      why: '`on` was called again, for example inside `connect`, which runs at every reconnect. Each time adds one more, and every event is then handled that often.',
      todo: 'Call `on("{event}")` once, outside handlers that run again; or take the old one away first with `off("{event}")`.',
    },
    'ack-dropped': {
      what: '{here} got `{event}` with a request for an answer, and will never answer.',
      why: 'The handler came to its end without calling the function in its last parameter, and nothing holds that function any more.',
      todo: 'Call it on every way through the handler, also where something goes wrong: `answer({ ok: false })`.',
    },
    'ack-missing': {
      what: 'The handler of `{event}` called something that is no function, and its last parameter was not sent.',
      why: 'It has {expected} parameters, but only {got} came: the client did not ask for an answer, so the last one is undefined.',
      todo: 'Ask first: `if (typeof answer === "function") answer(…)`. A server has to live with clients that send what they like.',
    },
    'ack-no-timeout': {
      what: '`io.emit("{event}", …)` asks everybody for an answer without saying how long to wait.',
      why: 'Without a time limit the callback comes at once, with an error and no answers.',
      todo: 'Say how long: `io.timeout(5000).emit("{event}", …, (error, answers) => …)`.',
    },
    'ack-left': {
      what: 'A client left before it answered `{event}`, and the server waits for that answer for ever.',
      why: 'Without a time limit `emitWithAck` has no end: nobody tells it that the other side is gone. What stands after the `await` never runs.',
      todo: 'Say how long: `await socket.timeout(5000).emitWithAck("{event}")`, with `try … catch` around it.',
    },
    'next-dropped': {
      what: 'A middleware (`{where}`) came to its end without calling `next`.',
      why: 'Until `next()` is called nothing goes on: the client hangs, without an error.',
      todo: 'Call `next()` to let it pass, or `next(new Error("…"))` to refuse, on every way through.',
    },
    'gone-id': {
      what: '`{event}` was sent to `{room}`, the id of a connection that is gone.',
      why: '`socket.id` names one connection. After a reload or a reconnect the same person has another one.',
      todo: 'Give people an id of your own, let each socket `join("user:" + id)`, and send to that room.',
    },
    'own-id': {
      what: '`socket.to(socket.id).emit("{event}")` reaches nobody.',
      why: '`socket.to(…)` leaves out the sender, and the sender is the only one in that room.',
      todo: 'To answer the sender itself, use `socket.emit("{event}", …)`.',
    },
    'to-empty': {
      what: '`to([])` sent `{event}` to everybody.',
      why: 'No room at all means no restriction: the message goes to all.',
      todo: 'Before sending, check that the list of rooms is not empty.',
    },
    'room-type': {
      what: '`{event}` was sent to the room {room}, and the room there is has the same name as another type.',
      why: 'For rooms the number `42` and the text `"42"` are two different names.',
      todo: 'Make room names text everywhere: `join(String(id))` and `to(String(id))`.',
    },
    'lost-in-json': {
      what: '`{event}` was sent with a {what} in it (at {path}), which arrives as an empty object.',
      why: 'Values travel as JSON, and JSON does not know {what}.',
      todo: 'Send an array or a plain object instead: `[...map]`, `Object.fromEntries(map)`, `error.message`.',
    },
    'promise-emitted': {
      what: '`{event}` was sent with a Promise in it (at {path}), which arrives as an empty object.',
      why: 'The value was not there yet when it was sent.',
      todo: 'Wait for it first: `socket.emit("{event}", await …)`.',
    },
    circular: {
      what: '`{event}` can’t be sent: the value contains itself (at {path}).',
      why: 'Values travel as JSON, which has no way to write a circle.',
      todo: 'Send only the fields that the other end needs, not the whole object (and never a `socket`).',
    },
    'ping-timeout': {
      what: 'A client did not answer a ping in time, so the server hung up on it.',
      why: 'Its page was asleep, or busy with something long. To the client it looks like `transport close`.',
      todo: 'That is everyday life for phones: on `connect`, fetch anew what may have been missed.',
    },
    burst: {
      what: '{count} events that {here} emitted while it was cut off went out all at once.',
      why: 'Without a connection `emit` keeps packets in `sendBuffer` and sends them after the reconnect, however old they are.',
      todo: 'For what ages quickly, ask `socket.connected` first or use `socket.volatile.emit("{event}")`.',
    },
    'cors-never': {
      what: 'No browser ever sends the origin `{origin}`, so this line of `cors` lets nobody in.',
      why: 'An origin is scheme, host and, if it is not the usual one, port. It has no slash at its end, no path and no star inside.',
      todo: 'Write it as the browser does, for example `"http://localhost:5173"`. Here it works either way; on your own server it is blocked.',
    },
    'cors-blocked': {
      what: 'The server answered, but the browser kept the answer from the page. That is CORS.',
      why: 'With `withCredentials: true` the server must name the page’s origin; `*` or no `cors` at all is not enough.',
      todo: 'Leave `withCredentials` out if you need no cookies. Otherwise: `cors: { origin: "http://…", credentials: true }`.',
    },
    'invalid-namespace': {
      what: 'The client asked for the namespace `{namespace}`, which the server does not have.',
      why: 'What stands after the address in `io("{namespace}")` is a namespace, not a path of the page.',
      todo: 'Make it on the server with `io.of("{namespace}")`, or call `io()` without it. For groups that come and go, use rooms.',
    },
    'refused-unheard': {
      what: 'The server refused {here} (“{message}”), and nobody there listens for that.',
      why: 'After a refusal by a middleware the client does not try again by itself.',
      todo: 'Listen with `socket.on("connect_error", (error) => …)`; then set `socket.auth` and call `socket.connect()`.',
    },
    'wrong-path': {
      what: 'The client knocked at `{path}`, where this server has no Socket.IO.',
      why: 'The `path` option has to be the same on both ends. It is not the namespace.',
      todo: 'Give `new Server` and `io()` the same `path`, or leave it out on both.',
    },
    'old-protocol': {
      what: 'The client speaks version {protocol} of the protocol; this server speaks version 4.',
      why: 'A client of Socket.IO 2 can’t talk to a server of 3 or later.',
      todo: 'Use the same major version on both ends.',
    },
    'transport-unknown': {
      what: 'The client came by `{transport}`, which this server does not take.',
      why: 'The `transports` of the two ends have nothing in common to begin with.',
      todo: 'Leave `transports` out on both ends, or name at least one that both have.',
    },
    'too-large': {
      what: 'A message was larger than the server takes, so it hung up ({how}).',
      why: '`maxHttpBufferSize` limits one message (1 MB on Node, at most 100 KB here).',
      todo: 'Send less at a time: cut it into pieces, or upload files over HTTP.',
    },
    'handler-threw': {
      what: 'One event ended the server for everybody.',
      why: 'An error that no handler catches ends the whole process, as on Node.',
      todo: 'Check what clients send before using it, and catch what may fail: `try { … } catch { … }`, also around `await`.',
    },
  },
};
