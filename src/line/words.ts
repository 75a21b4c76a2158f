/**
 * What the shell around every demo says, in both languages: badges, buttons, states, and what went wrong.
 * `{name}` in a sentence is filled from the error's params.
 */
import type { DemoSource, DemoState, Locale } from './demo.ts';
import type { LineErrorCode } from './errors.ts';
import type { Notice } from './session.ts';

export interface ShellWords {
  badge: Record<DemoSource, string>;
  again: string;
  stop: string;
  step: string;
  back: string;
  reset: string;
  play: string;
  pause: string;
  follow: string;
  speed: string;
  speeds: Record<'1' | '0.5' | '0.25', string>;
  retry: string;
  playRecording: string;
  scrub: string;
  /** The slider's value, spoken: "1.2 of 4.5 s". */
  position(at: string, end: string): string;
  everything: string;
  liveOnly: string;
  /** The take that is played differs from what the reader chose. */
  nearest(choices: string): string;
  /** The trace that is drawn is a recording, while the badge says how the next run will come. */
  drawnRecording: string;
  noStill: string;
  /** The demo's own script did not come. */
  unloaded: string;
  state: Record<DemoState, string>;
  notice: Record<NonNullable<Notice>, string>;
  error: Record<LineErrorCode, string>;
}

const th: ShellWords = {
  badge: { 'live-websocket': 'สด · WebSocket', 'live-polling': 'สด · polling', recording: 'บันทึก', still: 'ภาพนิ่ง' },
  again: 'เอาอีกรอบ',
  stop: 'วางสาย',
  step: 'ทีละขั้น',
  back: 'ถอยหนึ่งขั้น',
  reset: 'เริ่มใหม่หมด',
  play: 'เล่น',
  pause: 'หยุดดูก่อน',
  follow: 'ตามสด',
  speed: 'ความเร็ว',
  speeds: { '1': 'เร็วเท่าจริง', '0.5': 'ช้าลง ½', '0.25': 'ช้าลง ¼' },
  retry: 'ลองอีกครั้ง',
  playRecording: 'ดูบันทึกแทน',
  scrub: 'เลื่อนดูตามเวลา',
  position: (at, end) => `${at} จาก ${end}`,
  everything: 'ครบทั้งสาย',
  liveOnly: 'เฉพาะตอนสด',
  nearest: (choices) => `ไม่มีบันทึกของตัวเลือกนี้ ที่เห็นคืออันที่ใกล้ที่สุด: ${choices}`,
  drawnRecording: 'ภาพตอนนี้ยังเป็นบันทึก ไม่ใช่สายของคุณ',
  noStill: 'ยังไม่มีภาพนิ่งของเดโมนี้ เปิดหน้านี้จาก Server ของ Saitrong แล้วกดเล่นสดได้เลย',
  unloaded: 'โหลดเดโมนี้ไม่สำเร็จ ด้านบนคือภาพนิ่ง',
  state: {
    idle: 'พร้อมโทร',
    running: 'สายกำลังเดิน',
    done: 'จบสายแล้ว ร่องรอยยังอยู่ครบ เลื่อนดูย้อนหลังได้',
    error: 'สายมีปัญหา',
  },
  notice: {
    stopped: 'วางสายแล้ว ร่องรอยจนถึงตอนวางยังอยู่',
    parked: 'พักสายนี้ไว้ก่อน เพราะอีกเดโมในหน้านี้กำลังคุยอยู่',
    'fell-back': 'ติดต่อ Server ไม่ได้ เลยเล่นบันทึกให้ดูแทน ถ้า Server กลับมา เดโมนี้จะสดเองอีกครั้ง',
    'back-live': 'Server กลับมาแล้ว กดอีกรอบจะเป็นสายสดของคุณเอง',
  },
  error: {
    malformed: 'หน้านี้ส่งคำขอที่ Server อ่านไม่ออก ({path}) ลองโหลดหน้าใหม่',
    'unknown-request': 'Server ไม่รู้จักคำขอ {name} หน้านี้อาจเก่ากว่า Server ลองโหลดหน้าใหม่',
    'no-such-line': 'Server ไม่มีสายนี้แล้ว กดลองอีกครั้งเพื่อโทรสายใหม่',
    'no-such-demo': 'Server นี้ไม่มีเดโมนี้ หน้านี้อาจใหม่กว่า Server ดูบันทึกแทนได้',
    'bad-option': 'Server ไม่รับตัวเลือก {option} = {value} ลองเลือกค่าอื่น',
    'unknown-action': 'Server ไม่รู้จักคำสั่ง {action} ของเดโมนี้ ลองโหลดหน้าใหม่',
    'too-many-lines-page': 'หน้านี้เปิดสายครบ {limit} สายแล้ว วางสายเดโมอื่นก่อน แล้วลองอีกครั้ง',
    'too-many-lines': 'ตอนนี้ Server มีคนใช้ครบ {limit} สายแล้ว รอสักครู่แล้วลองอีกครั้ง หรือดูบันทึกไปก่อน',
    'too-fast': 'กดเร็วไปนิด รออีก {seconds} วินาทีแล้วลองอีกครั้ง',
    internal: 'Server สะดุดเอง ไม่ใช่ความผิดของคุณ ลองอีกครั้ง หรือดูบันทึกไปก่อน',
    idle: 'สายนี้เงียบไปนาน Server เลยวางสายให้ กดลองอีกครั้งเพื่อโทรใหม่',
    'too-long': 'สายนี้เปิดมานานเกินกำหนด Server เลยวางสายให้ กดลองอีกครั้งเพื่อโทรใหม่',
    memory: 'Server ใช้ความจำเต็มแล้ว เลยวางสายนี้ก่อน รอสักครู่แล้วลองอีกครั้ง',
    shutdown: 'Server กำลังปิดตัว สายเลยจบตรงนี้ ดูบันทึกไปก่อนได้',
    'too-many-connections': 'สายนี้เปิด Connection มากเกินไป Server เลยวางสายให้ กดลองอีกครั้ง',
    'too-many-bytes': 'สายนี้ส่งข้อมูลมากเกินกำหนด Server เลยวางสายให้ กดลองอีกครั้ง',
    unreachable: 'ติดต่อ Server ไม่ได้ ตรวจว่า Server ยังเปิดอยู่และอยู่ Wi-Fi เดียวกัน แล้วลองอีกครั้ง',
    timeout: 'Server ตอบช้าเกินไป ลองอีกครั้ง หรือดูบันทึกไปก่อน',
    version: 'หน้านี้กับ Server เป็นคนละรุ่นกัน โหลดหน้าใหม่แล้วจะตรงกัน',
    'channel-lost': 'ขาดการติดต่อกับ Server กลางคัน ร่องรอยจนถึงตอนนั้นยังอยู่ ดูบันทึกแทนได้ พอ Server กลับมา เดโมนี้จะสดเอง',
    'demo-failed': 'เดโมนี้สะดุด: {message} ลองอีกครั้ง หรือดูบันทึกแทน',
    'load-failed': 'โหลดบันทึกของเดโมนี้ไม่ได้ ตรวจการเชื่อมต่อ แล้วลองอีกครั้ง',
  },
};

