/** CodeMirror's own words, in Thai; in English it speaks by itself. */
import { EditorState, type Extension } from '@codemirror/state';
import type { Locale } from '../../line/demo.ts';

const THAI: Record<string, string> = {
  Find: 'หา',
  Replace: 'แทนด้วย',
  next: 'ถัดไป',
  previous: 'ก่อนหน้า',
  all: 'ทั้งหมด',
  'match case': 'ตัวเล็กใหญ่ต้องตรง',
  'by word': 'ทั้งคำ',
  regexp: 'regexp',
  replace: 'แทน',
  'replace all': 'แทนทั้งหมด',
  close: 'ปิด',
  'current match': 'ที่เจอตอนนี้',
  'replaced $ matches': 'แทนแล้ว $ ที่',
  'replaced match on line $': 'แทนแล้วที่บรรทัด $',
  'on line': 'ที่บรรทัด',
  'Go to line': 'ไปที่บรรทัด',
  go: 'ไป',
  'Folded lines': 'บรรทัดที่พับไว้',
  'Unfolded lines': 'บรรทัดที่กางออก',
  'folded code': 'โค้ดที่พับไว้',
  unfold: 'กางออก',
  'Fold line': 'พับ',
  'Unfold line': 'กาง',
  Completions: 'คำที่เติมให้ได้',
  Diagnostics: 'ปัญหา',
  'No diagnostics': 'ไม่มีปัญหา',
  'Selection deleted': 'ลบส่วนที่เลือกแล้ว',
};

export const phrases = (locale: Locale): Extension => (locale === 'th' ? EditorState.phrases.of(THAI) : []);
