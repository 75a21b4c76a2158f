export const words = {
  th: { title: 'กระดานวาดรูป', about: 'วาดด้วยนิ้วหรือเมาส์พร้อมกัน คนที่มาทีหลังเห็นเส้นเก่าทั้งหมด' },
  en: { title: 'A drawing board', about: 'Draw together, by finger or mouse; who comes late sees all the earlier strokes.' },
};
