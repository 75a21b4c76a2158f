export const words = {
  th: { title: 'เวลาจาก Server', about: 'Server บอกเวลาทุกวินาทีโดยไม่มีใครถาม' },
  en: { title: 'Server time', about: 'The server tells the time each second, unasked.' },
};
