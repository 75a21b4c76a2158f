/** The fallback demo's words. What the shell shows is `DemoWords`; what only this figure says is `text`. */
import type { DemoWords, Locale } from '../../line/demo.ts';
import type { Ended, Outcome, StepName } from './model.ts';

export const words: Record<Locale, DemoWords> = {
  th: {
    title: 'โทรด้วย io() แล้วลองพังทางของ WebSocket ดู',
    start: 'เรียก io()',
    invite: 'เลือก Network กับ transports แล้วกดเรียก io() สายจะเริ่มตรงนี้',
    caption: 'ลำดับทั้งหมดของ io() ตั้งแต่ Request แรก ทั้ง HTTP และ Frame บนเส้นเวลาเดียวกัน และข้อความไหนไปทางไหน',
    options: {
      network: {
        label: 'Network',
        values: {
          open: 'ปกติ',
          'refuse-400': 'ตอบ Upgrade ด้วย 400',
          'refuse-403': 'ตอบ Upgrade ด้วย 403',
          strip: 'Proxy ลบ header Upgrade',
          hang: 'รับ Upgrade แล้วเงียบ',
        },
        note: 'ความขัดข้องนี้เกิดกับสายของคุณคนเดียว คนอื่นไม่รู้สึกอะไร',
      },
      transports: {
        label: 'transports',
        values: {
          default: 'io() เฉยๆ (ค่าเริ่มต้น)',
          websocket: '["websocket"]',
          'websocket-polling': '["websocket", "polling"]',
          'try-all': '["websocket", "polling"] + tryAllTransports',
        },
      },
    },
  },
  en: {
    title: 'Dial with io(), then break the way for WebSocket',
    start: 'Call io()',
    invite: 'Pick a network and transports, then call io(). The line begins here.',
    caption: 'The whole sequence of io() from its first request, HTTP and frames on one time line, and which message went which way.',
    options: {
      network: {
        label: 'Network',
        values: {
          open: 'lets everything through',
          'refuse-400': 'answers the upgrade with 400',
          'refuse-403': 'answers the upgrade with 403',
          strip: 'a proxy strips the Upgrade header',
          hang: 'takes the upgrade, says nothing',
        },
        note: 'This fault is on your line alone. Nobody else feels it.',
      },
      transports: {
        label: 'transports',
        values: {
          default: 'io() as it is (default)',
          websocket: '["websocket"]',
          'websocket-polling': '["websocket", "polling"]',
          'try-all': '["websocket", "polling"] + tryAllTransports',
        },
      },
    },
  },
};

interface Text {
  stepsTitle: string;
  steps: Record<StepName, (p: Record<string, string | number>) => string>;
  carriedTitle: string;
  yours: string;
  theirs: string;
  by: { polling: string; websocket: string };
  message(n: number, from: string, by: string, arrived: boolean): string;
  outcome: Record<Outcome, string>;
  /** `never`, where nobody answered at all. */
  silent: string;
  /** The table of what the reader has tried: its title, what to do with it, its columns, and how a run ended. */
  tried: string;
  triedHint: string;
  networks: Record<string, string>;
  ended: Record<Ended, string>;
  untried: string;
  count(sent: number, arrived: number): string;
  sum(exchanges: number, bytes: string): string;
}

