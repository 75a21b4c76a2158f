/** The polling meter's words. What the shell shows is `words`; what only this figure says is `text`. */
import { bytes, ms } from '../../figures/format.ts';
import type { DemoWords, Locale } from '../../line/demo.ts';
import type { Lane, Verdict, Way } from './model.ts';

export const words: Record<Locale, DemoWords> = {
  th: {
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
  },
  en: {
    title: 'The same news, four ways: which is wasteful, which is late?',
    start: 'Start the news',
    invite: 'Set how often news comes and how often we ask, then start.',
    caption: 'Four lanes on one time axis: when news was born and when it arrived, how often each way asked, how often for nothing, and the bytes it took.',
    options: {
      news: {
        label: 'News comes about every',
        values: { '400': '0.4 s', '1500': '1.5 s', '5000': '5 s' },
        note: 'Give or take 50 %, so that no rhythm of asking fits by luck.',
      },
      ask: { label: 'Short polling asks every', values: { '250': '0.25 s', '1000': '1 s', '3000': '3 s' } },
      seconds: { label: 'For', values: { '10': '10 s', '20': '20 s', '60': '60 s' } },
    },
  },
};

export interface Text {
  born: string;
  ways: Record<Way, string>;
  columns: { way: string; requests: string; empty: string; up: string; down: string; median: string; worst: string };
  table: string;
  legend: { news: string; nothing: string; waits: string; arrived: string; open: string };
  /** A lane in one sentence, for readers who can't see it. */
  lane(name: string, lane: Lane): string;
  births(n: number): string;
  verdictTitle: string;
  verdict(v: Verdict, ask: number): string[];
}

const times = (n: number) => (n < 10 ? n.toFixed(1) : String(Math.round(n)));
/** `0.25 s`, `1 s`, `3 s` */
const pace = (ask: number) => `${ask / 1000} s`;
const arrived = (lane: Lane) => lane.news.filter((one) => one.arrived !== undefined).length;

export const text: Record<Locale, Text> = {
  th: {
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
  },
  en: {
    born: 'News is born',
    ways: { short: 'Short polling', long: 'Long polling', sse: 'SSE', websocket: 'WebSocket' },
    columns: { way: 'Way', requests: 'Requests', empty: 'Empty', up: '↑ out', down: '↓ in', median: 'Median delay', worst: 'Worst' },
    table: 'The meter of each way: requests, bytes each way, and how late the news came',
    legend: { news: 'asked, got news', nothing: 'asked for nothing', waits: 'news still waits', arrived: 'arrived', open: 'held open' },
    lane: (name, lane) =>
      `${name}: ${lane.requests} requests, ${lane.empty} of them for nothing; ${arrived(lane)} of ${lane.news.length} news arrived${lane.median === undefined ? '' : `, median delay ${ms(lane.median)}`}`,
    births: (n) => `${n} pieces of news were born`,
    verdictTitle: 'So, is polling good enough?',
    verdict: (v, ask) => [
      `In this run short polling told the news ${ms(v.median)} late (the median), ${ms(v.worst)} at the worst. Expect about half of the pace of asking, and never much more than all of it, ${pace(ask)}.`,
      `It asked ${v.requests} times, ${v.empty} of them for nothing, and used ${times(v.times)} times the bytes of WebSocket. An hour at this pace is about ${bytes(v.perHour)} for each reader.`,
      {
        busy: `Most asks brought something, so little was wasted. If being ${pace(ask)} late hurts nobody, polling is good enough. 👍`,
        patient: `Most asks brought nothing, and their price stands above. If you can pay it, and being ${pace(ask)} late hurts nobody, polling is good enough. Ask less often, and it costs less still.`,
        hasty: `This is what it costs to be quick by asking. If ${pace(ask)} matters that much, let the server push. If it does not, ask less often, and polling is good enough.`,
      }[v.kind],
    ],
  },
};
