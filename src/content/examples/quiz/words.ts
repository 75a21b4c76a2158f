export const words = {
  th: { title: 'ควิซ', about: 'Server ถือคำตอบและคะแนน Client แค่เลือก' },
  en: { title: 'A quiz', about: 'The server keeps the answers and the score; clients only choose.' },
};
