import type { ExerciseWords } from '../../../playground/exercise/words.types.ts';

export const words: Record<'th' | 'en', ExerciseWords> = {
  th: {
    about: 'ใครถามมา ตอบคนนั้น ด้วยคำตอบของคำถามนั้น',
    task: [
      'Client ส่ง event `say` มาพร้อมข้อความ แล้วรอคำตอบของ event นั้น ตอนนี้ Server ตอบด้วย event ใหม่ชื่อ `said` คนถามเลยรอเก้อ เพราะไม่รู้ว่า `said` อันไหนตอบคำถามไหน',
      'แก้ `server.js` ให้ตอบผ่าน ack: ได้ข้อความก็ตอบ `{ ok: true, text }` ถ้าว่างเปล่าหรือไม่ใช่ข้อความ ตอบ `{ ok: false, error: "empty" }` และถ้าเขาไม่ได้ขอคำตอบมา Server ต้องไม่ล้ม',
    ],
    steps: {
      answers: 'ตอบข้อความกลับไปทาง ack',
      'each-its-own': 'หลายคำถามพร้อมกัน คำตอบไม่สลับกัน',
      'refuses-empty': 'ข้อความว่างได้คำตอบว่า empty',
      'no-ack': 'event ที่ไม่ขอคำตอบ ไม่ทำให้ Server ล้ม',
    },
    messages: {
      'answered-by-event': {
        did: 'An ส่ง `say` พร้อมคำว่า “{text}” และขอ ack',
        expected: 'ACK ที่มีเลขเดียวกับคำถาม',
        happened: 'Server ส่ง event `{event}` มาแทน ส่วนคนถามยังรออยู่',
        look: 'packet นี้ขึ้นต้นด้วย `42` คือ event ใหม่ คำตอบต้องขึ้นต้นด้วย `43` รับ argument ตัวสุดท้ายของ handler แล้วเรียกมัน',
      },
      'no-answer': {
        did: 'An ส่ง `say` พร้อม “{text}” และขอ ack',
        expected: 'ACK ที่มีเลขเดียวกับคำถาม',
        happened: 'Server จัดการทุกอย่างก่อนหน้าเสร็จหมดแล้ว แต่ไม่มี ACK มา',
        look: 'เลขหลัง `42` ใน packet นี้คือเลขของคำถาม ดูว่า handler เรียก ack ในทุกทางที่ออกไหม',
      },
      'wrong-answer': {
        did: 'An ส่ง `say` พร้อม “{text}”',
        expected: '`{expected}`',
        happened: 'ได้ `{got}`',
        look: 'ดูข้อมูลหลัง `43` และเลขคำถาม นั่นคือสิ่งที่ส่งให้ ack',
      },
      'mixed-up': {
        did: 'An กับ Bo ถามพร้อมกันหลายคำ คำหนึ่งคือ “{text}”',
        expected: 'คำตอบของคำถามนี้มีคำว่า “{text}”',
        happened: 'ได้ “{got}” ซึ่งเป็นของคำถามอื่น',
        look: 'ดูเลขหลัง `43` ว่าตอบคำถามไหน ถ้าเก็บข้อความไว้นอก handler คำถามถัดไปจะมาทับ',
      },
      'accepted-empty': {
        did: 'An ส่ง `say` พร้อม `{text}` ซึ่งไม่ใช่ข้อความที่มีอะไรอยู่',
        expected: '`{ ok: false, error: "empty" }`',
        happened: 'ได้ `{got}`',
        look: 'ของที่มาจากสายเป็นอะไรก็ได้ เช็ก `typeof` กับ `trim()` ก่อนตอบ แล้วดูตัวสะกดของ `empty` ด้วย',
      },
      'empty-unanswered': {
        did: 'An ส่ง `say` พร้อม `{text}` ซึ่งไม่ใช่ข้อความที่มีอะไรอยู่ และขอ ack',
        expected: '`{ ok: false, error: "empty" }`',
        happened: 'Server จัดการทุกอย่างก่อนหน้าเสร็จหมดแล้ว แต่ไม่มี ACK มา',
        look: 'packet นี้คือคำถามที่ไม่มีใครตอบ ถึงจะไม่รับ ก็ต้องบอกคนถาม เรียก ack ในทางที่ปฏิเสธด้วย',
      },
      'fell-on-empty': {
        did: 'An ส่ง `say` พร้อม `{text}`',
        expected: 'Server ตอบ `{ ok: false, error: "empty" }` แล้วไปต่อ',
        happened: 'Server ล้ม: `{name}: {message}`',
        look: 'ของที่มาจากสายเป็นอะไรก็ได้ ไม่ใช่ทุกอย่างจะมี `trim()` เช็ก `typeof` ก่อนใช้ แล้วตอบ error แทนการ `throw`',
      },
      'fell-without-ack': {
        did: 'An ส่ง `say` แบบไม่ขอคำตอบ',
        expected: 'Server รับไว้เฉยๆ แล้วตอบคนอื่นต่อ',
        happened: 'Server ล้ม: `{name}: {message}`',
        look: 'ถ้าไม่มีใครขอคำตอบ argument ตัวสุดท้ายก็ไม่ใช่ฟังก์ชัน เช็กก่อนเรียก คนแปลกหน้าคนเดียวจะได้ไม่ล้มทั้ง Server',
      },
    },
  },
  en: {
    about: 'Whoever asks gets the answer to that very question.',
    task: [
      'A client sends the event `say` with a text and waits for the answer to that event. For now the server replies with a new event, `said`, so whoever asked waits in vain: nothing tells which `said` belongs to which question.',
      'Change `server.js` so that it answers through the ack: `{ ok: true, text }` for a text, `{ ok: false, error: "empty" }` for a blank one or for anything that is not a text. And if somebody did not ask for an answer, the server must not fall over.',
    ],
    steps: {
      answers: 'Sends the text back through the ack',
      'each-its-own': 'Several questions at once, each with its own answer',
      'refuses-empty': 'A blank text is answered with empty',
      'no-ack': 'An event without an ack does no harm',
    },
    messages: {
      'answered-by-event': {
        did: 'An sent `say` with “{text}” and asked for an ack.',
        expected: 'An ACK with the question’s number.',
        happened: 'The server sent the event `{event}` instead, and the one who asked is still waiting.',
        look: 'This packet begins with `42`: a new event. An answer begins with `43`. Take the handler’s last argument and call it.',
      },
      'no-answer': {
        did: 'An sent `say` with “{text}” and asked for an ack.',
        expected: 'An ACK with the question’s number.',
        happened: 'The server has dealt with everything before, and no ACK came.',
        look: 'The number after `42` in this packet is the question’s. Does your handler call the ack on every way out?',
      },
      'wrong-answer': {
        did: 'An sent `say` with “{text}”.',
        expected: '`{expected}`',
        happened: 'The answer was `{got}`.',
        look: 'What stands after `43` and the question’s number is what you gave to the ack.',
      },
      'mixed-up': {
        did: 'An and Bo asked several things at once. One of them was “{text}”.',
        expected: 'The answer to it holds “{text}”.',
        happened: 'It holds “{got}”, which belongs to another question.',
        look: 'The number after `43` says which question this answers. What is kept outside the handler is overwritten by the next question.',
      },
      'accepted-empty': {
        did: 'An sent `say` with `{text}`, which is no text with anything in it.',
        expected: '`{ ok: false, error: "empty" }`',
        happened: 'The answer was `{got}`.',
        look: 'What comes over a line may be anything: look at `typeof` and `trim()` before you answer. And mind the letters of `empty`.',
      },
      'empty-unanswered': {
        did: 'An sent `say` with `{text}`, which is no text with anything in it, and asked for an ack.',
        expected: '`{ ok: false, error: "empty" }`',
        happened: 'The server has dealt with everything before, and no ACK came.',
        look: 'Nobody answers this packet. Whoever is refused must be told so: call the ack on that way out, too.',
      },
      'fell-on-empty': {
        did: 'An sent `say` with `{text}`.',
        expected: 'The server answers `{ ok: false, error: "empty" }` and goes on.',
        happened: 'The server fell over: `{name}: {message}`',
        look: 'What comes over a line may be anything, and not everything has a `trim()`. Look at `typeof` first; and answer with the error rather than `throw` it.',
      },
      'fell-without-ack': {
        did: 'An sent `say` without asking for an answer.',
        expected: 'The server takes it and goes on answering others.',
        happened: 'The server fell over: `{name}: {message}`',
        look: 'Where nobody asked, the last argument is no function. Check before you call it, or one stranger can take your server down.',
      },
    },
  },
};
