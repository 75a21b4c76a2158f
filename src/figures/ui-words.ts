/** The few words that stand in figures themselves. Fields and errors of bytes: `field-words.ts`. */
import type { FaultName } from '../../protocol/trace/event.ts';
import type { Locale } from '../line/demo.ts';

interface FigureWords {
  crossings: string;
  open: string;
  closed: string;
  torn: string;
  tcp: string;
  faults: Record<FaultName, string>;
}

export const figureWords: Record<Locale, FigureWords> = {
  th: {
    crossings: 'สิ่งที่วิ่งข้ามสาย เรียงตามเวลา ใช้ลูกศรขึ้นลงเลือกดูทีละชิ้น',
    open: 'สายเปิดแล้ว',
    closed: 'สายปิดแล้ว',
    torn: 'สายขาด',
    tcp: 'TCP',
    faults: {
      'refuse-400': 'ถูกปฏิเสธด้วย 400',
      'refuse-403': 'ถูกปฏิเสธด้วย 403',
      strip: 'Header Upgrade ถูกดึงออก',
      hang: 'ถูกปล่อยค้าง ไม่มีใครตอบ',
      delay: 'ถูกหน่วงเวลา',
      throttle: 'ถูกบีบให้ช้า',
      'black-hole': 'หลุมดำ ไม่มีอะไรผ่าน',
      'cut-fin': 'ตัดสายแบบ FIN',
      'cut-rst': 'ตัดสายแบบ RST',
    },
  },
  en: {
    crossings: 'What crossed the line, in order of time. Arrow keys pick one after another',
    open: 'the line is open',
    closed: 'the line is closed',
    torn: 'the line is cut',
    tcp: 'TCP',
    faults: {
      'refuse-400': 'refused with 400',
      'refuse-403': 'refused with 403',
      strip: 'Upgrade header stripped',
      hang: 'left hanging, nobody answers',
      delay: 'delayed',
      throttle: 'throttled',
      'black-hole': 'black hole, nothing passes',
      'cut-fin': 'cut with FIN',
      'cut-rst': 'cut with RST',
    },
  },
};
