import type { Text } from './text.ts';

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
