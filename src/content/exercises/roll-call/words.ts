import type { ExerciseWords } from '../../../playground/exercise/words.types.ts';

export const words: Record<'th' | 'en', ExerciseWords> = {
  th: {
    about: 'คนเดียวเงียบ ทั้งห้องต้องไม่ค้าง',
    task: [
      'Client ส่ง `roll-call` มา Server ถามทุกคนว่า `here?` (ใครอยู่จะ ack ด้วยชื่อตัวเอง) แล้วรวมชื่อตอบกลับ ตอนนี้ถ้ามีคนเดียวที่ได้ยินแต่ไม่ตอบ คนถามจะรอไปตลอดกาล ลองติ๊ก “หลับ” ที่ Client หนึ่งแล้วเช็กชื่อดู',
      'แก้ `server.js` ให้ตอบภายใน 2 วินาทีเสมอ เป็น `{ here, silent }`: `here` คือชื่อคนที่ตอบ `silent` คือชื่อคนที่เงียบ ใครตอบช้าไปแล้ว หรือวางสายกลางคัน ก็ต้องไม่ทำให้ Server ล้ม',
    ],
    steps: {
      'all-here': 'ทุกคนตอบ ได้ชื่อครบ',
      'one-silent': 'มีคนเงียบ ก็ยังได้รายชื่อ',
      'late-answer': 'คนที่ตอบช้า ไม่ทำให้อะไรพัง',
      leaves: 'คนวางสายกลางคัน ไม่ทำให้ค้าง',
    },
    messages: {
      'no-list': {
        did: 'An ส่ง `roll-call` โดยมีคนไม่ตอบ: {silent}',
        expected: 'คำตอบภายใน 2 วินาที',
        happened: 'รอเกินสิบวินาทีแล้ว An ยังไม่ได้อะไรเลย',
        look: 'packet นี้คือคำขอที่ยังไม่มีคำตอบ `emitWithAck` รอไม่มีกำหนด ใส่ `timeout(ms)` ข้างหน้า แล้วคนที่เงียบจะกลายเป็น error ที่เรารับได้',
      },
      'lost-answers': {
        did: 'An เช็กชื่อ',
        expected: '`{expected}`',
        happened: 'ได้ `{got}` ทั้งที่ {lost} ตอบแล้ว',
        look: '`io.timeout().emitWithAck()` โยน error ทั้งก้อนถ้าขาดไปคนเดียว คำตอบที่มาแล้วอยู่ใน `error.responses` หรือจะถามทีละคนก็ได้',
      },
      'counted-silent': {
        did: 'An เช็กชื่อ',
        expected: '`{expected}`',
        happened: 'ได้ `{got}` แต่ {who} ไม่ได้ตอบ',
        look: 'ใครอยู่ใน `here` ต้องมาจากคำตอบจริง ดูบนสายของ {who} ไม่มี ACK (`43`) ออกมา',
      },
      'silent-wrong': {
        did: 'An เช็กชื่อ',
        expected: '`silent` เป็น `{expected}`',
        happened: 'ได้ `{got}`',
        look: 'คนที่ timeout คือคนที่เงียบ จดชื่อไว้ตอนนั้น',
      },
      'fell-over': {
        did: 'มีคนไม่ตอบ ตอบช้า หรือวางสายระหว่างเช็กชื่อ',
        expected: 'Server ไปต่อได้',
        happened: 'Server ล้ม: `{name}: {message}`',
        look: '`{file}` บรรทัด {line} พอครบเวลา `emitWithAck` จะ reject ต้องมี `try…catch` หรือ `.catch` รับไว้ ไม่งั้นล้มทั้ง Server',
      },
    },
  },
  en: {
    about: 'One silent client must not hold up the room.',
    task: [
      'A client sends `roll-call`; the server asks everybody `here?` (whoever is awake acks with their name) and answers with the names. For now, one client that hears the question and never answers makes the asker wait forever. Tick “asleep” in one client and call the roll to see it.',
      'Change `server.js` so that it always answers within 2 seconds, with `{ here, silent }`: the names of those who answered, and of those who did not. Whoever answers too late, or hangs up in between, must not bring the server down.',
    ],
    steps: {
      'all-here': 'All answer, all are listed',
      'one-silent': 'One is silent, and the list comes all the same',
      'late-answer': 'An answer that comes too late breaks nothing',
      leaves: 'Whoever hangs up in between holds up nobody',
    },
    messages: {
      'no-list': {
        did: 'An sent `roll-call` while somebody does not answer: {silent}.',
        expected: 'An answer within 2 seconds.',
        happened: 'More than ten seconds have passed, and An has nothing.',
        look: 'This packet asks and is never answered. `emitWithAck` waits without an end; put `timeout(ms)` before it, and silence becomes an error that you can catch.',
      },
      'lost-answers': {
        did: 'An called the roll.',
        expected: '`{expected}`',
        happened: 'It was `{got}`, although {lost} had answered.',
        look: '`io.timeout().emitWithAck()` rejects as a whole when one is missing. What came is in `error.responses`; or ask one by one.',
      },
      'counted-silent': {
        did: 'An called the roll.',
        expected: '`{expected}`',
        happened: 'It was `{got}`, but {who} never answered.',
        look: 'Only an answer puts a name into `here`. On the line of {who} there is no ACK (`43`).',
      },
      'silent-wrong': {
        did: 'An called the roll.',
        expected: '`silent` is `{expected}`.',
        happened: 'It was `{got}`.',
        look: 'Whoever times out is silent: write the name down right there.',
      },
      'fell-over': {
        did: 'Somebody did not answer, answered late, or hung up during the roll call.',
        expected: 'The server goes on.',
        happened: 'The server fell over: `{name}: {message}`',
        look: '`{file}`, line {line}. When time is up, `emitWithAck` rejects. Catch it, with `try…catch` or `.catch`, or it takes the whole server down.',
      },
    },
  },
};
