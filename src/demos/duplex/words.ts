/** The duplex demo's words. What the shell shows is `words`; what only this figure says is `text`; what is spoken, `speech`. */
import type { DemoWords, Locale } from '../../line/demo.ts';

export const words: Record<Locale, DemoWords> = {
  th: {
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
  },
  en: {
    title: 'The walkie-talkie and the phone, word for word',
    start: 'Open both',
    invite: 'Open both, and the server talks on its own. Which way reaches you first?',
    caption: 'The same words two ways: by radio (HTTP) the server’s words wait until someone asks; by phone (WebSocket) both ends talk at once.',
    options: {
      pace: {
        label: 'The server talks',
        values: { '700': 'fast, every 0.7 s', '1500': 'calmly, every 1.5 s', off: 'only when told to' },
      },
      delay: {
        label: 'Delay',
        values: { '0': 'none added', '200': '200 ms each way', '500': '500 ms each way' },
        note: 'A fault that we put on your line. Both ways suffer it alike.',
      },
    },
  },
};

export interface Text {
  radio: string;
  phone: string;
  /** Under the figure's name: what it is on the wire. */
  radioWire: string;
  phoneWire: string;
  wordLabel: string;
  say: string;
  hold: string;
  over: string;
  talk: string;
  /** Where the reader can't act, because this is a recording. */
  recorded: string;
  fault(ms: number): string;
  queue(n: number): string;
  open: string;
  crossed: string;
  /** On tickets. */
  ask: string;
  spoke(text: string): string;
  answer(n: number): string;
  stats: { serverDelay: string; readerDelay: string; bytes: string; crossings: string };
  handshake(bytes: string): string;
  figure: { radio(queue: number, turns: number): string; phone(flights: number, crossings: number): string };
  /** Lines of the transcript, for readers who can't see the figure. */
  tell: {
    waits(text: string, waited: string | undefined): string;
    flight(from: 'client' | 'server', text: string, took: string | undefined): string;
    turn(kind: 'say' | 'ask', text: string, told: number | undefined): string;
  };
}

const nWords = (n: number) => `${n} word${n === 1 ? '' : 's'}`;

export const text: Record<Locale, Text> = {
  th: {
    radio: 'วิทยุสื่อสาร',
    phone: 'โทรศัพท์',
    radioWire: 'HTTP',
    phoneWire: 'WebSocket',
    wordLabel: 'คำที่อยากพูด',
    say: 'พูดทั้งสองทาง',
    hold: 'กดค้าง พูดไม่หยุด',
    over: '“เปลี่ยน”',
    talk: 'ให้ Server พูด',
    recorded: 'นี่คือบันทึก เลยยังพูดแทรกไม่ได้ พอสายกลับมาสดแล้วค่อยลองพูดเอง',
    fault: (ms) => `หน่วง +${ms} ms ต่อขา`,
    queue: (n) => (n === 0 ? 'ไม่มีคำรอ' : `${n} คำรออยู่`),
    open: 'สายเปิดอยู่',
    crossed: 'สวนกัน',
    ask: 'GET เปลี่ยน',
    spoke: (text) => `POST ${text}`,
    answer: (n) => (n === 0 ? '200 ว่าง' : `200 · ${n} คำ`),
    stats: {
      serverDelay: 'คำของ Server ถึงคุณใน',
      readerDelay: 'คำของคุณถึง Server ใน',
      bytes: 'บนสาย ต่อหนึ่งข้อความ',
      crossings: 'สวนกันกลางทาง',
    },
    handshake: (bytes) => `บวก Handshake ครั้งเดียว ${bytes}`,
    figure: {
      radio: (queue, turns) => `ทางวิทยุ HTTP: ถามตอบกัน ${turns} รอบ ตอนนี้มี ${queue} คำของ Server รออยู่`,
      phone: (flights, crossings) => `ทางโทรศัพท์ WebSocket: ${flights} ข้อความ สวนกันกลางทาง ${crossings} คู่`,
    },
    tell: {
      waits: (text, waited) => (waited ? `Server พูด “${text}” แต่ต้องรอ ${waited} กว่าจะมีคนถาม` : `Server พูด “${text}” ยังรอให้มีคนถาม`),
      flight: (from, text, took) => `${from === 'client' ? 'คุณ' : 'Server'} พูด “${text}” ${took ? `ถึงใน ${took}` : 'ยังเดินทางอยู่'}`,
      turn: (kind, text, told) =>
        `${kind === 'say' ? `คุณพูด “${text}” ด้วย POST` : 'คุณบอก “เปลี่ยน” ด้วย GET'} ${told === undefined ? 'ยังไม่มีคำตอบ' : `คำตอบพามา ${told} คำ`}`,
    },
  },
  en: {
    radio: 'Walkie-talkie',
    phone: 'Phone call',
    radioWire: 'HTTP',
    phoneWire: 'WebSocket',
    wordLabel: 'Your word',
    say: 'Say it both ways',
    hold: 'Hold to keep talking',
    over: '“Over”',
    talk: 'Make the server talk',
    recorded: 'This is a recording, so you can’t cut in. When the line is live again, you can.',
    fault: (ms) => `delay +${ms} ms each way`,
    queue: (n) => (n === 0 ? 'nothing waits' : `${n} waiting`),
    open: 'the line is open',
    crossed: 'crossing',
    ask: 'GET over',
    spoke: (text) => `POST ${text}`,
    answer: (n) => (n === 0 ? '200 empty' : `200 · ${nWords(n)}`),
    stats: {
      serverDelay: 'The server’s words reach you in',
      readerDelay: 'Your words reach the server in',
      bytes: 'On the wire, each message',
      crossings: 'Crossed in mid-air',
    },
    handshake: (bytes) => `and one handshake of ${bytes}`,
    figure: {
      radio: (queue, turns) => `By radio, HTTP: ${turns} requests and answers; ${nWords(queue)} of the server’s waiting now`,
      phone: (flights, crossings) => `By phone, WebSocket: ${flights} messages, ${crossings} pairs crossed in mid-air`,
    },
    tell: {
      waits: (text, waited) => (waited ? `The server says “${text}”; it waits ${waited} until someone asks` : `The server says “${text}”; it is still waiting for someone to ask`),
      flight: (from, text, took) => `${from === 'client' ? 'You say' : 'The server says'} “${text}”; ${took ? `it arrives in ${took}` : 'it is under way'}`,
      turn: (kind, text, told) =>
        `${kind === 'say' ? `You say “${text}” with a POST` : 'You say “over” with a GET'}; ${told === undefined ? 'no answer yet' : `the answer brings ${nWords(told)}`}`,
    },
  },
};

/** What is said on the line: the reader's first two words when they let the demo run, the server's when made to speak, and a stream while a button is held. */
export const speech: Record<Locale, { reader: readonly string[]; server: readonly string[]; stream: readonly string[] }> = {
  th: {
    reader: ['ฮัลโหล', 'ได้ยินไหม'],
    server: ['ว่าไง', 'ฟังอยู่', 'จริงดิ', 'แล้วไงต่อ', 'อือฮึ'],
    stream: ['หนึ่ง', 'สอง', 'สาม', 'สี่', 'ห้า', 'หก', 'เจ็ด', 'แปด', 'เก้า', 'สิบ'],
  },
  en: {
    reader: ['hello', 'you there?'],
    server: ['yes?', 'listening', 'really?', 'go on', 'mm-hm'],
    stream: ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  },
};
