export const words = {
  th: { title: 'โอเอกซ์', about: 'ผู้เล่นสองคน คนอื่นดู Server เป็นคนตัดสินว่าเดินได้ไหม' },
  en: { title: 'Tic-tac-toe', about: 'Two play, the others watch; the server decides which moves count.' },
};
