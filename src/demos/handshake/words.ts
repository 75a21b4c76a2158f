/** The handshake's words, as the shell shows them; what only the figure says is in `text.ts`. */
import type { DemoWords, Locale } from '../../line/demo.ts';
import { GREETING } from './greeting.ts';

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
