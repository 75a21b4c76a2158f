import type { DemoWords } from '../../line/demo.ts';
import { GREETING } from './greeting.ts';
import type { Text } from './words.ts';

export const words: DemoWords = {
  title: 'โทรออก แล้วดูทุกไบต์ของสายคุณเอง',
  start: 'โทรออก',
  invite: 'ยังไม่มีอะไรวิ่งข้ามสาย กดโทรออกได้เลย',
  caption: 'Client ส่ง Request ขออัปเกรด Server ตอบ 101 แล้วสายก็เปิด จากนั้น Frame วิ่งไปกลับ มีคำทักทาย ping กับ pong ไบต์ล้วน และ Frame ปิดสาย',
  options: {
    greeting: { label: 'จะทักว่าอะไร', values: { [GREETING]: GREETING, 'สวัสดีครับ 👋': 'สวัสดีครับ 👋', hello: 'hello' }, note: 'พิมพ์เองได้ ลองภาษาไทยกับภาษาอังกฤษ แล้วเทียบความยาว' },
    compress: { label: 'บีบอัดข้อความ', values: { off: 'ไม่บีบ', on: 'บีบ (permessage-deflate)' } },
  },
};

/** คำในรูปของเดโม handshake */
export const text: Text = {
  work: 'ตรวจ Key\nคำนวณ Accept',
  upgrade: 'Upgrade: websocket',
  yours: { request: 'Request ของคุณ', response: 'คำตอบของ Server', client: 'Frame ของคุณ', server: 'Frame ของ Server' },
  frames: {
    text: 'ข้อความ', binary: 'ไบต์ล้วน', close: 'ปิดสาย', continuation: 'ท่อนต่อ',
    ping: 'Server ถามว่ายังอยู่ไหม', pong: 'Browser ตอบให้เอง JavaScript ไม่เห็น Frame นี้เลย',
  },
};
