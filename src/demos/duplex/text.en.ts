import type { Text } from './text.ts';

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
