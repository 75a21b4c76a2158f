export const words = {
  th: { title: 'เคอร์เซอร์สด', about: 'ขยับนิ้วหรือเมาส์ คนอื่นเห็นทันที ส่งไม่เกิน 20 ครั้งต่อวินาที' },
  en: { title: 'Live cursors', about: 'Move a finger or the mouse and the others see it, at most 20 times a second.' },
};
