import type { ExerciseWords } from '../../../playground/exercise/words.types.ts';

export const words: Record<'th' | 'en', ExerciseWords> = {
  th: {
    about: 'พูดในห้องไหน ได้ยินแค่ห้องนั้น',
    task: [
      'Client ส่ง `join` พร้อมชื่อห้องเพื่อเข้าห้อง แล้วส่ง `say` เพื่อพูด ตอนนี้ใครพูดอะไรก็ได้ยินกันหมดทุกห้อง',
      'แก้ `server.js` ให้ `message` ไปถึงทุกคนในห้องเดียวกับคนพูด รวมคนพูดเองด้วย เป็น `{ room, text }` คนห้องอื่นต้องไม่ได้ยิน แต่ละคนอยู่ได้ทีละห้อง เข้าห้องใหม่ก็ออกจากห้องเก่า ส่วนคนที่ยังไม่เข้าห้องไหนเลย พูดไปก็ไม่มีใครได้ยิน',
    ],
    steps: {
      joins: 'เข้าห้องแล้วได้คำตอบเป็นชื่อห้อง',
      heard: 'คนในห้องได้ยิน คนพูดก็ได้ยิน',
      'no-leak': 'คนห้องอื่นไม่ได้ยิน',
      moves: 'ย้ายห้องแล้ว ไม่ได้ยินห้องเก่า',
      lobby: 'ยังไม่เข้าห้อง พูดไปไม่มีใครได้ยิน',
    },
    messages: {
      'join-unanswered': {
        did: '{who} ส่ง `join` ขอเข้าห้อง {room}',
        expected: 'ACK ที่บอกว่าเข้าห้องแล้ว',
        happened: 'ไม่มี ACK มา',
        look: 'handler ของ `join` เรียก `ack` หรือยัง',
      },
      'join-wrong': {
        did: '{who} ส่ง `join` ขอเข้าห้อง {room}',
        expected: 'คำตอบที่มี `room` เป็นชื่อห้องนั้น',
        happened: 'ได้ `{got}`',
        look: 'ดูข้อมูลใน packet ที่ขึ้นต้นด้วย `43`',
      },
      missed: {
        did: 'มีคนในห้อง {room} พูดว่า “{text}”',
        expected: '{who} ซึ่งอยู่ห้องเดียวกัน ได้ `message`',
        happened: 'Server จัดการเสร็จแล้ว แต่สายของ {who} ไม่มี `message` นี้',
        look: 'packet นี้คือตอนที่พูด ดูว่าหลังจากนั้น Server ส่งไปห้องไหน และ {who} อยู่ในห้องนั้นจริงไหม',
      },
      'other-event': {
        did: 'มีคนในห้องพูดว่า “{text}”',
        expected: '{who} ได้ event `message`',
        happened: '{who} ได้ event `{event}` แทน',
        look: 'ดูชื่อ event ใน packet นี้ ชื่อห้องใส่ใน `to(…)` ส่วนชื่อ event ต้องตรงกับที่ Client ฟังอยู่ คือ `message`',
      },
      'sender-missed': {
        did: '{who} พูดว่า “{text}” ในห้อง {room}',
        expected: '{who} ได้ยินเสียงตัวเองด้วย',
        happened: 'คนอื่นในห้องได้หมด ยกเว้น {who}',
        look: 'ดูบนสายของ {who} หลังพูดแล้วไม่มีอะไรกลับมา `socket.to(room)` เว้นคนส่งไว้เสมอ ส่วน `io.to(room)` ไม่เว้นใคร',
      },
      'message-wrong': {
        did: 'มีคนพูดในห้องที่ {who} อยู่',
        expected: '{who} ได้ `{expected}`',
        happened: 'ได้ `{got}`',
        look: 'ดูข้อมูลหลังชื่อ event ใน packet นี้',
      },
      leaked: {
        did: 'มีคนในห้อง {room} พูดว่า “{text}”',
        expected: 'ได้ยินแค่คนในห้อง {room}',
        happened: '{who} ซึ่งไม่ได้อยู่ห้องนี้ ได้ยินด้วย',
        look: 'packet นี้ไม่ควรอยู่บนสายของ {who} `io.emit` ส่งถึงทุกคน อยากเจาะห้องต้องบอกห้องก่อนด้วย `to`',
      },
      twice: {
        did: 'มีคนในห้องพูดว่า “{text}” หนึ่งครั้ง',
        expected: '{who} ได้ `message` หนึ่งครั้ง',
        happened: '{who} ได้ {times} ครั้ง',
        look: 'ดูว่า emit ซ้ำหลายทางไหม `to` ต่อกันหลายห้องใน emit เดียวจะถึงคนละครั้งเดียว',
      },
      'still-there': {
        did: '{who} ย้ายจาก {old} ไป {room} แล้วมีคนใน {old} พูดว่า “{text}”',
        expected: '{who} ไม่ได้ยินห้องเก่าแล้ว',
        happened: '{who} ยังได้ยินอยู่',
        look: '`join` ไม่ได้พาออกจากห้องเดิม ต้อง `leave` เอง จำไว้ด้วยว่าอยู่ห้องไหน เช่นใน `socket.data`',
      },
      'fell-out': {
        did: '{who} อยู่ห้อง {room} อยู่แล้ว กด `join` ห้องเดิมซ้ำ แล้วพูดว่า “{text}”',
        expected: '{who} ยังอยู่ในห้อง และได้ยินเสียงตัวเอง',
        happened: 'ไม่มี `message` กลับมา {who} หลุดจากห้องไปแล้ว',
        look: 'ดูลำดับ ถ้า `join` ก่อนแล้วค่อย `leave` ห้องเก่า พอห้องเก่ากับห้องใหม่เป็นห้องเดียวกัน ก็เท่ากับออกจากห้องที่เพิ่งเข้า',
      },
      'lobby-leaked': {
        did: 'Dao ซึ่งยังไม่เข้าห้องไหน พูดว่า “{text}”',
        expected: 'ไม่มีใครได้ยิน',
        happened: '{who} ได้ยิน',
        look: 'ถ้ายังไม่มีห้อง อย่าส่งเลย ระวังรายชื่อห้องที่ว่างด้วย `io.to([])` แปลว่าส่งถึงทุกคน และห้องที่ทุกคนถูกจับใส่ไว้ตั้งแต่แรก ก็ไม่ใช่ห้องที่เขาเลือกเข้า',
      },
      'lobby-echo': {
        did: 'Dao ซึ่งยังไม่เข้าห้องไหน พูดว่า “{text}”',
        expected: 'ไม่มีใครได้ยิน แม้แต่ Dao เอง',
        happened: '{who} ได้ยินเสียงตัวเอง',
        look: 'ใน `socket.rooms` มี id ของสายนั้นเองอยู่เสมอ เป็นห้องส่วนตัวที่มีอยู่คนเดียว ต้องไม่นับ และห้องที่ทุกคนถูกจับใส่ไว้ตั้งแต่แรก ก็ไม่ใช่ห้องที่เขาเลือกเข้า ถ้ายังไม่มีห้อง อย่าส่งเลย',
      },
      'fell-in-lobby': {
        did: 'Dao ซึ่งยังไม่เข้าห้องไหน พูดขึ้นมา',
        expected: 'ไม่มีใครได้ยิน แล้ว Server ก็ไปต่อ',
        happened: 'Server ล้ม: `{name}: {message}`',
        look: 'คนที่ยังไม่มีห้องก็พูดได้ แค่ไม่มีใครฟัง ถ้าไม่มีห้องก็ `return` ไปเฉยๆ error ที่ไม่มีใครรับจะล้มทั้ง Server คนในทุกห้องหลุดหมด',
      },
    },
  },
  en: {
    about: 'What is said in a room is heard in that room.',
    task: [
      'A client sends `join` with the name of a room to enter it, and `say` to speak. For now everybody hears everything, whatever room they are in.',
      'Change `server.js` so that `message` reaches everyone in the speaker’s room, the speaker included, as `{ room, text }`, and nobody else. A client is in one room at a time: entering another leaves the one before. Whoever has not entered any room speaks to nobody.',
    ],
    steps: {
      joins: 'Entering a room is answered with its name',
      heard: 'The room hears it, and so does the speaker',
      'no-leak': 'Other rooms hear nothing',
      moves: 'Who has moved no longer hears the old room',
      lobby: 'Without a room, nobody hears you',
    },
    messages: {
      'join-unanswered': {
        did: '{who} sent `join` for the room {room}.',
        expected: 'An ACK that tells {who} is in.',
        happened: 'No ACK came.',
        look: 'Does the handler of `join` call its `ack`?',
      },
      'join-wrong': {
        did: '{who} sent `join` for the room {room}.',
        expected: 'An answer whose `room` is that name.',
        happened: 'The answer was `{got}`.',
        look: 'See the data in the packet that begins with `43`.',
      },
      missed: {
        did: 'Somebody in {room} said “{text}”.',
        expected: '{who}, who is in the same room, gets the `message`.',
        happened: 'The server has dealt with it, and there is no such `message` on {who}’s line.',
        look: 'In this packet it was said. Which room does the server send to after that, and is {who} really in it?',
      },
      'other-event': {
        did: 'Somebody in the room said “{text}”.',
        expected: '{who} gets the event `message`.',
        happened: '{who} got the event `{event}` instead.',
        look: 'See the event’s name in this packet. The room goes into `to(…)`; the event is called what the clients listen for, `message`.',
      },
      'sender-missed': {
        did: '{who} said “{text}” in {room}.',
        expected: '{who} hears it too.',
        happened: 'Everyone in the room got it, except {who}.',
        look: 'On {who}’s line nothing comes back after this packet. `socket.to(room)` always leaves the sender out; `io.to(room)` leaves out nobody.',
      },
      'message-wrong': {
        did: 'Somebody spoke in the room that {who} is in.',
        expected: '{who} gets `{expected}`.',
        happened: 'It was `{got}`.',
        look: 'See what stands after the event’s name in this packet.',
      },
      leaked: {
        did: 'Somebody in {room} said “{text}”.',
        expected: 'Only {room} hears it.',
        happened: '{who}, who is not in that room, heard it too.',
        look: 'This packet should not be on {who}’s line. `io.emit` goes to everybody; name the room first, with `to`.',
      },
      twice: {
        did: 'Somebody in the room said “{text}”, once.',
        expected: '{who} gets one `message`.',
        happened: '{who} got it {times} times.',
        look: 'Is it emitted in more than one way? Several rooms joined by `to` in a single emit reach each client once.',
      },
      'still-there': {
        did: '{who} moved from {old} to {room}; then somebody in {old} said “{text}”.',
        expected: '{who} no longer hears the old room.',
        happened: '{who} still hears it.',
        look: '`join` does not take you out of the room before: call `leave`. Remember who is where, in `socket.data` for one.',
      },
      'fell-out': {
        did: '{who}, who is in {room}, sent `join` for the same room once more, then said “{text}”.',
        expected: '{who} is still in the room, and hears it.',
        happened: 'No `message` came back: {who} has dropped out of the room.',
        look: 'Mind the order: with `join` first and `leave` of the old room after it, whoever enters the same room again leaves what they just entered.',
      },
      'lobby-leaked': {
        did: 'Dao, who is in no room, said “{text}”.',
        expected: 'Nobody hears it.',
        happened: '{who} heard it.',
        look: 'Without a room, don’t send at all. Beware of an empty list: `io.to([])` means everybody. And a room that everyone is put into at the start is none that they chose.',
      },
      'lobby-echo': {
        did: 'Dao, who is in no room, said “{text}”.',
        expected: 'Nobody hears it, not even Dao.',
        happened: '{who} heard it.',
        look: '`socket.rooms` always holds the socket’s own id: a room of its own, with nobody else in it. Leave that one out, and any that everyone is put into at the start: nobody chose it. Without a room, don’t send at all.',
      },
      'fell-in-lobby': {
        did: 'Dao, who is in no room, said something.',
        expected: 'Nobody hears it, and the server goes on.',
        happened: 'The server fell over: `{name}: {message}`',
        look: 'Whoever has no room may speak; only nobody listens. Without a room, just `return`: an error that nobody catches takes the server down for every room.',
      },
    },
  },
};
