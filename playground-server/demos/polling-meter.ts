/** Four ways carry the same news at the same moments. See docs/demos.md. */
import { createHash, randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import { answerJson } from './answer.ts';
import { FarEndError, type FarEnd } from './far-end.ts';
import { choice, only } from './options.ts';
import { lineTimers } from './timers.ts';

const NEWS = {
  th: ['มีคนกดไลก์', 'เพื่อนพิมพ์ว่า "ถึงไหนแล้ว"', 'ราคาเปลี่ยนเป็น 42', 'ของส่งแล้ว', 'มีคนเข้าห้อง', 'คะแนนนำ 2-1'],
  en: ['someone liked it', 'a friend wrote "where are you"', 'the price is now 42', 'your parcel left', 'someone joined', 'the score is 2-1'],
};
/** The longest a long poll is held, ms: shorter than most proxies' patience. */
const HOLD_MS = 20_000;
const MAX_WAITING = 1_000;

interface News {
  n: number;
  text: string;
}
type Told = News | { over: true };

/** Numbers in [0, 1) from a seed, so that a line's rhythm is its own and fits no client's by luck. */
function generator(seed: Buffer): () => number {
  let block = seed;
  return () => {
    block = createHash('sha256').update(block).digest();
    return block.readUInt32BE(0) / 2 ** 32;
  };
}

export const pollingMeter: FarEnd = {
  name: 'polling-meter',
  open({ signal, mark }, options) {
    only(options, ['news', 'ask', 'seconds', 'lang']);
    const mean = Number(choice(options, 'news', ['1500', '400', '5000']));
    choice(options, 'ask', ['1000', '250', '3000']);
    const seconds = Number(choice(options, 'seconds', ['10', '20', '60']));
    const texts = NEWS[choice(options, 'lang', ['th', 'en'])];
    const random = generator(randomBytes(16));
    const timers = lineTimers(signal);

    const short: Told[] = [];
    const long: Told[] = [];
    const asking = new Set<ServerResponse>();
    const streams = new Set<ServerResponse>();
    const sockets = new Set<WebSocket>();
    let count = 0;
    let begun = false;

    const event = (told: Told) => ('over' in told ? 'event: over\ndata: {}\n\n' : `data: ${JSON.stringify(told)}\n\n`);
    const tellAll = (told: Told) => {
      for (const list of [short, long]) {
        list.push(told);
        if (list.length > MAX_WAITING) list.shift();
      }
      // One held request carries the news away; where several wait, each gets it, as each is its own client's.
      if (asking.size > 0) {
        const list = long.splice(0);
        for (const response of asking) answerJson(response, list);
        asking.clear();
      }
      for (const stream of streams) stream.write(event(told));
      for (const socket of sockets) if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(told));
    };

    const begin = () => {
      if (begun) return;
      begun = true;
      let over = false;
      timers.after(seconds * 1000, () => {
        over = true;
        mark('over', { count });
        tellAll({ over: true });
        for (const stream of streams) stream.end();
      });
      const next = () =>
        timers.after(mean * (0.5 + random()), () => {
          if (over) return;
          const news: News = { n: ++count, text: texts[(count - 1) % texts.length] ?? '' };
          mark('news', { ...news });
          tellAll(news);
          next();
        });
      next();
    };
    signal.addEventListener('abort', () => {
      for (const response of asking) answerJson(response, []);
      for (const stream of streams) stream.end();
      asking.clear();
    });

    return {
      request(request, response, url) {
        switch (url.pathname) {
          case '/line/meter/short':
            return answerJson(response, short.splice(0));
          case '/line/meter/long': {
            if (long.length > 0) return answerJson(response, long.splice(0));
            asking.add(response);
            response.on('close', () => asking.delete(response));
            return timers.after(HOLD_MS, () => {
              if (asking.delete(response)) answerJson(response, []);
            });
          }
          case '/line/meter/events': {
            response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
            response.flushHeaders();
            streams.add(response);
            response.on('close', () => streams.delete(response));
            return;
          }
          default:
            request.resume();
            response.writeHead(404).end();
        }
      },
      websocket(socket) {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
      },
      tell(action) {
        if (action !== 'begin') throw new FarEndError('unknown-action', { action });
        begin();
      },
    };
  },
};
