/** The polling meter's words, as the shell shows them; what only the figure says is in `text.ts`. */
import type { DemoWords, Locale } from '../../line/demo.ts';

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
