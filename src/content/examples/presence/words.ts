export const words = {
  th: { title: 'ใครอยู่บ้าง', about: 'รายชื่อคนที่ต่ออยู่ตอนนี้ เปิดแท็บเพิ่มแล้วปิด ดูชื่อมาและไป' },
  en: { title: 'Presence', about: 'Who is connected now. Open another tab, then close it, and watch the list.' },
};
