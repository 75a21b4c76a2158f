export const words = {
  th: { title: 'แชตแยกห้อง', about: 'เข้าห้องไหน ก็ได้ยินเฉพาะห้องนั้น ลองให้ Client สองคนอยู่ห้องเดียวกัน แล้วย้ายคนละห้อง' },
  en: { title: 'Chat with rooms', about: 'You hear only the room that you are in. Put two clients in one room, then move one of them.' },
};
