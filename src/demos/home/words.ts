/** The words of the home page's line: the shell's, and those of the sentence under the cord. */
import type { DemoWords, Locale } from '../../line/demo.ts';

export const words: Record<Locale, DemoWords> = {
  th: {
    title: 'สายของหน้านี้',
    start: 'โทรออก',
    invite: 'กำลังโทรหา Server…',
    caption: 'สายจริงระหว่างหน้านี้กับ Server: เม็ดบนสายคือ Frame จริง ตัวเลขคือไบต์แรกของมัน เม็ดวิ่งช้ากว่าจริงให้ตามองทัน',
    options: {},
  },
  en: {
    title: 'This page’s own line',
    start: 'Dial',
    invite: 'Dialling the server…',
    caption: 'A real line between this page and the server: its beads are real frames with their first bytes, slowed down so that eyes can follow.',
    options: {},
  },
};

export interface HomeWords {
  /** The line could not be had, nor its recording. */
  silent: string;
  you: string;
  server: string;
  /** Before and after the time that the line was held. */
  holds: string;
  held: string;
  recorded: string;
  seconds: string;
  frames(n: number): string;
  roundTrip: string;
}
export const home: Record<Locale, HomeWords> = {
  th: {
    silent: 'ตอนนี้โทรหา Server ไม่ติด',
    you: 'คุณ',
    server: 'Server นี้',
    holds: 'หน้านี้ถือสายกับ Server มาแล้ว',
    held: 'หน้านี้ถือสายกับ Server ไว้',
    recorded: 'ในบันทึก หน้านี้ถือสายกับ Server',
    seconds: 'วินาที',
    frames: (n) => `${n} Frame`,
    roundTrip: 'ไปกลับ',
  },
  en: {
    silent: 'The server does not answer just now.',
    you: 'You',
    server: 'This server',
    holds: 'This page has held a line with the server for',
    held: 'This page held a line with the server for',
    recorded: 'In this recording, the page held a line with the server for',
    seconds: 's',
    frames: (n) => `${n} frame${n === 1 ? '' : 's'}`,
    roundTrip: 'round trip',
  },
};
