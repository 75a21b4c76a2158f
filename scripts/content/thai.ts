/** Technical words that Thai text keeps in Latin letters, and the transliterations that they replace. */

export const THAI = /[\u0e00-\u0e7f]/;

/** Spellings vary, so each row is a pattern. Words that Thai has made its own (ไบต์, โค้ด, ลิงก์, เดโม, อัปเกรด) are not here. */
const WORDS: readonly [pattern: RegExp, instead: string][] = [
  [/เว็บ\s?ซ็?อก?เก็?[ตท]/g, 'WebSocket'],
  [/(?<!เว็บ\s?)ซ็?อกเก็?[ตท]/g, 'Socket'],
  [/ไคลเอ็?น[ตท]์/g, 'Client'],
  [/เซิร?์?ฟเวอร์/g, 'Server'],
  [/เอช\s?ที\s?ที\s?พี/g, 'HTTP'],
  [/แฮนด์?\s?เช[กค]/g, 'Handshake'],
  [/เฮดเดอร์/g, 'Header'],
  [/เพย์?โหลด/g, 'Payload'],
  [/แพ็?[กค]เก็?[ตจ]/g, 'Packet'],
  [/โพลล?ิงก?์?/g, 'Polling'],
  [/เรียล\s?ไทม์/g, 'Real-time'],
  [/รีเคว[สซ]ต์?/g, 'Request'],
  [/เรสพอนส์/g, 'Response'],
  [/เ?บราว์?เซอร์/g, 'Browser'],
  [/พร็?อกซี่?/g, 'Proxy'],
  [/อีเวน[ตท]์/g, 'Event'],
  [/โปรโตคอล|โพรโทคอล/g, 'Protocol'],
];

/** Transliterated technical words in a text, in order of the list. */
export function transliterations(text: string): { word: string; instead: string }[] {
  return WORDS.flatMap(([pattern, instead]) => [...text.matchAll(pattern)].map((match) => ({ word: match[0], instead })));
}
