/**
 * The lessons keep technical words in Latin letters; a reader may type them in Thai ones, each in their own spelling.
 * `ต่อเว็บซ็อคเก็ตยังไง` → `ต่อ WebSocket ยังไง`.
 */
import { SAME_SOUND } from '../components/glossary/filter.ts';

/** One spelling each; others are understood (below). Longer words stand before those that are part of them. */
const WORDS: readonly [thai: string, latin: string][] = [
  ['เว็บซ็อกเก็ต', 'WebSocket'],
  ['ซ็อกเก็ตไอโอ', 'Socket.IO'],
  ['ซ็อกเก็ต', 'Socket'],
  ['เซิร์ฟเวอร์', 'Server'],
  ['ไคลเอนต์', 'Client'],
  ['เบราว์เซอร์', 'Browser'],
  ['บราวเซอร์', 'Browser'],
  ['รีเควสต์', 'Request'],
  ['เรสพอนส์', 'Response'],
  ['แฮนด์เชก', 'Handshake'],
  ['เฮดเดอร์', 'Header'],
  ['เพย์โหลด', 'Payload'],
  ['แพ็กเก็ต', 'Packet'],
  ['เฟรม', 'Frame'],
  ['โพลลิง', 'Polling'],
  ['พร็อกซี', 'Proxy'],
  ['โพรโทคอล', 'Protocol'],
  ['อีเวนต์', 'Event'],
  ['คุกกี้', 'Cookie'],
  ['ไลบรารี', 'Library'],
  ['เรียลไทม์', 'Real-time'],
  ['ทรานสปอร์ต', 'Transport'],
  ['ฟอลแบ็ก', 'Fallback'],
  ['ฮาร์ตบีต', 'Heartbeat'],
  ['มาสก์กิง', 'Masking'],
  ['เนมสเปซ', 'Namespace'],
  ['เลเทนซี', 'Latency'],
  ['ออริจิน', 'Origin'],
  ['มิดเดิลแวร์', 'Middleware'],
  ['ไทม์เอาต์', 'Timeout'],
  ['ไฟร์วอลล์', 'Firewall'],
  ['แอ็ก', 'ack'],
];

/** Any of the letters that sound alike; the letter itself where it has no such company. */
function alike(letter: string): string {
  const one = SAME_SOUND.find(([letters, sound]) => letter === sound || letter.replace(letters, sound) !== letter);
  return one ? `[${one[1]}${one[0].source.slice(1, -1)}]` : letter;
}

/** A pattern for all spellings of a word: tone marks anywhere or nowhere, silenced and doubled letters or not. */
function spellings(thai: string): RegExp {
  const marks = '[\\u0e47-\\u0e4e]*';
  let source = '';
  let last = '';
  for (const [, silenced, letter = ''] of thai.matchAll(/([ก-ฮ])[ิุ]?์|([^\u0e47-\u0e4e])/g)) {
    if (silenced) source += `(?:${alike(silenced)}${marks})?`;
    else if (letter === last) source += `(?:${alike(letter)}${marks})?`;
    else source += alike(letter) + marks;
    last = letter;
  }
  return new RegExp(source, 'g');
}

const PATTERNS = WORDS.map(([thai, latin]) => [spellings(thai), ` ${latin} `] as const);

/** The text with its transliterated technical words in Latin letters, set apart by blanks; as it was where it has none. */
export function toLatin(text: string): string {
  if (!/[\u0e00-\u0e7f]/.test(text)) return text;
  const latin = PATTERNS.reduce((said, [pattern, word]) => said.replace(pattern, word), text);
  return latin === text ? text : latin.replace(/\s+/g, ' ').trim();
}
