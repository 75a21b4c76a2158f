import type { ExerciseWords } from '../../../playground/exercise/words.types.ts';

export const words: Record<'th' | 'en', ExerciseWords> = {
  th: {
    about: 'หลังร้านเข้าได้เฉพาะคนมี token หน้าร้านเปิดให้ทุกคน',
    task: [
      'ร้านนี้มีหน้าร้านที่ Namespace `/` กับหลังร้านที่ `/staff` ตอนนี้ใครก็เดินเข้าหลังร้านได้ ทั้งที่มีรายชื่อ token อยู่แล้วใน `staff`',
      'แก้ `server.js` ให้ `/staff` รับเฉพาะคนที่ `auth.token` อยู่ในรายชื่อ คนอื่นต้องโดนปฏิเสธตั้งแต่หน้าประตู ด้วย error ข้อความ `not authorized` และ `data` เป็น `{ code: "bad-token" }` ส่วนหน้าร้านยังเปิดเหมือนเดิม และ `whoami` ต้องตอบชื่อเจ้าของ token',
    ],
    steps: {
      'shop-open': 'หน้าร้านเปิดให้ทุกคน',
      opens: 'คนมี token เข้าหลังร้านได้',
      refuses: 'token ผิด โดนปฏิเสธที่ประตู',
      'odd-tokens': 'ไม่มี token หรือ token แปลกๆ ก็เข้าไม่ได้',
      'knows-who': 'whoami ตอบชื่อถูกคน',
    },
    messages: {
      'shop-closed': {
        did: 'ลูกค้าคนหนึ่งเดินเข้าหน้าร้าน Namespace `/` โดยไม่มี token',
        expected: 'เข้าได้',
        happened: 'โดนปฏิเสธ `{got}`',
        look: 'packet นี้ขึ้นต้นด้วย `44` คือ CONNECT_ERROR ของหน้าร้าน `io.use` เฝ้า `/` ส่วนหลังร้านต้องเป็น `io.of("/staff").use`',
      },
      'no-welcome': {
        did: 'ลูกค้าเข้าหน้าร้านแล้ว',
        expected: 'ได้ event `welcome`',
        happened: 'ไม่มี `welcome` มา',
        look: 'โค้ดส่วนหน้าร้านยังอยู่ครบไหม',
      },
      'kept-out': {
        did: '{name} เข้าหลังร้านด้วย token `{token}` ซึ่งอยู่ในรายชื่อ',
        expected: 'เข้าได้',
        happened: 'เข้าไม่ได้ `{got}`',
        look: 'ถ้าผ่านแล้วต้องเรียก `next()` เปล่าๆ หนึ่งครั้ง',
      },
      'no-orders': {
        did: '{name} เข้าหลังร้านด้วย token ที่ถูก',
        expected: 'ได้ event `orders`',
        happened: 'ไม่มี `orders` มา',
        look: 'โค้ดใน `connection` ของ `/staff` ยังอยู่ครบไหม',
      },
      'let-in': {
        did: '{who} ขอเข้า `/staff` ด้วย token `{token}` ซึ่งไม่มีในรายชื่อ',
        expected: 'CONNECT_ERROR (`44/staff,…`)',
        happened: 'Server ตอบ `40/staff,…` แปลว่าเชิญเข้ามาแล้ว',
        look: 'ต้องตรวจก่อนถึง `connection` ที่ของสิ่งนั้นคือ middleware: `io.of("/staff").use((socket, next) => …)`',
      },
      'in-and-out': {
        did: '{who} ขอเข้า `/staff` ด้วย token `{token}` ซึ่งไม่มีในรายชื่อ',
        expected: 'โดนปฏิเสธที่ประตู (`44/staff,…`)',
        happened: 'เข้ามาได้ก่อน (`40/staff,…`) แล้วค่อยโดนไล่ออก (`41/staff,`)',
        look: 'ใน `connection` ช้าไปแล้ว เขาอยู่ข้างในและไม่รู้ด้วยว่าโดนไล่เพราะอะไร ย้ายการตรวจไปไว้ใน `use`',
      },
      'no-answer': {
        did: '{who} ขอเข้า `/staff` ด้วย token `{token}`',
        expected: 'คำปฏิเสธที่บอกเหตุผล (`44/staff,…`)',
        happened: 'Server เงียบ เขายืนรออยู่หน้าประตู',
        look: 'packet นี้คือคำขอ ไม่มีอะไรตอบกลับมา middleware ต้องเรียก `next` ทุกทาง ถ้าไม่ให้เข้าก็ `next(error)`',
      },
      'why-missing': {
        did: 'คนที่ไม่มีสิทธิ์ขอเข้า `/staff`',
        expected: '`{expected}`',
        happened: 'ได้ `{got}`',
        look: 'ข้อความมาจาก `new Error("…")` ส่วนรายละเอียดใส่ที่ `error.data` ก่อนส่งให้ `next`',
      },
      'wrong-name': {
        did: 'Ploy อยู่หลังร้านแล้วถาม `whoami`',
        expected: '`{expected}`',
        happened: 'ได้ `{got}`',
        look: 'เก็บชื่อไว้ใน `socket.data` ตอนตรวจ token ตัวแปรที่อยู่นอก handler จะโดนคนถัดไปทับ',
      },
    },
  },
  en: {
    about: 'The back room is for those with a token; the shop is open to all.',
    task: [
      'This shop has its front in the namespace `/` and its back room in `/staff`. For now anybody can walk into the back room, although there is a list of tokens in `staff`.',
      'Change `server.js` so that `/staff` takes in only those whose `auth.token` is on the list. All others are refused at the door, with an error that says `not authorized` and whose `data` is `{ code: "bad-token" }`. The shop stays open as it is, and `whoami` answers with the name that belongs to the token.',
    ],
    steps: {
      'shop-open': 'The shop is open to everybody',
      opens: 'Who has a token gets into the back room',
      refuses: 'A wrong token is refused at the door',
      'odd-tokens': 'So are no token, and strange ones',
      'knows-who': 'whoami gives the right name',
    },
    messages: {
      'shop-closed': {
        did: 'A customer came to the shop, the namespace `/`, without a token.',
        expected: 'They are let in.',
        happened: 'They were refused: `{got}`',
        look: 'This packet begins with `44`: a CONNECT_ERROR of the shop itself. `io.use` guards `/`; for the back room it is `io.of("/staff").use`.',
      },
      'no-welcome': {
        did: 'A customer came into the shop.',
        expected: 'They get the event `welcome`.',
        happened: 'No `welcome` came.',
        look: 'Is the shop’s own part of the code still there?',
      },
      'kept-out': {
        did: '{name} came to the back room with `{token}`, which is on the list.',
        expected: '{name} is let in.',
        happened: 'It did not happen: `{got}`',
        look: 'Whoever may pass needs one call of `next()`, with nothing in it.',
      },
      'no-orders': {
        did: '{name} came into the back room with the right token.',
        expected: '{name} gets the event `orders`.',
        happened: 'No `orders` came.',
        look: 'Is the code in `connection` of `/staff` still there?',
      },
      'let-in': {
        did: '{who} asked for `/staff` with the token `{token}`, which is not on the list.',
        expected: 'A CONNECT_ERROR (`44/staff,…`).',
        happened: 'The server answered `40/staff,…`, which means: come in.',
        look: 'It must be looked at before `connection`. The place for that is a middleware: `io.of("/staff").use((socket, next) => …)`.',
      },
      'in-and-out': {
        did: '{who} asked for `/staff` with the token `{token}`, which is not on the list.',
        expected: 'A refusal at the door (`44/staff,…`).',
        happened: '{who} was let in first (`40/staff,…`), then thrown out (`41/staff,`).',
        look: 'In `connection` it is too late: they were inside, and don’t even learn why they had to go. Look at the token in `use`.',
      },
      'no-answer': {
        did: '{who} asked for `/staff` with the token `{token}`.',
        expected: 'A refusal that says why (`44/staff,…`).',
        happened: 'The server says nothing; {who} stands at the door and waits.',
        look: 'This packet asked, and nothing answers it. A middleware calls `next` on every way out: `next(error)` for those who may not pass.',
      },
      'why-missing': {
        did: 'Somebody who may not come in asked for `/staff`.',
        expected: '`{expected}`',
        happened: 'It was `{got}`.',
        look: 'The message comes from `new Error("…")`; the rest goes into `error.data` before you give it to `next`.',
      },
      'wrong-name': {
        did: 'Ploy, in the back room, asked `whoami`.',
        expected: '`{expected}`',
        happened: 'The answer was `{got}`.',
        look: 'Keep the name in `socket.data` when you look at the token. A variable outside the handler belongs to whoever came last.',
      },
    },
  },
};
