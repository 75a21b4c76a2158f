/** The handshake's far end: answers a greeting, pings once, sends bytes back. See docs/demos.md. */
import type { FarEnd } from './far-end.ts';
import { choice, only } from './options.ts';
import { lineTimers } from './timers.ts';

/** How long after its first answer the far end pings, ms: late enough to stand apart in the figure. */
const PING_AFTER = 300;

export const handshake: FarEnd = {
  name: 'handshake',
  open({ signal, mark }, options) {
    only(options, ['compress', 'greeting', 'lang']);
    const deflate = choice(options, 'compress', ['off', 'on']) === 'on';
    const heard = choice(options, 'lang', ['th', 'en']) === 'en' ? 'I hear you: ' : 'ได้ยินแล้ว: ';
    const timers = lineTimers(signal);
    return {
      deflate,
      websocket(socket) {
        let answered = false;
        socket.on('message', (data, isBinary) => {
          if (isBinary) return socket.send(data);
          socket.send(heard + (data as Buffer).toString());
          if (answered) return;
          answered = true;
          timers.after(PING_AFTER, () => {
            if (socket.readyState === socket.OPEN) socket.ping('line?');
          });
        });
        socket.on('pong', (data) => mark('pong', { text: data.toString() }));
      },
    };
  },
};
