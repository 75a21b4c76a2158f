/** The handshake's words in both languages: the shell's, and those in its figure. */
import type { DemoWords, Locale } from '../../line/demo.ts';
import { GREETING } from './drive.ts';

export const words: Record<Locale, DemoWords> = {
  th: {
    title: 'โทรออก แล้วดูทุกไบต์ของสายคุณเอง',
    start: 'โทรออก',
    invite: 'ยังไม่มีอะไรวิ่งข้ามสาย กดโทรออกได้เลย',
    caption: 'Client ส่ง Request ขออัพเกรด Server ตอบ 101 แล้วสายก็เปิด จากนั้นเฟรมวิ่งไปกลับ มีคำทักทาย ping กับ pong ไบต์ล้วน และเฟรมปิดสาย',
    options: {
      greeting: { label: 'จะทักว่าอะไร', values: { [GREETING]: GREETING, 'สวัสดีครับ 👋': 'สวัสดีครับ 👋', hello: 'hello' }, note: 'พิมพ์เองได้ ลองภาษาไทยกับภาษาอังกฤษ แล้วเทียบความยาว' },
      compress: { label: 'บีบอัดข้อความ', values: { off: 'ไม่บีบ', on: 'บีบ (permessage-deflate)' } },
    },
  },
  en: {
    title: 'Dial, and see every byte of your own line',
    start: 'Dial',
    invite: 'Nothing has crossed yet. Press Dial.',
    caption: 'The client asks to upgrade, the server answers 101, and the line is open. Then frames go both ways: a greeting, ping and pong, plain bytes, and the frames that close the line.',
    options: {
      greeting: { label: 'Your greeting', values: { [GREETING]: `${GREETING} (hello, in Thai)`, 'สวัสดีครับ 👋': 'สวัสดีครับ 👋', hello: 'hello' }, note: 'Write your own. Try Thai and English, and compare their lengths.' },
      compress: { label: 'Compression', values: { off: 'off', on: 'on (permessage-deflate)' } },
    },
  },
};

export const figure = {
  th: {
    work: 'ตรวจ Key\nคำนวณ Accept',
    upgrade: 'Upgrade: websocket',
    yours: { request: 'Request ของคุณ', response: 'คำตอบของ Server', client: 'เฟรมของคุณ', server: 'เฟรมของ Server' },
    frames: {
      text: 'ข้อความ', binary: 'ไบต์ล้วน', close: 'ปิดสาย', continuation: 'ท่อนต่อ',
      ping: 'Server ถามว่ายังอยู่ไหม', pong: 'Browser ตอบให้เอง JavaScript ไม่เห็นเฟรมนี้เลย',
    } as Record<string, string>,
    pick: 'เลือกชิ้นไหนบนสายก็ได้ แล้วไบต์ของมันจะแจกแจงตรงนี้',
  },
  en: {
    work: 'checks Key,\ncomputes Accept',
    upgrade: 'Upgrade: websocket',
    yours: { request: 'Your request', response: 'The server’s answer', client: 'Your frame', server: 'The server’s frame' },
    frames: {
      text: 'text', binary: 'plain bytes', close: 'closing', continuation: 'a further part',
      ping: 'the server asks whether you are there', pong: 'answered by the browser itself; JavaScript never sees this frame',
    } as Record<string, string>,
    pick: 'Pick anything on the line and its bytes are taken apart here.',
  },
};
