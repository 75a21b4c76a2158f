/** What hints say, in Thai. */
import type { HintWords } from './words.ts';

export const words: HintWords = {
  title: 'คำใบ้',
  code: 'ดูที่โค้ด',
  line: 'ดู packet บนสาย',
  term: 'คำนี้คืออะไร',
  dismiss: 'เก็บคำใบ้นี้ไป',
  hints: {
    'no-listener': {
      what: '`{event}` มาถึง {here} แล้ว แต่ไม่มีใครรอฟัง',
      why: 'event ที่ไม่มีคนฟังจะหายไปเงียบๆ ไม่มี error ไม่มีคำตอบ ส่วนใหญ่เพราะสองฝั่งสะกดชื่อไม่ตรงกัน',
      todo: 'เทียบชื่อใน `emit("{event}")` กับชื่อใน `socket.on(…)` ของอีกฝั่ง ทีละตัวอักษร ตัวเล็กตัวใหญ่ก็นับ',
    },
    'ack-nobody': {
      what: '{there} ส่ง `{event}` แล้วรอคำตอบ แต่ฝั่ง {here} ไม่มีใครฟัง',
      why: 'คนที่ตอบ (ack) คือ handler ไม่มี handler คำตอบก็ไม่มีวันมา `await` ไว้ก็รอไปตลอดชีวิต',
      todo: 'ใส่ `socket.on("{event}", (…, answer) => answer(…))` ที่ {here} แล้วถามด้วย `socket.timeout(5000)` จะได้ไม่รอฟรี',
    },
    'late-listener': {
      what: '`{event}` มาถึงก่อนที่จะมีคนฟัง',
      why: '{here} มัวรออย่างอื่นอยู่ แล้วค่อยเรียก `socket.on("{event}")` ทีหลัง อะไรที่มาระหว่างนั้นหายหมด',
      todo: 'เรียก `socket.on` ให้ครบก่อน ไว้บนสุดของ handler แล้วค่อย `await`',
    },
    'repeated-listener': {
      what: 'ที่ {here} มี handler ของ `{event}` ตัวเดียวกันซ้ำอยู่ {count} ตัว',
      why: 'มีการเรียก `on` ซ้ำ เช่นเรียกไว้ใน `connect` ซึ่งทำงานใหม่ทุกครั้งที่ต่อสายใหม่ handler ก็งอกขึ้นเรื่อยๆ event เดียวเลยถูกทำหลายรอบ',
      todo: 'เรียก `on("{event}")` ครั้งเดียว ไว้นอก handler ที่ทำงานซ้ำ หรือเอาตัวเก่าออกก่อนด้วย `off("{event}")`',
    },
    'ack-dropped': {
      what: '{here} ได้ `{event}` ที่ขอคำตอบมาด้วย แต่จะไม่มีคำตอบกลับไปแล้ว',
      why: 'handler ทำงานจบโดยไม่ได้เรียกฟังก์ชันที่อยู่ใน parameter ตัวสุดท้าย และไม่มีใครถือฟังก์ชันนั้นไว้อีกแล้ว',
      todo: 'เรียกให้ครบทุกทาง รวมถึงทางที่พลาดด้วย เช่น `answer({ ok: false })`',
    },
    'ack-missing': {
      what: 'handler ของ `{event}` ไปเรียกสิ่งที่ไม่ใช่ฟังก์ชัน และ parameter ตัวสุดท้ายของมันไม่มีใครส่งมา',
      why: 'มันรอ parameter {expected} ตัว แต่มาแค่ {got} เพราะ Client ไม่ได้ขอคำตอบ ตัวสุดท้ายเลยเป็น undefined',
      todo: 'ถามก่อนค่อยเรียก `if (typeof answer === "function") answer(…)` เพราะ Client จะส่งอะไรมาก็ได้ Server ต้องไม่ล้ม',
    },
    'ack-no-timeout': {
      what: '`io.emit("{event}", …)` ขอคำตอบจากทุกคน แต่ไม่ได้บอกว่าจะรอนานแค่ไหน',
      why: 'ไม่บอกเวลา callback จะมาทันที พร้อม error และไม่มีคำตอบของใครเลย',
      todo: 'บอกเวลาไปด้วย `io.timeout(5000).emit("{event}", …, (error, answers) => …)`',
    },
    'ack-left': {
      what: 'Client วางสายไปก่อนจะตอบ `{event}` แต่ Server ยังรอคำตอบนั้นอยู่ และจะรอไปตลอด',
      why: 'ไม่กำหนดเวลา `emitWithAck` ก็ไม่มีวันจบ ไม่มีใครบอกมันว่าอีกฝั่งไปแล้ว บรรทัดที่อยู่หลัง `await` เลยไม่ได้ทำงาน',
      todo: 'บอกว่าจะรอนานแค่ไหน `await socket.timeout(5000).emitWithAck("{event}")` แล้วดักด้วย `try … catch`',
    },
    'next-dropped': {
      what: 'Middleware (`{where}`) ทำงานจบโดยไม่ได้เรียก `next`',
      why: 'ถ้าไม่มีใครเรียก `next()` ก็ไม่มีอะไรเดินต่อ Client ค้างอยู่ตรงนั้น ไม่มี error ให้เห็น',
      todo: 'ให้ผ่านก็ `next()` ไม่ให้ผ่านก็ `next(new Error("…"))` ต้องเรียกให้ครบทุกทาง',
    },
    'gone-id': {
      what: 'ส่ง `{event}` ไปหา `{room}` ซึ่งเป็น id ของสายที่วางไปแล้ว',
      why: '`socket.id` เป็นชื่อของสายเส้นเดียว โหลดหน้าใหม่หรือต่อสายใหม่ คนเดิมก็ได้ id ใหม่',
      todo: 'ตั้ง id ของคนขึ้นมาเอง ให้ทุก socket ของเขา `join("user:" + id)` แล้วส่งเข้า Room นั้น',
    },
    'own-id': {
      what: '`socket.to(socket.id).emit("{event}")` ไม่ถึงใครเลย',
      why: '`socket.to(…)` เว้นคนส่งไว้เสมอ แต่ในห้องนั้นมีคนส่งอยู่คนเดียว',
      todo: 'ถ้าจะตอบคนส่งเอง ใช้ `socket.emit("{event}", …)`',
    },
    'to-empty': {
      what: '`to([])` ส่ง `{event}` ถึงทุกคน',
      why: 'ไม่ระบุห้องเลย แปลว่าไม่จำกัดห้อง ข้อความเลยไปหมดทุกคน',
      todo: 'ก่อนส่ง เช็กก่อนว่ารายชื่อห้องไม่ว่าง',
    },
    'room-type': {
      what: 'ส่ง `{event}` เข้าห้อง {room} แต่ห้องที่มีอยู่เป็นชื่อเดียวกันคนละชนิด',
      why: 'สำหรับ Room ตัวเลข `42` กับข้อความ `"42"` เป็นคนละห้อง',
      todo: 'ใช้ข้อความให้เหมือนกันทุกที่ `join(String(id))` กับ `to(String(id))`',
    },
    'lost-in-json': {
      what: 'ส่ง `{event}` ไปโดยมี {what} อยู่ข้างใน (ตรง {path}) ปลายทางจะได้แค่ object ว่าง',
      why: 'ข้อมูลเดินทางเป็น JSON ซึ่งไม่รู้จัก {what}',
      todo: 'ส่งเป็น array หรือ object ธรรมดาแทน เช่น `[...map]` `Object.fromEntries(map)` `error.message`',
    },
    'promise-emitted': {
      what: 'ส่ง `{event}` ไปทั้งที่ยังเป็น Promise (ตรง {path}) ปลายทางจะได้แค่ object ว่าง',
      why: 'ตอนที่ส่ง ค่ายังมาไม่ถึง',
      todo: 'รอให้ได้ค่าก่อน `socket.emit("{event}", await …)`',
    },
    circular: {
      what: 'ส่ง `{event}` ไม่ได้ เพราะข้อมูลวนกลับมาหาตัวเอง (ตรง {path})',
      why: 'ข้อมูลเดินทางเป็น JSON ซึ่งเขียนวงกลมไม่ได้',
      todo: 'เลือกส่งเฉพาะที่อีกฝั่งต้องใช้ ไม่ต้องส่งทั้ง object (และอย่าส่ง `socket` ทั้งตัว)',
    },
    'ping-timeout': {
      what: 'มี Client ไม่ตอบ ping ทันเวลา Server เลยวางสาย',
      why: 'หน้าของเขาหลับไป หรือกำลังยุ่งกับงานยาวๆ ฝั่ง Client จะเห็นเป็น `transport close`',
      todo: 'มือถือเป็นแบบนี้ทุกวัน พอ `connect` ใหม่ ให้ขอของที่อาจพลาดไปอีกรอบ',
    },
    burst: {
      what: 'event {count} อันที่ {here} emit ไว้ตอนสายขาด ถูกส่งออกไปพร้อมกันทีเดียว',
      why: 'ตอนไม่มีสาย `emit` จะเก็บไว้ใน `sendBuffer` พอต่อได้ก็ส่งหมด ไม่ว่าจะเก่าแค่ไหน',
      todo: 'ของที่เก่าแล้วไม่มีความหมาย ให้ถาม `socket.connected` ก่อน หรือใช้ `socket.volatile.emit("{event}")`',
    },
    'cors-never': {
      what: 'ไม่มี Browser ไหนส่ง origin แบบ `{origin}` บรรทัดนี้ของ `cors` เลยไม่ให้ใครเข้าสักคน',
      why: 'origin คือ scheme, host และ port (ถ้าไม่ใช่ port ปกติ) ไม่มี / ปิดท้าย ไม่มี path ไม่มีดอกจันปน',
      todo: 'เขียนแบบที่ Browser ส่ง เช่น `"http://localhost:5173"` ที่นี่ใช้ได้ทั้งสองแบบ แต่บน Server ของคุณเองจะโดนบล็อก',
    },
    'cors-blocked': {
      what: 'Server ตอบแล้ว แต่ Browser ไม่ยอมส่งคำตอบให้หน้าเว็บ นี่แหละ CORS',
      why: 'ถ้าใช้ `withCredentials: true` Server ต้องระบุ origin ของหน้านั้นตรงๆ จะเป็น `*` หรือไม่ใส่ `cors` เลยไม่ได้',
      todo: 'ไม่ได้ใช้ cookie ก็เอา `withCredentials` ออก ถ้าใช้ ใส่ `cors: { origin: "http://…", credentials: true }`',
    },
    'invalid-namespace': {
      what: 'Client ขอ namespace `{namespace}` แต่ Server ไม่มี',
      why: 'สิ่งที่ต่อท้ายที่อยู่ใน `io("{namespace}")` คือ namespace ไม่ใช่ path ของหน้าเว็บ',
      todo: 'สร้างที่ Server ด้วย `io.of("{namespace}")` หรือเรียก `io()` เฉยๆ ถ้าเป็นกลุ่มที่เกิดดับตลอด ใช้ Room ดีกว่า',
    },
    'refused-unheard': {
      what: 'Server ไม่ให้ {here} เข้า (“{message}”) แต่ไม่มีใครฟังอยู่',
      why: 'พอ Middleware ปฏิเสธ Client จะไม่ลองใหม่เอง',
      todo: 'ฟังด้วย `socket.on("connect_error", (error) => …)` แล้วตั้ง `socket.auth` ก่อนเรียก `socket.connect()`',
    },
    'wrong-path': {
      what: 'Client ไปเคาะที่ `{path}` แต่ Server นี้ไม่มี Socket.IO อยู่ตรงนั้น',
      why: 'ตัวเลือก `path` ต้องเหมือนกันทั้งสองฝั่ง และมันไม่ใช่ namespace',
      todo: 'ให้ `new Server` กับ `io()` ใช้ `path` เดียวกัน หรือไม่ต้องใส่ทั้งคู่',
    },
    'old-protocol': {
      what: 'Client พูด protocol รุ่น {protocol} แต่ Server นี้พูดรุ่น 4',
      why: 'Client ของ Socket.IO 2 คุยกับ Server รุ่น 3 ขึ้นไปไม่ได้',
      todo: 'ใช้รุ่นใหญ่เดียวกันทั้งสองฝั่ง',
    },
    'transport-unknown': {
      what: 'Client มาทาง `{transport}` แต่ Server นี้ไม่รับทางนั้น',
      why: '`transports` ของสองฝั่งไม่มีอันที่ตรงกันให้เริ่ม',
      todo: 'ไม่ต้องใส่ `transports` เลยทั้งสองฝั่ง หรือใส่ให้มีอย่างน้อยหนึ่งอันตรงกัน',
    },
    'too-large': {
      what: 'ข้อความใหญ่เกินที่ Server รับ Server เลยวางสาย ({how})',
      why: '`maxHttpBufferSize` จำกัดขนาดต่อหนึ่งข้อความ (บน Node 1 MB ที่นี่ไม่เกิน 100 KB)',
      todo: 'ส่งทีละน้อย หั่นเป็นชิ้น หรืออัปโหลดไฟล์ทาง HTTP',
    },
    'handler-threw': {
      what: 'event เดียวทำให้ Server ล้มทั้งตัว ทุกคนหลุดหมด',
      why: 'error ที่ไม่มีใครรับจะจบทั้งโปรแกรม บน Node จริงๆ ก็เป็นแบบนี้',
      todo: 'เช็กสิ่งที่ Client ส่งมาก่อนใช้ และดักส่วนที่อาจพลาดด้วย `try { … } catch { … }` รวมถึงรอบๆ `await`',
    },
  },
};
