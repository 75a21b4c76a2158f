import type { DemoWords } from '../../line/demo.ts';
import type { Text } from './words.ts';

export const words: DemoWords = {
  title: 'The walkie-talkie and the phone, word for word',
  start: 'Open both',
  invite: 'Open both, and the server talks on its own. Which way reaches you first?',
  caption: 'The same words two ways: by radio (HTTP) the server’s words wait until someone asks; by phone (WebSocket) both ends talk at once.',
  options: {
    pace: {
      label: 'The server talks',
      values: { '700': 'fast, every 0.7 s', '1500': 'calmly, every 1.5 s', off: 'only when told to' },
    },
    delay: {
      label: 'Delay',
      values: { '0': 'none added', '200': '200 ms each way', '500': '500 ms each way' },
      note: 'A fault that we put on your line. Both ways suffer it alike.',
    },
  },
};

const nWords = (n: number) => `${n} word${n === 1 ? '' : 's'}`;

export const text: Text = {
  radio: 'Walkie-talkie',
  phone: 'Phone call',
  radioWire: 'HTTP',
  phoneWire: 'WebSocket',
  wordLabel: 'Your word',
  first: 'hello',
  say: 'Say it both ways',
  hold: 'Hold to keep talking',
  over: '“Over”',
  talk: 'Make the server talk',
  recorded: 'This is a recording, so you can’t cut in. When the line is live again, you can.',
  fault: (ms) => `delay +${ms} ms each way`,
  queue: (n) => `${n} waiting`,
  open: 'the line is open',
  crossed: 'crossing',
  ask: 'GET over',
  spoke: (text) => `POST ${text}`,
  answer: (n) => (n === 0 ? '200 empty' : `200 · ${nWords(n)}`),
  stats: {
    serverDelay: 'The server’s words reach you in',
    readerDelay: 'Your words reach the server in',
    bytes: 'On the wire, each message',
    crossings: 'Crossed in mid-air',
  },
  handshake: (bytes) => `and one handshake of ${bytes}`,
  figure: {
    radio: (queue, turns) => `By radio, HTTP: ${turns} requests and answers; ${nWords(queue)} of the server’s waiting now`,
    phone: (flights, crossings) => `By phone, WebSocket: ${flights} messages, ${crossings} pairs crossed in mid-air`,
  },
  tell: {
    waits: (text, waited) => (waited ? `The server says “${text}”; it waits ${waited} until someone asks` : `The server says “${text}”; it is still waiting for someone to ask`),
    flight: (from, text, took) => `${from === 'client' ? 'You say' : 'The server says'} “${text}”; ${took ? `it arrives in ${took}` : 'it is under way'}`,
    turn: (kind, text, told) =>
      `${kind === 'say' ? `You say “${text}” with a POST` : 'You say “over” with a GET'}; ${told === undefined ? 'no answer yet' : `the answer brings ${nWords(told)}`}`,
  },
};
