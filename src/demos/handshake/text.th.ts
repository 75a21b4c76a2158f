import type { Text } from './text.ts';

/** คำในรูปของเดโม handshake */
export const text: Text = {
  work: 'ตรวจ Key\nคำนวณ Accept',
  upgrade: 'Upgrade: websocket',
  yours: { request: 'Request ของคุณ', response: 'คำตอบของ Server', client: 'เฟรมของคุณ', server: 'เฟรมของ Server' },
  frames: {
    text: 'ข้อความ', binary: 'ไบต์ล้วน', close: 'ปิดสาย', continuation: 'ท่อนต่อ',
    ping: 'Server ถามว่ายังอยู่ไหม', pong: 'Browser ตอบให้เอง JavaScript ไม่เห็นเฟรมนี้เลย',
  },
};
