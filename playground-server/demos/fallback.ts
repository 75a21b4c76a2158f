/** The fallback's far end: the real Socket.IO server greets, ticks and acknowledges. See docs/demos.md. */
import type { FarEnd } from './far-end.ts';
import { choice, only } from './options.ts';
import { lineTimers } from './timers.ts';

const TICKS = 8;
const EVERY = 250;

export const fallback: FarEnd = {
  name: 'fallback',
  open({ signal, mark }, options) {
    only(options, ['network', 'transports', 'lang']);
    choice(options, 'network', ['open', 'refuse-400', 'refuse-403', 'strip', 'hang']);
    choice(options, 'transports', ['default', 'websocket', 'websocket-polling', 'try-all']);
    const timers = lineTimers(signal);
    return {
      socket(socket) {
        socket.emit('hey', 'Jude');
        const tick = (n: number) =>
          timers.after(EVERY, () => {
            if (!socket.connected) return;
            socket.emit('tick', n);
            if (n < TICKS) tick(n + 1);
          });
        tick(1);
        socket.on('say', (n: unknown, ack: unknown) => {
          if (typeof n !== 'number') return;
          mark('heard', { n });
          if (typeof ack === 'function') ack(n);
        });
      },
    };
  },
};
