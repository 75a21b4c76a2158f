import type { DemoWords } from '../../line/demo.ts';
import { GREETING } from './greeting.ts';
import type { Text } from './words.ts';

export const words: DemoWords = {
  title: 'Dial, and see every byte of your own line',
  start: 'Dial',
  invite: 'Nothing has crossed yet. Press Dial.',
  caption: 'The client asks to upgrade, the server answers 101, and the line is open. Then frames go both ways: a greeting, ping and pong, plain bytes, and the frames that close the line.',
  options: {
    greeting: { label: 'Your greeting', values: { [GREETING]: `${GREETING} (hello, in Thai)`, 'สวัสดีครับ 👋': 'สวัสดีครับ 👋', hello: 'hello' }, note: 'Write your own. Try Thai and English, and compare their lengths.' },
    compress: { label: 'Compression', values: { off: 'off', on: 'on (permessage-deflate)' } },
  },
};

/** The words in the handshake’s figure. */
export const text: Text = {
  work: 'checks Key,\ncomputes Accept',
  upgrade: 'Upgrade: websocket',
  yours: { request: 'Your request', response: 'The server’s answer', client: 'Your frame', server: 'The server’s frame' },
  frames: {
    text: 'text', binary: 'plain bytes', close: 'closing', continuation: 'a further part',
    ping: 'the server asks whether you are there', pong: 'answered by the browser itself; JavaScript never sees this frame',
  },
};
