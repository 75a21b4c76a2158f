export const words = {
  th: { title: 'กระดานวาดรูป', about: 'วาดด้วยกัน คนที่มาทีหลังได้เส้นเก่าทั้งหมด' },
  en: { title: 'A drawing board', about: 'Draw together; who comes late gets all the earlier lines.' },
};
