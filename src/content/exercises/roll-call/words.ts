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
      'several-silent': 'เงียบหลายคน ก็ยังทันสองวินาที',
      'late-answer': 'คนที่ตอบช้า ไม่ทำให้อะไรพัง',
      leaves: 'คนวางสายกลางคัน ไม่ทำให้ค้าง',
    },
    messages: {
      'no-list': {
        did: 'An ส่ง `roll-call` โดยมีคนไม่ตอบ: {silent}',
        expected: 'คำตอบภายใน 2 วินาที',
        happened: 'รอนานกว่านั้นสามเท่าแล้ว An ยังไม่ได้อะไรเลย',
        look: 'packet นี้คือคำขอที่ยังไม่มีคำตอบ `emitWithAck` รอไม่มีกำหนด ใส่ `timeout(ms)` ข้างหน้า แล้วคนที่เงียบจะกลายเป็น error ที่เรารับได้',
      },
      'late-list': {
        did: 'An ส่ง `roll-call` โดยมีคนไม่ตอบ: {silent}',
        expected: 'คำตอบภายใน 2 วินาที',
        happened: 'คำตอบมาจริง แต่เกิน 2 วินาที',
        look: 'นี่คือคำตอบที่มาช้า ดูเวลาบนสาย `timeout` ต้องสั้นกว่า 2000 และถ้าถามทีละคน เวลารอของแต่ละคนจะบวกกัน ถามพร้อมกันด้วย `Promise.all`',
      },
      'no-list-awake': {
        did: 'An ส่ง `roll-call` โดยทุกคนตื่นและพร้อมตอบ',
        expected: 'คำตอบเป็น `{ here, silent }`',
        happened: 'An ไม่ได้อะไรเลย',
        look: 'packet นี้คือคำขอที่ไม่มีคำตอบ handler ของ `roll-call` เรียก `ack` ไหม และถามทุกคนด้วย `here?` ตรงตัวหรือเปล่า',
      },
      'not-lists': {
        did: 'An เช็กชื่อ',
        expected: '`{expected}`',
        happened: 'ได้ `{got}`',
        look: '`here` กับ `silent` เป็น array ของชื่อ และชื่อเป็นข้อความ ส่วน `Set` กับ `Map` ข้ามสายไปแล้วเหลือแค่ `{}` แปลงเป็น array ก่อน `[...names]`',
      },
      'not-asked': {
        did: 'An เช็กชื่อ',
        expected: 'Server ถาม `here?` ทุกคน รวม {who} ด้วย',
        happened: 'ได้ `{got}` ไม่มี {who} เพราะบนสายของ {who} ไม่มี `here?` มาเลย',
        look: 'ถามครบทุกสายไหม `socket.broadcast` กับ `socket.to` เว้นคนส่งไว้เสมอ คนที่ขอเช็กชื่อก็ต้องถูกถามด้วย',
      },
      'asked-without-ack': {
        did: 'An เช็กชื่อ แล้ว Server ส่ง `here?` ไปหา {who}',
        expected: '`here?` ที่ขอ ack',
        happened: '`here?` มาเปล่าๆ {who} เลยไม่มีอะไรให้ตอบ',
        look: 'packet นี้ไม่มีเลขหลัง `42` แปลว่าไม่ได้ขอคำตอบ ใช้ `emitWithAck` หรือใส่ callback เป็น argument ตัวสุดท้าย',
      },
      'lost-answers': {
        did: 'An เช็กชื่อ',
        expected: '`{expected}`',
        happened: 'ได้ `{got}` ทั้งที่ {lost} ตอบแล้ว',
        look: 'บนสายของคนที่หายไปมี ACK (`43`) ออกมาแล้ว `io.timeout().emitWithAck()` โยน error ทั้งก้อนถ้าขาดไปคนเดียว คำตอบที่มาแล้วอยู่ใน `error.responses` หรือจะถามแยกทีละสาย แต่ถามพร้อมกันก็ได้',
      },
      'counted-silent': {
        did: 'An เช็กชื่อ',
        expected: '`{expected}`',
        happened: 'ได้ `{got}` แต่ {who} ไม่ได้ตอบ',
        look: 'ใครอยู่ใน `here` ต้องมาจากคำตอบจริง ดูบนสายของ {who} ไม่มี ACK (`43`) ออกมา',
      },
      'unknown-name': {
        did: 'An เช็กชื่อ',
        expected: '`{expected}`',
        happened: 'ได้ `{got}` ซึ่งมี {who} ที่ไม่มีใครชื่อนี้อยู่ในห้อง',
        look: 'ดูว่าชื่อนี้มาจากไหน รายชื่อที่จดไว้จากรอบก่อนๆ หรือคนที่วางสายไปแล้ว ต้องไม่อยู่ในนี้',
      },
      'counted-twice': {
        did: 'An เช็กชื่อ',
        expected: '`{expected}` แต่ละชื่อครั้งเดียว',
        happened: 'ได้ `{got}` มี {who} ซ้ำ',
        look: 'ประกาศ `here` ไว้นอก handler หรือเปล่า ชื่อจากรอบก่อนเลยค้างอยู่ เช็กชื่อแต่ละรอบต้องเริ่มจากรายชื่อว่าง',
      },
      'silent-wrong': {
        did: 'An เช็กชื่อ',
        expected: '`silent` เป็น `{expected}`',
        happened: 'ได้ `{got}`',
        look: 'คนที่ timeout คือคนที่เงียบ จดชื่อไว้ตอนนั้น แต่ละรอบเริ่มจากรายชื่อว่าง',
      },
      'fell-over': {
        did: 'มีคนไม่ตอบ ตอบช้า หรือวางสายระหว่างเช็กชื่อ',
        expected: 'Server ไปต่อได้',
        happened: 'Server ล้ม: `{name}: {message}`',
        look: 'พอครบเวลา `emitWithAck` จะ reject ต้องมี `try…catch` หรือ `.catch` รับไว้ ไม่งั้นล้มทั้ง Server',
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
      'several-silent': 'Several are silent, and two seconds are still enough',
      'late-answer': 'An answer that comes too late breaks nothing',
      leaves: 'Whoever hangs up in between holds up nobody',
    },
    messages: {
      'no-list': {
        did: 'An sent `roll-call` while somebody does not answer: {silent}.',
        expected: 'An answer within 2 seconds.',
        happened: 'Three times as long has passed, and An has nothing.',
        look: 'This packet asks and is never answered. `emitWithAck` waits without an end; put `timeout(ms)` before it, and silence becomes an error that you can catch.',
      },
      'late-list': {
        did: 'An sent `roll-call` while somebody does not answer: {silent}.',
        expected: 'An answer within 2 seconds.',
        happened: 'The answer came, but after more than 2 seconds.',
        look: 'This is the late answer; see the time on the line. A `timeout` has to be shorter than 2000. And where one is asked after the other, the waits add up: ask all at once, with `Promise.all`.',
      },
      'no-list-awake': {
        did: 'An sent `roll-call` while all are awake and would answer.',
        expected: 'An answer, `{ here, silent }`.',
        happened: 'An has nothing.',
        look: 'This packet asks and is never answered. Does the handler of `roll-call` call its `ack`, and does it ask everybody `here?`, in exactly these letters?',
      },
      'not-lists': {
        did: 'An called the roll.',
        expected: '`{expected}`',
        happened: 'It was `{got}`.',
        look: '`here` and `silent` are arrays of names, and a name is a text. A `Set` or `Map` arrives as `{}`: make it an array first, `[...names]`.',
      },
      'not-asked': {
        did: 'An called the roll.',
        expected: 'The server asks everybody `here?`, {who} too.',
        happened: 'It was `{got}`. {who} is missing, because no `here?` came on their line.',
        look: 'Is every line asked? `socket.broadcast` and `socket.to` always leave the sender out; whoever calls the roll is asked as well.',
      },
      'asked-without-ack': {
        did: 'An called the roll, and the server sent `here?` to {who}.',
        expected: 'A `here?` that asks for an ack.',
        happened: 'It asks for none, so {who} has nothing to answer with.',
        look: 'There is no number after `42` in this packet: no answer is wanted. Use `emitWithAck`, or give a callback as the last argument.',
      },
      'lost-answers': {
        did: 'An called the roll.',
        expected: '`{expected}`',
        happened: 'It was `{got}`, although {lost} had answered.',
        look: 'Their lines show the ACKs (`43`). `io.timeout().emitWithAck()` rejects as a whole when one is missing. What came is in `error.responses`; or ask each line on its own, all at once.',
      },
      'counted-silent': {
        did: 'An called the roll.',
        expected: '`{expected}`',
        happened: 'It was `{got}`, but {who} never answered.',
        look: 'Only an answer puts a name into `here`. On the line of {who} there is no ACK (`43`).',
      },
      'unknown-name': {
        did: 'An called the roll.',
        expected: '`{expected}`',
        happened: 'It was `{got}`, and nobody in the room is called {who}.',
        look: 'Where does that name come from? Names kept from an earlier roll call, or of those who hung up, do not belong here.',
      },
      'counted-twice': {
        did: 'An called the roll.',
        expected: '`{expected}`, each name once.',
        happened: 'It was `{got}`, with {who} more than once.',
        look: 'Is `here` declared outside the handler? Then names of the last roll call are still in it. Each begins with an empty list.',
      },
      'silent-wrong': {
        did: 'An called the roll.',
        expected: '`silent` is `{expected}`.',
        happened: 'It was `{got}`.',
        look: 'Whoever times out is silent: write the name down right there. Each roll call begins with an empty list.',
      },
      'fell-over': {
        did: 'Somebody did not answer, answered late, or hung up during the roll call.',
        expected: 'The server goes on.',
        happened: 'The server fell over: `{name}: {message}`',
        look: 'When time is up, `emitWithAck` rejects. Catch it, with `try…catch` or `.catch`, or it takes the whole server down.',
      },
    },
  },
};
