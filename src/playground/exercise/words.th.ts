/** The exercise's panel in Thai. */
import type { PanelWords } from './words.ts';

const STARTED = 'รันโปรแกรมของคุณใหม่ตั้งแต่ต้น แยกจากที่เปิดอยู่';
const PLAYED = 'ให้ Client ของตัวตรวจต่อเข้ามาคุยกับ Server ของคุณ';

export const words: PanelWords = {
  kicker: 'แบบฝึกหัด',
  task: 'โจทย์',
  steps: 'สิ่งที่จะตรวจ',
  first: 'Server รันและรับสายได้',
  check: 'ตรวจ',
  again: 'ตรวจอีกครั้ง',
  stop: 'หยุดตรวจ',
  about: 'ตัวตรวจจะรันไฟล์ของคุณแยกต่างหาก แล้วให้ Client จริงโทรเข้าไป ดูแค่สิ่งที่วิ่งบนสาย ไม่ได้อ่านโค้ดของคุณ',
  state: {
    asking: 'กำลังเรียกตัวตรวจ',
    queued: 'รอคิวตรวจ คุณเป็นคิวที่ {place}',
    running: 'กำลังตรวจ: {step}',
    passed: 'ผ่านทุกข้อแล้ว',
    failed: 'ยังไม่ผ่าน ติดที่: {step}',
    stopped: 'หยุดตรวจแล้ว',
  },
  stale: 'โค้ดเปลี่ยนไปจากตอนที่ตรวจแล้ว ตรวจใหม่ได้เลย',
  step: { waiting: 'รอตรวจ', running: 'กำลังตรวจ', passed: 'ผ่าน', failed: 'ยังไม่ผ่าน' },
  did: 'สิ่งที่ลองทำ',
  expected: 'สิ่งที่ควรเกิด',
  happened: 'สิ่งที่เกิดขึ้น',
  look: 'ดูตรงไหน',
  toLine: 'ดู packet นี้บนสาย',
  toCode: 'ไปที่ {file} บรรทัด {line}',
  place: '`{file}` บรรทัด {line}:',
  knocks: 'packet ที่มี `/knock-…` คือตัวตรวจเคาะถามว่า Server จัดการทุกอย่างก่อนหน้าเสร็จหรือยัง',
  done: 'เก่งมาก ข้อนี้คุณทำได้แล้ว 🎉',
  next: 'ข้อต่อไป',
  lesson: 'กลับไปบทเรียน',
  group: 'แบบฝึกหัด',
  code: 'ภาษาของโค้ด',
  solution: {
    title: 'ติดจริงๆ ใช่ไหม ดูเฉลย',
    warning: 'เฉลยจะมาแทนโค้ดของคุณ ของเดิมเก็บไว้ให้ กด “เอากลับมา” ได้ทันที หรือหาในรุ่นก่อนๆ ลองเองอีกสักตั้งก่อนไหม',
    show: 'แสดงเฉลย',
  },
  messages: {
    'never-listened': {
      did: STARTED,
      expected: 'มี Server รอรับสาย',
      happened: 'ไฟล์รันจนจบแล้ว แต่ไม่มีใครรอรับสาย',
      look: 'มี `new Server(…)` กับ `listen(…)` หรือยัง',
    },
    threw: {
      did: PLAYED,
      expected: 'Server ทำงานต่อได้จนตรวจเสร็จ',
      happened: 'Server ล้ม: `{name}: {message}`',
      look: 'กดรันแล้วทำแบบเดียวกัน จะเห็นใน Console ว่าเกิดอะไรก่อนหน้านั้น',
    },
    ended: {
      did: PLAYED,
      expected: 'Server ทำงานต่อได้จนตรวจเสร็จ',
      happened: '{why}',
      look: 'ลองกดรันแล้วดู Console จะเห็นว่าเกิดอะไรก่อนหน้านั้น',
    },
    limited: {
      did: PLAYED,
      expected: 'Server ทำงานอยู่ในขีดจำกัดของสนามทดลอง',
      happened: '{why}',
      look: 'ตัวตรวจหยุดตรงนี้ เพราะมีบางอย่างถูกตัดออกไปแล้ว คำตอบที่ถูกไม่ต้องใช้มากขนาดนี้',
    },
    restarted: {
      did: PLAYED,
      expected: 'โปรแกรมรันอยู่จนตรวจเสร็จ',
      happened: 'process ที่ทุกโปรแกรมรันอยู่ล้มไประหว่างตรวจ',
      look: 'ไม่ใช่ความผิดของคุณ กดตรวจอีกครั้ง',
    },
    'no-connection': {
      did: '{who} โทรหา Server ของคุณด้วย WebSocket',
      expected: 'ต่อติด',
      happened: 'ต่อไม่ติด: `{why}`',
      look: 'ตัวตรวจโทรที่ path ปกติ `/socket.io/` ดูว่า Server ตั้ง `path`, `transports` หรือ middleware อะไรที่กั้นไว้ไหม',
    },
    'not-answering': {
      did: '{who} เคาะถามว่า Server ยังอยู่ไหม',
      expected: 'มีเสียงตอบ',
      happened: 'รอ {seconds} วินาทีแล้ว เงียบ',
      look: 'หาลูปที่ไม่จบ หรืองานที่นานมากใน handler',
    },
    flood: {
      did: PLAYED,
      expected: 'Server ส่งเท่าที่จำเป็น',
      happened: 'Server ส่งมามากเกินกว่าจะตรวจได้ (เกิน {limit})',
      look: 'หา `setInterval` หรือลูปที่ emit ไม่หยุด หรือ event ที่ตอบกันไปมาไม่จบ',
    },
    'too-long': {
      did: PLAYED,
      expected: 'ตรวจเสร็จในเวลา',
      happened: 'ผ่านไป {seconds} วินาทีแล้วยังไม่เสร็จ',
      look: 'ดูว่า handler รออะไรนานเกินไปไหม แล้วลองตรวจอีกครั้ง',
    },
    crowded: {
      did: 'ขอที่ว่างให้โปรแกรมของคุณ',
      expected: 'มีที่ว่าง หรือเข้าคิวได้',
      happened: 'คนเต็มห้อง คิวก็เต็ม ({limit})',
      look: 'ไม่ใช่ความผิดของคุณ รอสักครู่แล้วตรวจอีกครั้ง',
    },
    broken: {
      did: PLAYED,
      expected: 'ตัวตรวจทำงานได้',
      happened: 'ตัวตรวจสะดุดเอง',
      look: 'ไม่ใช่ความผิดของคุณ ลองตรวจอีกครั้ง ถ้ายังเป็นอยู่ บอกครูได้เลย',
    },
  },
};
