export const words = {
  th: { title: 'โอเอกซ์', about: 'เล่นกันสองคน คนที่สามดู พอมีคนออกก็ได้นั่งแทน Server เป็นคนตัดสินว่าเดินได้ไหม' },
  en: { title: 'Tic-tac-toe', about: 'Two play, a third watches and takes the next free seat; the server decides which moves count.' },
};
