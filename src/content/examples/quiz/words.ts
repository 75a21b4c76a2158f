export const words = {
  th: { title: 'ควิซทั้งห้อง', about: 'ใส่ชื่อ กดเริ่ม แล้วตอบพร้อมกัน Server ถือคำตอบ จับเวลา และนับคะแนน' },
  en: { title: 'A quiz for the class', about: 'Give a name, press start and answer together; the server keeps the answers, the time and the score.' },
};
