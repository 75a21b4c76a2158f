import type { Locale } from '../../line/demo.ts';

/** What is said on the line: the reader's first two words when they let the demo run, the server's when made to speak, and a stream while a button is held. */
export const speech: Record<Locale, { reader: readonly string[]; server: readonly string[]; stream: readonly string[] }> = {
  th: {
    reader: ['ฮัลโหล', 'ได้ยินไหม'],
    server: ['ว่าไง', 'ฟังอยู่', 'จริงดิ', 'แล้วไงต่อ', 'อือฮึ'],
    stream: ['หนึ่ง', 'สอง', 'สาม', 'สี่', 'ห้า', 'หก', 'เจ็ด', 'แปด', 'เก้า', 'สิบ'],
  },
  en: {
    reader: ['hello', 'you there?'],
    server: ['yes?', 'listening', 'really?', 'go on', 'mm-hm'],
    stream: ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  },
};
