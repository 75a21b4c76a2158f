import { bytes, ms } from '../../figures/format.ts';
import { arrived, pace, times } from './numbers.ts';
import type { Text } from './text.ts';

export const text: Text = {
  born: 'ข่าวเกิด',
  ways: { short: 'Short Polling', long: 'Long Polling', sse: 'SSE', websocket: 'WebSocket' },
  columns: { way: 'วิธี', requests: 'Request', empty: 'ว่างเปล่า', up: '↑ ไป', down: '↓ กลับ', median: 'ช้า กลางๆ', worst: 'ช้าสุด' },
  table: 'มิเตอร์ของแต่ละวิธี: Request ไบต์ไปกลับ และความช้าของข่าว',
  legend: { news: 'ถามแล้วได้ข่าว', nothing: 'ถามแล้วว่างเปล่า', waits: 'ข่าวยังรอ', arrived: 'ถึงมือแล้ว', open: 'ถือสายค้างไว้' },
  lane: (name, lane) =>
    `${name}: ${lane.requests} Request ว่างเปล่า ${lane.empty} ข่าวถึงแล้ว ${arrived(lane)} จาก ${lane.news.length}${lane.median === undefined ? '' : ` ช้ากลางๆ ${ms(lane.median)}`}`,
  births: (n) => `ข่าวเกิด ${n} ข่าว`,
  verdictTitle: 'แล้ว Polling พอไหม?',
  verdict: (v, ask) => [
    `รอบนี้ข่าวทาง Short Polling มาช้าไป ${ms(v.median)} (ค่ากลาง) ช้าสุด ${ms(v.worst)} ปกติจะราวครึ่งหนึ่งของช่วงถาม และไม่เกินหนึ่งช่วง (${pace(ask)}) ไปมากนัก`,
    `ถาม ${v.requests} ครั้ง ได้ความว่างเปล่า ${v.empty} ครั้ง ใช้ไบต์ ${times(v.times)} เท่าของ WebSocket ถ้าถามจังหวะนี้ทั้งชั่วโมงก็ราว ${bytes(v.perHour)} ต่อคน`,
    {
      busy: `ถามทีไรก็มักได้ของ ไม่ค่อยเสียเที่ยว ถ้าช้าไป ${pace(ask)} แล้วไม่มีใครเดือดร้อน Polling ก็พอแล้ว 👍`,
      patient: `ถามเก้อเสียเยอะ ราคาคือตัวเลขข้างบน ถ้ารับไหว และช้าไป ${pace(ask)} แล้วไม่มีใครเดือดร้อน Polling ก็พอแล้ว ถามห่างกว่านี้ยิ่งถูกลงอีก`,
      hasty: `อยากไวด้วยการถามถี่ ก็ต้องจ่ายค่าถามเก้อแบบนี้ ถ้า ${pace(ask)} สำคัญขนาดนั้น ให้ Server ส่งมาเองดีกว่า ถ้าไม่สำคัญก็ถามห่างลง แล้ว Polling ก็พอ`,
    }[v.kind],
  ],
};
