import type { ExerciseWords } from '../../../playground/exercise/words.types.ts';

export const words: Record<'th' | 'en', ExerciseWords> = {
  th: {
    about: 'ออเดอร์มาซ้ำกี่รอบ ก็ทำก๋วยเตี๋ยวแค่ชามเดียว',
    task: [
      'ร้านนี้รับ `order` ที่มี `{ id, dish }` แล้วบอกครัวด้วย `cook` ฝั่ง Client ตั้ง `retries` ไว้ ถ้าไม่ได้ ack มันจะส่งออเดอร์เดิม `id` เดิมมาอีก รวมถึงหลังสายขาดแล้วต่อใหม่ ตอนนี้ลูกค้าสั่งหนึ่ง ครัวทำสอง',
      'แก้ `server.js` ให้แต่ละ `id` ส่ง `cook` ไปครัวครั้งเดียว ไม่ว่าจะมาซ้ำบนสายเดิมหรือสายใหม่ และทุกครั้งที่มาต้องได้ ack `{ ok: true, total }` โดย `total` คือจำนวนออเดอร์ที่ไม่ซ้ำทั้งร้าน',
    ],
    steps: {
      cooks: 'สองออเดอร์เมนูเดียวกัน ได้สองชาม',
      'same-line': 'ส่งซ้ำบนสายเดิม ไม่ทำซ้ำ',
      'after-cut': 'สายขาดก่อน ack ถึง ส่งใหม่แล้วไม่ทำซ้ำ',
      'after-many': 'ต่อใหม่หลายรอบ สั่งหนึ่งก็ยังได้หนึ่ง',
    },
    messages: {
      'order-unanswered': {
        did: 'ลูกค้าสั่งออเดอร์ {id} และขอ ack',
        expected: 'ACK ว่ารับแล้ว',
        happened: 'ไม่มี ACK มา',
        look: 'packet นี้คือออเดอร์ ดูว่า handler เรียก ack ทุกทางไหม',
      },
      'not-cooked': {
        did: 'ลูกค้าสั่งออเดอร์แรก {id} ได้ ack แล้ว',
        expected: 'ครัวได้ `cook` ของ {id}',
        happened: 'บนสายของครัวไม่มี `cook` มาเลย',
        look: 'packet นี้คือออเดอร์ ดูว่าหลังจากนั้นส่ง `cook` ไปหาใคร `socket.emit` ถึงแค่คนสั่ง ส่วนครัวเป็นอีกสายหนึ่ง `io.emit` ถึงทุกคน',
      },
      'more-than-one': {
        did: 'ลูกค้าสั่ง {id} ครั้งเดียว',
        expected: 'ครัวได้ `cook` ครั้งเดียว',
        happened: 'ครัวได้ {times} ครั้ง',
        look: 'นี่คือ `cook` ครั้งที่สอง emit ไว้สองที่ หรือมี listener เพิ่มขึ้นทุกครั้งที่มีคนต่อเข้ามาหรือเปล่า `on` ของอย่างอื่นที่ไม่ใช่ `socket` ต้องเรียกนอก `connection`',
      },
      'cook-wrong': {
        did: 'ลูกค้าสั่ง แล้วครัวได้ `cook`',
        expected: 'ครัวได้ออเดอร์ทั้งอัน `{expected}`',
        happened: 'ได้ `{got}`',
        look: 'ดูข้อมูลหลังชื่อ event ใน packet นี้ ครัวต้องรู้ทั้ง `id` และ `dish`',
      },
      swallowed: {
        did: 'ลูกค้าสั่งออเดอร์ใหม่ {id} เมนูเดียวกับออเดอร์ก่อน',
        expected: 'ครัวได้ `cook` ของ {id}',
        happened: 'ครัวไม่ได้อะไรเลย',
        look: 'สั่งเมนูเดิมอีกชามไม่ใช่ของซ้ำ สิ่งที่บอกว่าซ้ำคือ `id` ไม่ใช่ `dish`',
      },
      'wrong-total': {
        did: 'ลูกค้าสั่งของ แล้วดู ack',
        expected: '`{expected}`',
        happened: 'ได้ `{got}`',
        look: '`total` คือจำนวนออเดอร์ที่ไม่ซ้ำของทั้งร้าน ของที่มาซ้ำไม่ทำให้มันเพิ่ม ส่วนของลูกค้าคนอื่นต้องนับด้วย และ `ok` เป็น `true` ทุกครั้ง เพราะออเดอร์มาถึงแล้วจริงๆ',
      },
      'cooked-twice': {
        did: 'Som ส่งออเดอร์ {id} ซ้ำบนสายเดิม เหมือนที่ `retries` ทำเวลารอ ack ไม่ไหว',
        expected: 'ครัวได้ `cook` ครั้งเดียว',
        happened: 'ครัวได้ {times} ครั้ง',
        look: 'นี่คือ `cook` ครั้งที่สองบนสายของครัว จำ `id` ที่ทำไปแล้วไว้ แล้วเช็กก่อนทำ',
      },
      raced: {
        did: 'Som ส่งออเดอร์ {id} สองครั้งติดกัน โดยไม่รอ ack ของครั้งแรก',
        expected: 'ครัวได้ `cook` ครั้งเดียว',
        happened: 'ครัวได้ {times} ครั้ง',
        look: 'นี่คือ `cook` ครั้งที่สอง ถ้ามี `await` อยู่ระหว่างตอนเช็กกับตอนจด ครั้งที่สองจะแทรกเข้ามาทันก่อนจด จดก่อนแล้วค่อยรอ',
      },
      forgot: {
        did: 'Nok สั่ง {id} สายขาดตอน ack กำลังเดินทาง พอต่อใหม่ Client ก็ส่ง {id} มาอีกครั้ง',
        expected: 'ครัวได้ `cook` ครั้งเดียว',
        happened: 'ครัวได้ {times} ครั้ง',
        look: 'สายใหม่คือ `socket` ใหม่ อะไรที่จำไว้ข้างใน `connection` หรือใน `socket` หายไปกับสายเก่า ย้ายความจำออกมาข้างนอก',
      },
      'repeat-unanswered': {
        did: 'ออเดอร์ {id} มาถึงเป็นครั้งที่สอง',
        expected: 'ไม่ทำซ้ำ แต่ตอบ ack',
        happened: 'ไม่ทำซ้ำก็จริง แต่ไม่ตอบด้วย',
        look: 'packet นี้ไม่มีใครตอบ คนส่งรู้แค่ว่า ack แรกหาย ถ้าเราเงียบ เขาจะส่งมาเรื่อยๆ จนยอมแพ้ แล้วบอกผู้ใช้ว่าสั่งไม่สำเร็จ',
      },
      'not-back': {
        did: 'สายของ Nok ถูกตัด แล้วต่อใหม่',
        expected: 'Server รับสายใหม่',
        happened: 'Nok กลับเข้ามาไม่ได้',
        look: 'ดู packet สุดท้ายบนสาย Server ปฏิเสธคนที่เคยมาแล้วหรือเปล่า',
      },
      'more-with-each': {
        did: 'Nok ต่อใหม่สามรอบ แล้วสั่ง {id} ครั้งเดียว',
        expected: 'ครัวได้ `cook` ครั้งเดียว',
        happened: 'ครัวได้ {times} ครั้ง',
        look: 'มี listener เพิ่มขึ้นทุกครั้งที่มีคนต่อเข้ามาไหม อะไรที่ลงทะเบียนไว้นอก `socket` ต้องถอนตอน `disconnect`',
      },
    },
  },
  en: {
    about: 'However often an order arrives, it is one bowl of noodles.',
    task: [
      'This shop takes an `order` with `{ id, dish }` and tells the kitchen to `cook`. The clients have `retries` set: as long as no ack came they send the same order with the same `id` again, also after the line broke and was redialled. For now the guest orders one, and the kitchen cooks two.',
      'Change `server.js` so that each `id` is sent to the kitchen as `cook` once, whether it comes again on the same line or on a new one. Each time it comes it is acknowledged with `{ ok: true, total }`, where `total` counts the different orders of the whole shop.',
    ],
    steps: {
      cooks: 'Two orders of one dish are two bowls',
      'same-line': 'Sent twice on one line, cooked once',
      'after-cut': 'Sent again because the ack was lost, cooked once',
      'after-many': 'After many reconnects one order is still one',
    },
    messages: {
      'order-unanswered': {
        did: 'A guest sent the order {id} and asked for an ack.',
        expected: 'An ACK that it was taken.',
        happened: 'No ACK came.',
        look: 'This packet is the order. Does the handler call its ack on every way out?',
      },
      'not-cooked': {
        did: 'A guest sent the first order, {id}, and got an ack.',
        expected: 'The kitchen gets a `cook` for {id}.',
        happened: 'There is no `cook` on the kitchen’s line.',
        look: 'This packet is the order. Whom do you send the `cook` to after it? `socket.emit` reaches only who ordered, and the kitchen is another line; `io.emit` reaches everybody.',
      },
      'more-than-one': {
        did: 'A guest sent the order {id} once.',
        expected: 'The kitchen gets one `cook`.',
        happened: 'The kitchen got {times}.',
        look: 'This is the second `cook`. Is it emitted in two places, or is a listener added with each connection? `on` of anything but the `socket` belongs outside `connection`.',
      },
      'cook-wrong': {
        did: 'A guest ordered, and the kitchen got a `cook`.',
        expected: 'The kitchen gets the whole order, `{expected}`.',
        happened: 'It was `{got}`.',
        look: 'See what stands after the event’s name in this packet: the kitchen needs both `id` and `dish`.',
      },
      swallowed: {
        did: 'A guest sent a new order, {id}, of the same dish as the one before.',
        expected: 'The kitchen gets a `cook` for {id}.',
        happened: 'The kitchen got nothing.',
        look: 'Another bowl of the same dish is no repeat. What tells a repeat is the `id`, not the `dish`.',
      },
      'wrong-total': {
        did: 'A guest ordered and looked at the ack.',
        expected: '`{expected}`',
        happened: 'It was `{got}`.',
        look: '`total` counts the different orders of the whole shop: what comes again does not add to it, what other guests order does. And `ok` is `true` each time, because the order did arrive.',
      },
      'cooked-twice': {
        did: 'Som sent the order {id} again on the same line, as `retries` does when no ack came in time.',
        expected: 'The kitchen gets one `cook`.',
        happened: 'The kitchen got {times}.',
        look: 'This is the second `cook` on the kitchen’s line. Remember each `id` that was dealt with, and look before you cook.',
      },
      raced: {
        did: 'Som sent the order {id} twice in a row, without waiting for the first one’s ack.',
        expected: 'The kitchen gets one `cook`.',
        happened: 'The kitchen got {times}.',
        look: 'This is the second `cook`. With an `await` between looking and writing down, the second order slips in before the first one is written down. Write it down first, then wait.',
      },
      forgot: {
        did: 'Nok ordered {id}; the line broke while the ack was on its way; after the reconnect the client sent {id} again.',
        expected: 'The kitchen gets one `cook`.',
        happened: 'The kitchen got {times}.',
        look: 'A new line is a new `socket`: what you remember inside `connection` or on the `socket` is gone with the old one. Move the memory out.',
      },
      'repeat-unanswered': {
        did: 'The order {id} arrived for the second time.',
        expected: 'It is not cooked again, but acknowledged.',
        happened: 'It was not cooked, and not answered either.',
        look: 'Nobody answers this packet. All the sender knows is that the first ack was lost; if you are silent it sends until it gives up, and tells its user that the order failed.',
      },
      'not-back': {
        did: 'Nok’s line was cut and redialled.',
        expected: 'The server takes the new line.',
        happened: 'Nok does not get back in.',
        look: 'See the last packet on the line. Does the server turn away who was here before?',
      },
      'more-with-each': {
        did: 'Nok reconnected three times, then ordered {id} once.',
        expected: 'The kitchen gets one `cook`.',
        happened: 'The kitchen got {times}.',
        look: 'Is a listener added with each connection? What you register anywhere but on the `socket` has to be taken off at `disconnect`.',
      },
    },
  },
};