const en: ShellWords = {
  badge: { 'live-websocket': 'Live · WebSocket', 'live-polling': 'Live · polling', recording: 'Recording', still: 'Still figure' },
  again: 'Once more',
  stop: 'Hang up',
  step: 'Step by step',
  back: 'One step back',
  reset: 'Start over',
  play: 'Play',
  pause: 'Pause',
  follow: 'Follow live',
  speed: 'Speed',
  speeds: { '1': 'Real speed', '0.5': 'Slower ½', '0.25': 'Slower ¼' },
  retry: 'Try again',
  playRecording: 'Play the recording',
  scrub: 'Move through time',
  position: (at, end) => `${at} of ${end}`,
  everything: 'the whole line',
  liveOnly: 'live only',
  nearest: (choices) => `No recording was made with this choice. This is the nearest one: ${choices}`,
  drawnRecording: 'The figure still shows a recording, not your own line.',
  noStill: 'There is no still figure of this demo yet. Open this page from a Saitrong server to run it live.',
  unloaded: 'This demo could not be loaded. Above is its still figure.',
  state: {
    idle: 'Ready to dial',
    running: 'The line is up',
    done: 'The line is over. Its trace stays: move back through it.',
    error: 'Something is wrong with the line',
  },
  notice: {
    stopped: 'You hung up. The trace up to that moment stays.',
    parked: 'This line is parked, because another demo on this page is talking.',
    'fell-back': 'The server can’t be reached, so this is a recording. The demo becomes live again when the server is back.',
    'back-live': 'The server is back. The next run is your own live line.',
  },
  error: {
    malformed: 'The server could not read what this page asked ({path}). Reload the page.',
    'unknown-request': 'The server does not know the request {name}; this page may be older than the server. Reload the page.',
    'no-such-line': 'The server no longer has this line. Try again to dial a new one.',
    'no-such-demo': 'This server does not have this demo; the page may be newer than the server. You can play the recording.',
    'bad-option': 'The server does not accept {option} = {value}. Choose another value.',
    'unknown-action': 'The server does not know this demo’s action {action}. Reload the page.',
    'too-many-lines-page': 'This page already holds {limit} lines. Hang up another demo, then try again.',
    'too-many-lines': 'All {limit} lines of this server are in use. Try again in a moment, or play the recording meanwhile.',
    'too-fast': 'A little too fast. Wait {seconds} seconds, then try again.',
    internal: 'The server stumbled; you did nothing wrong. Try again, or play the recording meanwhile.',
    idle: 'Nothing crossed this line for a long time, so the server hung up. Try again to dial anew.',
    'too-long': 'This line was up for longer than allowed, so the server hung up. Try again to dial anew.',
    memory: 'The server’s memory is full, so it hung up this line. Wait a moment, then try again.',
    shutdown: 'The server is shutting down, so the line ends here. You can play the recording.',
    'too-many-connections': 'This line opened too many connections, so the server hung up. Try again.',
    'too-many-bytes': 'This line carried more bytes than allowed, so the server hung up. Try again.',
    unreachable: 'The server can’t be reached. Check that it is running and that you are on the same Wi-Fi, then try again.',
    timeout: 'The server took too long to answer. Try again, or play the recording meanwhile.',
    version: 'This page and the server are of different versions. Reload the page.',
    'channel-lost': 'The connection to the server broke. The trace up to that moment stays; you can play the recording, and the demo becomes live by itself when the server is back.',
    'demo-failed': 'The demo stumbled: {message}. Try again, or play the recording.',
    'load-failed': 'The recording of this demo could not be loaded. Check your connection, then try again.',
  },
};

export const words: Record<Locale, ShellWords> = { th, en };

/** Fills `{name}` from `params`; what is not given shows as an ellipsis. */
export const fill = (sentence: string, params: Record<string, string | number> = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '…'));

const MONTHS: Record<Locale, string[]> = {
  th: ['ม.ค.', 'ก.พ.', 'มี.ค.', 'เม.ย.', 'พ.ค.', 'มิ.ย.', 'ก.ค.', 'ส.ค.', 'ก.ย.', 'ต.ค.', 'พ.ย.', 'ธ.ค.'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};
/** `2026-11-23` as "23 พ.ย. 2026": by hand, so that the server and every browser write the same. */
export function shortDate(iso: string, locale: Locale): string {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number);
  return `${day} ${MONTHS[locale][(month ?? 1) - 1]} ${year}`;
}
