export const words = {
  th: { title: 'ข้อความส่วนตัว', about: 'ส่งถึงคนเดียวด้วย io.to(id) คนอื่นไม่ได้ยิน' },
  en: { title: 'Private messages', about: 'Send to one person with io.to(id); nobody else hears it.' },
};
