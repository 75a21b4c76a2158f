/** The home page's line: a number every few seconds, which the page sends back; the round trip is measured here. */
import type { FarEnd } from './far-end.ts';
import { only } from './options.ts';
import { lineTimers } from './timers.ts';

const EVERY = 4_000;

export const home: FarEnd = {
  name: 'home',
  open({ signal, mark }, options) {
    only(options, ['lang']);
    const timers = lineTimers(signal);
    return {
      websocket(socket) {
        const sent = new Map<number, number>();
        const send = (n: number) => {
          if (socket.readyState !== socket.OPEN) return;
          // Only the last few may still come back; a page that never echoes must not fill the map.
          if (sent.size > 10) sent.clear();
          sent.set(n, performance.now());
          socket.send(JSON.stringify({ n }));
          timers.after(EVERY, () => send(n + 1));
        };
        send(1);
        socket.on('message', (data) => {
          const n = Number(/^\{"n":(\d{1,9})\}$/.exec(data.toString())?.[1]);
          const at = sent.get(n);
          if (at === undefined) return;
          sent.delete(n);
          mark('round-trip', { n, ms: Math.round((performance.now() - at) * 1000) / 1000 });
        });
      },
    };
  },
};
