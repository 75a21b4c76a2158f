import type { DemoWords } from '../../line/demo.ts';
import type { Text } from './words.ts';

export const words: DemoWords = {
  title: 'วิทยุสื่อสารกับโทรศัพท์ เทียบกันคำต่อคำ',
  start: 'เปิดทั้งสองทาง',
  invite: 'กดเปิด แล้ว Server จะพูดเองทั้งสองทาง ทางไหนถึงคุณก่อน?',
  caption: 'คำเดียวกันสองทาง ทางวิทยุ (HTTP) คำของ Server ต้องรอจนมีคนถาม ทางโทรศัพท์ (WebSocket) พูดสวนกันได้เลย',
  options: {
    pace: {
      label: 'Server พูดเอง',
      values: { '700': 'รัวๆ ทุก 0.7 วินาที', '1500': 'เรื่อยๆ ทุก 1.5 วินาที', off: 'เงียบ จนกว่าจะสั่ง' },
    },
    delay: {
      label: 'หน่วงสาย',
      values: { '0': 'ไม่หน่วง', '200': '200 ms ต่อขา', '500': '500 ms ต่อขา' },
      note: 'เป็นความขัดข้องที่เราใส่เอง โดนเท่ากันทั้งสองทาง',
    },
  },
};

export const text: Text = {
  radio: 'วิทยุสื่อสาร',
  phone: 'โทรศัพท์',
  radioWire: 'HTTP',
  phoneWire: 'WebSocket',
  wordLabel: 'คำที่อยากพูด',
  first: 'ฮัลโหล',
  say: 'พูดทั้งสองทาง',
  hold: 'กดค้าง พูดไม่หยุด',
  over: '“เปลี่ยน”',
  talk: 'ให้ Server พูด',
  recorded: 'นี่คือบันทึก เลยยังพูดแทรกไม่ได้ พอสายกลับมาสดแล้วค่อยลองพูดเอง',
  fault: 'หน่วง +{ms} ms ต่อขา',
  queue: ['ไม่มีคำรอ', '{n} คำรออยู่', '{n} คำรออยู่'],
  open: 'สายเปิดอยู่',
  crossed: 'สวนกัน',
  ask: 'GET เปลี่ยน',
  spoke: 'POST {text}',
  answer: ['200 ว่าง', '200 · {n} คำ', '200 · {n} คำ'],
  stats: {
    serverDelay: 'คำของ Server ถึงคุณใน',
    readerDelay: 'คำของคุณถึง Server ใน',
    bytes: 'บนสาย ต่อหนึ่งข้อความ',
    crossings: 'สวนกันกลางทาง',
  },
  handshake: 'บวก Handshake ครั้งเดียว {bytes}',
  figure: {
    radio: 'ทางวิทยุ HTTP: ถามตอบกัน {turns} รอบ ตอนนี้มี {queue} คำของ Server รออยู่',
    phone: 'ทางโทรศัพท์ WebSocket: {flights} ข้อความ สวนกันกลางทาง {crossings} คู่',
  },
  tell: {
    waited: 'Server พูด “{text}” แต่ต้องรอ {waited} กว่าจะมีคนถาม',
    waits: 'Server พูด “{text}” ยังรอให้มีคนถาม',
    speaks: { client: 'คุณ พูด “{text}” ', server: 'Server พูด “{text}” ' },
    took: 'ถึงใน {took}',
    way: 'ยังเดินทางอยู่',
    turn: { say: 'คุณพูด “{text}” ด้วย POST ', ask: 'คุณบอก “เปลี่ยน” ด้วย GET ' },
    brings: ['คำตอบพามา 0 คำ', 'คำตอบพามา {n} คำ', 'คำตอบพามา {n} คำ'],
    none: 'ยังไม่มีคำตอบ',
  },
};
