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
  fault: 'delay +{ms} ms each way',
  queue: ['0 waiting', '1 waiting', '{n} waiting'],
  open: 'the line is open',
  crossed: 'crossing',
  ask: 'GET over',
  spoke: 'POST {text}',
  answer: ['200 empty', '200 · 1 word', '200 · {n} words'],
  stats: {
    serverDelay: 'The server’s words reach you in',
    readerDelay: 'Your words reach the server in',
    bytes: 'On the wire, each message',
    crossings: 'Crossed in mid-air',
  },
  handshake: 'and one handshake of {bytes}',
  figure: {
    radio: 'By radio, HTTP: {turns} requests and answers; words of the server’s waiting now: {queue}',
    phone: 'By phone, WebSocket: {flights} messages, {crossings} pairs crossed in mid-air',
  },
  tell: {
    waited: 'The server says “{text}”; it waits {waited} until someone asks',
    waits: 'The server says “{text}”; it is still waiting for someone to ask',
    speaks: { client: 'You say “{text}”; ', server: 'The server says “{text}”; ' },
    took: 'it arrives in {took}',
    way: 'it is under way',
    turn: { say: 'You say “{text}” with a POST; ', ask: 'You say “over” with a GET; ' },
    brings: ['the answer brings 0 words', 'the answer brings 1 word', 'the answer brings {n} words'],
    none: 'no answer yet',
  },
};
