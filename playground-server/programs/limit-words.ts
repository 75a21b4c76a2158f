/** What each limit of a program means, for the teacher who reads the README: one sentence in each language. */
import { LIMITS, type LimitName } from './limits.ts';

const WORDS: Record<LimitName, { th: string; en: string }> = {
  pool: { th: 'โปรแกรมที่รันพร้อมกันได้ เกินนี้เข้าคิว', en: 'programs that run at once; more wait in the queue' },
  spares: { th: 'thread ที่อุ่นเครื่องรอไว้ ให้กด Run แล้วติดทันที', en: 'threads that stand ready, so that Run is instant' },
  queue: { th: 'โปรแกรมที่รอในคิวได้ เกินนี้ถูกขอให้ลองใหม่', en: 'programs that may wait; more are asked to try later' },
  loadMs: { th: 'เวลาประมวลผลตอนโหลดไฟล์ จนรันถึงบรรทัดสุดท้าย', en: 'computing while the file loads, up to its last line' },
  turnMs: { th: 'เวลาประมวลผลต่อหนึ่ง event หรือ timer', en: 'computing for one event or timer' },
  strikes: { th: 'เกินเวลาข้างบนได้กี่ครั้งก่อนถูกหยุด', en: 'turns over that before the program is stopped' },
  watchdogMs: { th: 'ค้างจนขัดจังหวะไม่ได้นานเท่านี้ ถูกปิดทั้ง thread', en: 'a turn that cannot even be interrupted loses its thread after this' },
  cpu: { th: 'ส่วนแบ่งของหนึ่ง core โดยเฉลี่ย', en: 'share of one core, on average' },
  heapMb: { th: 'หน่วยความจำที่โค้ดใช้ได้', en: 'memory for what the code makes' },
  memoryMb: { th: 'หน่วยความจำทั้งหมดของหนึ่งโปรแกรม รวมตัวเครื่องยนต์', en: 'all memory of one program, the engine included' },
  stackKb: { th: 'ความลึกของการเรียกฟังก์ชันซ้อนกัน', en: 'how deep calls may nest' },
  outputKb: { th: 'ทุกอย่างที่โปรแกรมส่งออก ต่อวินาที', en: 'all that a program sends, each second' },
  messageKb: { th: 'ข้อความหนึ่งชิ้น ทั้งขาเข้าและขาออก', en: 'one message, in or out' },
  logLines: { th: 'บรรทัดใน Console ต่อวินาที', en: 'console lines, each second' },
  writes: { th: 'ข้อความที่ส่งออก ต่อวินาที', en: 'messages sent, each second' },
  timers: { th: 'timer ที่ตั้งไว้พร้อมกัน', en: 'timers at once' },
  timerMs: { th: 'timer สั้นที่สุด', en: 'the shortest timer' },
  connections: { th: 'Client ที่ต่อโปรแกรมเดียวกันพร้อมกัน', en: 'clients of one program at once' },
  inboundKb: { th: 'ทุกอย่างที่ Client ทั้งหมดส่งเข้ามา ต่อวินาที', en: 'all that clients send in, each second' },
  inbound: { th: 'ข้อความจาก Client คนเดียว ต่อวินาที เกินนี้สายของคนนั้นถูกปิด', en: 'messages from one client, each second; past it that client is closed' },
  listenSeconds: { th: 'ต้องเริ่มรอรับ Client ภายในเวลานี้', en: 'a server must listen within this time' },
  idleMinutes: { th: 'ไม่มีใครใช้นานเท่านี้ โปรแกรมหยุดเอง', en: 'unused for this long, a program stops' },
  maxMinutes: { th: 'รันได้นานที่สุด', en: 'the longest run' },
  graceSeconds: { th: 'อยู่ต่อหลังเจ้าของปิดหน้า', en: 'how long it outlives its owner’s page' },
};

/** The README's table, a line for each limit. */
export function limitsTable(): string {
  const rows = Object.entries(LIMITS).map(([name, { env, value, unit, range }]) => {
    const { th, en } = WORDS[name as LimitName];
    const [least, most] = range.map((one) => one.toLocaleString('en'));
    return `| \`${env}\` | ${value.toLocaleString('en')} ${unit} | ${least}–${most} | ${th} · ${en} |`;
  });
  return ['| variable | default | range | ความหมาย · meaning |', '|---|---|---|---|', ...rows].join('\n');
}