export const text: Record<Locale, Text> = {
  th: {
    stepsTitle: 'เกิดอะไรขึ้นบ้าง',
    steps: {
      'ask-open': (p) => (p.refused ? 'tryAllTransports เลยหันมาลองทางถัดไป: GET ธรรมดา transport=polling' : 'Client เริ่มด้วย GET ธรรมดา transport=polling ยังไม่แตะ WebSocket เลย'),
      open: () => 'Server ตอบ Packet open ของ Engine.IO: 0{…} มี sid และบอกว่า upgrades ไปทางไหนได้',
      join: () => 'Client ขอเข้า namespace / ด้วย Packet CONNECT ของ Socket.IO: 40',
      joined: () => 'Server รับ: 40{"sid":…} ตรงนี้เองที่ event connect เกิด',
      'ask-upgrade': () => 'Client แอบลองทาง WebSocket คู่กันไป: GET transport=websocket พร้อม sid เดิม',
      'ask-websocket': (p) => (p.attempt === 1 ? 'Client ขอ WebSocket ตั้งแต่ Request แรก ไม่ผ่าน polling' : `เว้นจังหวะแล้วลองใหม่ ครั้งที่ ${p.attempt} ก็ยังขอ WebSocket เหมือนเดิม`),
      switched: () => '101 Switching Protocols สาย WebSocket เปิดแล้ว',
      refused: (p) => (p.stripped ? `Header Upgrade หายไปกลางทาง Server เลยเห็นแค่ GET แปลกๆ แล้วตอบ ${p.status} ทาง WebSocket ถูกปิด` : `Network ตอบ ${p.status} เอง Socket.IO บน Server ไม่รู้เรื่องด้วยเลย ทาง WebSocket ถูกปิด`),
      unanswered: () => 'ไม่มีใครตอบ Request นี้เลย มันยังรออยู่',
      probe: () => 'Client ส่ง 2probe ถามว่าทางนี้ใช้ได้จริงไหม',
      'probe-answer': () => 'Server ตอบ 3probe ใช้ได้!',
      noop: () => 'GET ที่ค้างอยู่ถูกปล่อยด้วย Packet noop: 6 จะได้เลิก polling',
      upgrade: () => 'Client ส่ง 5 จากนี้ทุกอย่างไปทาง WebSocket',
      'first-event': (p) => `event แรกข้ามสาย ไปทาง ${p.by}`,
    },
    carriedTitle: 'ข้อความไหนไปทางไหน',
    yours: 'ของคุณ (say)',
    theirs: 'ของ Server (tick)',
    by: { polling: 'polling', websocket: 'WebSocket' },
    message: (n, from, by, arrived) => `${from} ข้อความที่ ${n} ไปทาง ${by} ${arrived ? 'ถึงแล้ว' : 'ยังไม่ถึง'}`,
    outcome: {
      'under-way': 'กำลังดูอยู่…',
      upgraded: 'เริ่มด้วย polling แล้วอัปเกรดเป็น WebSocket สำเร็จ แอปของคุณไม่ต้องทำอะไรเลย',
      'stayed-polling': 'ทาง WebSocket ถูกปิด Socket.IO เลยอยู่กับ polling ต่อ ทุกข้อความยังถึงเหมือนเดิม',
      'probe-unanswered': 'Upgrade เงียบหาย แต่ polling ทำงานไปเรื่อยๆ แอปไม่รู้สึกอะไร',
      'websocket-at-once': 'ได้ WebSocket ตั้งแต่ Request แรก ไม่มี polling เลย',
      'fell-back': 'WebSocket ไม่ได้ tryAllTransports เลยลอง polling ต่อให้ แล้วจะอยู่กับ polling ไปตลอด ไม่กลับมาลองอัปเกรดอีก',
      never: 'ต่อไม่ได้เลย และจะลอง WebSocket ซ้ำไปเรื่อยๆ ไม่ถอยไป polling เอง',
    },
    silent: 'ไม่มีใครตอบ แต่ก็ไม่มีอะไรล้มเหลว เลยไม่มีใครถอย พอครบ timeout (ค่าเริ่มต้น 20 วินาที) ก็ขอ WebSocket ใหม่ วนไปแบบนี้ tryAllTransports ก็ช่วยไม่ได้',
    tried: 'ลองแล้วเป็นยังไง',
    triedHint: 'หนึ่งช่องคือหนึ่งรอบที่คุณกด ลองเติมให้ครบ แล้วดูว่าแถวไหนมีทางถอย',
    networks: { open: 'ปกติ', 'refuse-400': '400', 'refuse-403': '403', strip: 'ลบหัว', hang: 'เงียบ' },
    ended: { polling: 'polling', websocket: 'WebSocket', never: 'ต่อไม่ได้' },
    untried: 'ยังไม่ได้ลอง',
    count: (sent, arrived) => `ส่ง ${sent} ข้อความ ถึง ${arrived} ข้อความ${sent === arrived ? ' ไม่หายสักข้อความ' : ''}`,
    sum: (exchanges, bytes) => `HTTP ${exchanges} รอบ · ${bytes} รวมสองทาง`,
  },
  en: {
    stepsTitle: 'What happened',
    steps: {
      'ask-open': (p) => (p.refused ? 'So tryAllTransports turns to the next one: a plain GET, transport=polling.' : 'The client begins with a plain GET, transport=polling. No WebSocket yet.'),
      open: () => 'The server answers with the Engine.IO open packet, 0{…}: a sid, and where an upgrade could lead.',
      join: () => 'The client asks to join namespace / with a Socket.IO CONNECT packet: 40.',
      joined: () => 'The server lets it in: 40{"sid":…}. This is the moment of the connect event.',
      'ask-upgrade': () => 'Beside it, the client tries the WebSocket way: GET transport=websocket with the same sid.',
      'ask-websocket': (p) => (p.attempt === 1 ? 'The client asks for a WebSocket with its very first request. No polling before it.' : `After a pause it tries again, attempt ${p.attempt}: a WebSocket once more.`),
      switched: () => '101 Switching Protocols: the WebSocket is open.',
      refused: (p) => (p.stripped ? `The Upgrade header was lost on the way, so the server sees an odd GET and answers ${p.status}. The WebSocket way is closed.` : `The network itself answers ${p.status}; Socket.IO on the server never hears of it. The WebSocket way is closed.`),
      unanswered: () => 'Nobody ever answers this request. It is still waiting.',
      probe: () => 'The client sends 2probe: does this way really work?',
      'probe-answer': () => 'The server answers 3probe: it does.',
      noop: () => 'The GET that was still waiting is let go with a noop packet, 6, so that polling can end.',
      upgrade: () => 'The client sends 5. From here on everything goes by WebSocket.',
      'first-event': (p) => `The first event crosses, by ${p.by}.`,
    },
    carriedTitle: 'Which message went which way',
    yours: 'Yours (say)',
    theirs: 'The server’s (tick)',
    by: { polling: 'polling', websocket: 'WebSocket' },
    message: (n, from, by, arrived) => `${from}, message ${n}, by ${by}, ${arrived ? 'arrived' : 'not arrived yet'}`,
    outcome: {
      'under-way': 'Watching…',
      upgraded: 'It began with polling and upgraded to WebSocket. Your app had to do nothing.',
      'stayed-polling': 'The WebSocket way was closed, so Socket.IO stayed on polling. Every message still arrived.',
      'probe-unanswered': 'The upgrade got no answer, and polling simply went on. The app never felt it.',
      'websocket-at-once': 'A WebSocket from the first request on. No polling at all.',
      'fell-back': 'No WebSocket, so tryAllTransports tried polling next. It will stay on polling: it never asks to upgrade again.',
      never: 'It never got through, and it will try WebSocket again and again. It does not fall back to polling by itself.',
    },
    silent: 'Nobody answers, but nothing fails either, so nothing falls back. After its timeout (20 s by default) it asks for a WebSocket again, and so on. Even tryAllTransports does not help here.',
    tried: 'What you have tried so far',
    triedHint: 'Each cell is one of your runs. Fill them all, and see which rows have a way back.',
    networks: { open: 'open', 'refuse-400': '400', 'refuse-403': '403', strip: 'strip', hang: 'silent' },
    ended: { polling: 'polling', websocket: 'WebSocket', never: 'never connected' },
    untried: 'not tried yet',
    count: (sent, arrived) => `${sent} messages sent, ${arrived} arrived${sent === arrived ? ': none lost' : ''}`,
    sum: (exchanges, bytes) => `${exchanges} HTTP exchange${exchanges === 1 ? '' : 's'} · ${bytes} both ways`,
  },
};
