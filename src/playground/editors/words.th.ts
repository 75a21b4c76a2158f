/** What the code pane says of its editors, in Thai. */
import type { EditorWords } from './words.ts';

export const words: EditorWords = {
  monaco: 'ตัวช่วยแบบเต็ม',
  monacoAbout: 'ใช้ Monaco: เติมโค้ดให้ บอก parameter และเตือนจุดที่ผิดตั้งแต่ยังไม่รัน โหลดครั้งแรกราว 2 MB',
  loading: 'กำลังโหลด…',
  failed: 'โหลด Monaco ไม่สำเร็จ เขียนต่อในตัวนี้ได้เลย แล้วค่อยลองใหม่',
  format: 'จัดโค้ด',
  escape: {
    codemirror: 'ปุ่ม Tab ใช้ย่อหน้า ถ้าจะออกจากช่องเขียนด้วยคีย์บอร์ด กด Escape แล้วตามด้วย Tab',
    monaco: 'ปุ่ม Tab ใช้ย่อหน้า ถ้าจะออกจากช่องเขียนด้วยคีย์บอร์ด กด Ctrl+M (บน Mac กด Ctrl+Shift+M) แล้วตามด้วย Tab กดซ้ำเพื่อให้ Tab กลับมาย่อหน้า ตัวช่วยของ Monaco เองพูดได้บางส่วนเป็นภาษาอังกฤษ',
  },
  events: { reserved: 'Socket.IO ส่งให้เอง', hears: '{file} ส่งมา', sends: '{file} รอฟังอยู่' },
  findings: {
    member: 'ไม่มีอะไรชื่อ “{word}” ในตัวนี้ ลองดูว่าสะกดถูกไหม',
    export: 'โมดูลนี้ไม่มี “{word}” ให้ import ลองดูว่าสะกดถูกไหม',
    arguments: 'จำนวนค่าที่ส่งให้ฟังก์ชันไม่ตรงกับที่มันรับ',
    type: 'ชนิดของค่าไม่ตรงกับที่ตรงนี้ต้องการ',
    twice: 'ชื่อ “{word}” ประกาศไว้แล้ว ตั้งชื่อใหม่ หรือลบออกอันหนึ่ง',
    stripped: 'ที่นี่แค่ตัด type ทิ้งแล้วรันเลย enum กับ namespace จึงใช้ไม่ได้ ใช้ const กับ object ธรรมดาแทน',
    typed: 'ไฟล์นี้เป็น JavaScript แต่ตรงนี้เป็นไวยากรณ์ของ TypeScript ลบ type ออก แล้วจะรันได้',
  },
};
