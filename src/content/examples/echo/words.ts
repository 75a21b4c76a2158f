export const words = {
  th: { title: 'เสียงสะท้อน', about: 'Client พูดคำหนึ่ง Server ตอบกลับมาทาง ack' },
  en: { title: 'Echo', about: 'The client says a word; the server answers it through an ack.' },
};
