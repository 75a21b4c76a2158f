export const words = {
  th: { title: 'กำลังพิมพ์…', about: 'บอกคนอื่นว่าเรากำลังพิมพ์อยู่ ด้วย volatile: หายไปบ้างก็ไม่เป็นไร' },
  en: { title: 'Typing indicator', about: 'Tells the others that you are typing, with volatile: losing one does no harm.' },
};
