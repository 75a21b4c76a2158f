/** The walkie-talkie and the phone call: the same words into both. See docs/demos.md. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import { answerJson } from './answer.ts';
import { FarEndError, type FarEnd } from './far-end.ts';
import { choice, only } from './options.ts';
import { lineTimers } from './timers.ts';

const WORDS = {
  th: ['มีข่าวมาบอก', 'ฝนตกแล้วนะ', 'รถไฟมาถึงแล้ว', 'ข้าวสุกแล้ว', 'แมวหลับอยู่', 'เน็ตแรงดี', 'ใกล้เลิกเรียนแล้ว', 'เจอกันใหม่'],
  en: ['I have news', 'it is raining', 'the train is here', 'the rice is ready', 'the cat is asleep', 'the net is fast', 'class is nearly over', 'see you'],
};
const MAX_WAITING = 100;
const MAX_WORD = 500;

interface Word {
  n: number;
  text: string;
}

export const duplex: FarEnd = {
  name: 'duplex',
  open({ signal, mark }, options) {
    only(options, ['pace', 'delay', 'lang']);
    const pace = choice(options, 'pace', ['1500', '700', 'off']);
    choice(options, 'delay', ['200', '0', '500']);
    const words = WORDS[choice(options, 'lang', ['th', 'en'])];
    const timers = lineTimers(signal);
    const waiting: Word[] = [];
    const phones = new Set<WebSocket>();
    let said = 0;
    let hushed = false;
    let started = false;

    const says = (text: string) => {
      const word: Word = { n: ++said, text };
      mark('says', { n: word.n, text });
      for (const phone of phones) if (phone.readyState === phone.OPEN) phone.send(JSON.stringify(word));
      waiting.push(word);
      if (waiting.length > MAX_WAITING) waiting.shift();
    };
    const goOn = (i: number) => {
      const text = words[i];
      if (pace === 'off' || text === undefined) return;
      timers.after(Number(pace), () => {
        if (hushed) return;
        says(text);
        goOn(i + 1);
      });
    };
    const hand = (response: ServerResponse) => answerJson(response, waiting.splice(0));

    return {
      websocket(socket) {
        phones.add(socket);
        socket.on('close', () => phones.delete(socket));
        socket.on('message', (data) => mark('heard', { by: 'phone', text: data.toString().slice(0, MAX_WORD) }));
        if (started) return;
        started = true;
        goOn(0);
      },
      request(request, response, url) {
        if (url.pathname === '/line/duplex/ask' && request.method === 'GET') return hand(response);
        if (url.pathname === '/line/duplex/say' && request.method === 'POST') {
          return readText(request, (text) => {
            mark('heard', { by: 'radio', text });
            hand(response);
          });
        }
        response.writeHead(404).end();
      },
      tell(action, data) {
        if (action === 'hush') hushed = true;
        else if (action === 'talk') says((data.text ?? '').slice(0, MAX_WORD) || (words[said % words.length] ?? ''));
        else throw new FarEndError('unknown-action', { action });
      },
    };
  },
};

/** Reads a short text body; what is longer than a word may be is left out. */
function readText(request: IncomingMessage, done: (text: string) => void): void {
  const parts: Buffer[] = [];
  let size = 0;
  request.on('data', (part: Buffer) => {
    size += part.length;
    if (size <= 4 * MAX_WORD) parts.push(part);
  });
  request.on('end', () => done(Buffer.concat(parts).toString().slice(0, MAX_WORD)));
}
