import type { DemoWords } from '../../line/demo.ts';
import type { Text } from './words.ts';

export const words: DemoWords = {
  title: 'ข่าวเดียวกัน ส่งสี่วิธี วิธีไหนเปลือง วิธีไหนช้า',
  start: 'เริ่มส่งข่าว',
  invite: 'ตั้งว่าข่าวมาถี่แค่ไหน ถามถี่แค่ไหน แล้วกดเริ่ม',
  caption: 'สี่เลนบนเส้นเวลาเดียวกัน ข่าวเกิดเมื่อไร ถึงมือเมื่อไร ถามไปกี่ครั้ง ว่างเปล่ากี่ครั้ง และใช้ไปกี่ไบต์',
  options: {
    news: {
      label: 'ข่าวมาเฉลี่ยทุก',
      values: { '400': '0.4 วินาที', '1500': '1.5 วินาที', '5000': '5 วินาที' },
      note: 'จังหวะข่าวแกว่ง ±50% จะได้ไม่มีใครฟลุกถามตรงจังหวะ',
    },
    ask: { label: 'Short Polling ถามทุก', values: { '250': '0.25 วินาที', '1000': '1 วินาที', '3000': '3 วินาที' } },
    seconds: { label: 'นาน', values: { '10': '10 วินาที', '20': '20 วินาที', '60': '60 วินาที' } },
  },
};

export const text: Text = {
  born: 'ข่าวเกิด',
  ways: { short: 'Short Polling', long: 'Long Polling', sse: 'SSE', websocket: 'WebSocket' },
  columns: { way: 'วิธี', requests: 'Request', empty: 'ว่างเปล่า', up: '↑ ไป', down: '↓ กลับ', median: 'ช้า กลางๆ', worst: 'ช้าสุด' },
  table: 'มิเตอร์ของแต่ละวิธี: Request ไบต์ไปกลับ และความช้าของข่าว',
  legend: { news: 'ถามแล้วได้ข่าว', nothing: 'ถามแล้วว่างเปล่า', waits: 'ข่าวยังรอ', arrived: 'ถึงมือแล้ว', open: 'ถือสายค้างไว้' },
  lane: (name, lane) =>
    `${name}: ${lane.requests} Request ว่างเปล่า ${lane.empty} ข่าวถึงแล้ว ${lane.arrived} จาก ${lane.news}${lane.median === undefined ? '' : ` ช้ากลางๆ ${lane.median}`}`,
  births: (n) => `ข่าวเกิด ${n} ข่าว`,
  verdictTitle: 'แล้ว Polling พอไหม?',
  verdict: (said) => [
    `รอบนี้ข่าวทาง Short Polling มาช้าไป ${said.median} (ค่ากลาง) ช้าสุด ${said.worst} ปกติจะราวครึ่งหนึ่งของช่วงถาม และไม่เกินหนึ่งช่วง (${said.pace}) ไปมากนัก`,
    `ถาม ${said.requests} ครั้ง ได้ความว่างเปล่า ${said.empty} ครั้ง ใช้ไบต์ ${said.times} เท่าของ WebSocket ถ้าถามจังหวะนี้ทั้งชั่วโมงก็ราว ${said.perHour} ต่อคน`,
    {
      busy: `ถามแล้วได้ของกลับมาตั้งครึ่งหนึ่งขึ้นไป ถ้าราคานี้รับไหว และช้าไป ${said.pace} แล้วไม่มีใครเดือดร้อน Polling ก็พอแล้ว 👍`,
      patient: `ถามเก้อเสียเยอะ ราคาคือตัวเลขข้างบน ถ้ารับไหว และช้าไป ${said.pace} แล้วไม่มีใครเดือดร้อน Polling ก็พอแล้ว ถามห่างกว่านี้ยิ่งถูกลงอีก`,
      hasty: `อยากไวด้วยการถามถี่ ก็ต้องจ่ายค่าถามเก้อแบบนี้ ถ้า ${said.pace} สำคัญขนาดนั้น ให้ Server ส่งมาเองดีกว่า ถ้าไม่สำคัญก็ถามห่างลง แล้ว Polling ก็พอ`,
    }[said.kind],
  ],
};
