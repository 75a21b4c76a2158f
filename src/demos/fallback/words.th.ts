import type { DemoWords } from '../../line/demo.ts';
import type { Text } from './words.ts';

/** เดโม fallback เป็นภาษาไทย */
export const words: DemoWords = {
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
};

export const text: Text = {
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
};
