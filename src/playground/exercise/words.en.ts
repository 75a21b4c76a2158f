/** The exercise's panel in English. */
import type { PanelWords } from './words.ts';

const STARTED = 'Your program was run anew, apart from the one you see.';
const PLAYED = 'Clients of the check connected to your server and talked to it.';

export const words: PanelWords = {
  kicker: 'Exercise',
  task: 'Task',
  steps: 'What is checked',
  first: 'The server runs and takes calls',
  check: 'Check',
  again: 'Check again',
  stop: 'Stop the check',
  about: 'A check runs your files apart and calls them with real clients. It judges what crosses the line; it never reads your code.',
  state: {
    asking: 'Calling the check',
    queued: 'Waiting for the check: you are number {place}',
    running: 'Checking: {step}',
    passed: 'All of it passed',
    failed: 'Not yet, it stops at: {step}',
    stopped: 'The check was stopped',
  },
  stale: 'The code has changed since. Check it again.',
  step: { waiting: 'not checked yet', running: 'being checked', passed: 'passed', failed: 'not yet' },
  did: 'What was done',
  expected: 'What should follow',
  happened: 'What happened',
  look: 'Where to look',
  toLine: 'See this packet on the line',
  toCode: 'Go to {file}, line {line}',
  place: '`{file}`, line {line}.',
  knocks: 'Packets with `/knock-…` are the check’s own: it knocks to learn whether your server is done with everything before.',
  done: 'Well done. This one is yours. 🎉',
  next: 'Next exercise',
  lesson: 'Back to the lesson',
  group: 'Exercises',
  code: 'Language of the code',
  solution: {
    title: 'Really stuck? See the solution',
    warning: 'The solution takes the place of your code. Yours is put aside: “Undo” brings it back at once, and it stays among the versions. One more try of your own first?',
    show: 'Show the solution',
  },
  messages: {
    'never-listened': {
      did: STARTED,
      expected: 'A server waits for calls.',
      happened: 'The file ran to its end, and nothing listens.',
      look: 'Is there a `new Server(…)` and a `listen(…)`?',
    },
    threw: {
      did: PLAYED,
      expected: 'The server goes on until the check is done.',
      happened: 'The server fell over: `{name}: {message}`',
      look: 'Press Run and do the same: the console shows what came before it.',
    },
    ended: {
      did: PLAYED,
      expected: 'The server goes on until the check is done.',
      happened: '{why}',
      look: 'Press Run and see in the console what came before that.',
    },
    limited: {
      did: PLAYED,
      expected: 'The server stays within the playground’s limits.',
      happened: '{why}',
      look: 'The check stops here, because something was left out. A right answer needs far less.',
    },
    restarted: {
      did: PLAYED,
      expected: 'The program runs until the check is done.',
      happened: 'The process that all programs run in broke down during the check.',
      look: 'You did nothing wrong. Check again.',
    },
    'no-connection': {
      did: '{who} called your server, over WebSocket.',
      expected: 'They get through.',
      happened: 'They did not: `{why}`',
      look: 'Checks call the usual path, `/socket.io/`. Does the server set a `path`, `transports`, or a middleware that stands in the way?',
    },
    'not-answering': {
      did: '{who} knocked to learn whether the server is still there.',
      expected: 'It answers.',
      happened: 'Nothing came for {seconds} seconds.',
      look: 'Look for a loop without an end, or very long work in a handler.',
    },
    flood: {
      did: PLAYED,
      expected: 'The server sends what is needed.',
      happened: 'It sent more than can be checked (over {limit}).',
      look: 'Look for a `setInterval` or a loop that emits, or for events that answer each other without end.',
    },
    'too-long': {
      did: PLAYED,
      expected: 'The check is done in time.',
      happened: 'It was not after {seconds} seconds.',
      look: 'Does a handler wait for something too long? Then check again.',
    },
    crowded: {
      did: 'A place was asked for to run your program.',
      expected: 'There is one, or at least a place in the queue.',
      happened: 'All are taken, and the queue is full ({limit}).',
      look: 'You did nothing wrong. Wait a moment, then check again.',
    },
    broken: {
      did: PLAYED,
      expected: 'The check works.',
      happened: 'The check itself stumbled.',
      look: 'You did nothing wrong. Check again; if it stays so, tell your teacher.',
    },
  },
};
