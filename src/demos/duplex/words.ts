/** The duplex demo's words, as the shell shows them; what only the figure says is in `text.ts`. */
import type { DemoWords, Locale } from '../../line/demo.ts';

export const words: Record<Locale, DemoWords> = {
  th: {
    title: 'วิทยุสื่อสารกับโทรศัพท์ เทียบกันคำต่อคำ',
    start: 'เปิดทั้งสองทาง',
    invite: 'กดเปิด แล้ว Server จะพูดเองทั้งสองทาง ทางไหนถึงคุณก่อน?',
    caption: 'คำเดียวกันสองทาง ทางวิทยุ (HTTP) คำของ Server ต้องรอจนมีคนถาม ทางโทรศัพท์ (WebSocket) พูดสวนกันได้เลย',
    options: {
      pace: {
        label: 'Server พูดเอง',
        values: { '700': 'รัวๆ ทุก 0.7 วินาที', '1500': 'เรื่อยๆ ทุก 1.5 วินาที', off: 'เงียบ จนกว่าจะสั่ง' },
      },
      delay: {
        label: 'หน่วงสาย',
        values: { '0': 'ไม่หน่วง', '200': '200 ms ต่อขา', '500': '500 ms ต่อขา' },
        note: 'เป็นความขัดข้องที่เราใส่เอง โดนเท่ากันทั้งสองทาง',
      },
    },
  },
  en: {
    title: 'The walkie-talkie and the phone, word for word',
    start: 'Open both',
    invite: 'Open both, and the server talks on its own. Which way reaches you first?',
    caption: 'The same words two ways: by radio (HTTP) the server’s words wait until someone asks; by phone (WebSocket) both ends talk at once.',
    options: {
      pace: {
        label: 'The server talks',
        values: { '700': 'fast, every 0.7 s', '1500': 'calmly, every 1.5 s', off: 'only when told to' },
      },
      delay: {
        label: 'Delay',
        values: { '0': 'none added', '200': '200 ms each way', '500': '500 ms each way' },
        note: 'A fault that we put on your line. Both ways suffer it alike.',
      },
    },
  },
};
