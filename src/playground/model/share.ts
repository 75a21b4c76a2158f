/**
 * A whole program in a link: the files as JSON, deflated, as base64url behind `#code=`. The part after `#` is never sent
 * to a server. What a link holds is anybody's: it is read with bounds, checked, and never run by itself.
 */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { asFiles, MAX_PROGRAM_BYTES, type Files } from './files.ts';

const MARK = '#code=';
/** Longest text of a link that is looked at, characters: a whole program in base64. */
const LONGEST = Math.ceil((MAX_PROGRAM_BYTES * 4) / 3) + 1000;
/** JSON needs at most six characters for one of the text. */
const MOST_JSON = MAX_PROGRAM_BYTES * 6 + 1000;
/** Packed bytes that are opened at a time: at most about 1 MB comes of them before the size is looked at. */
const STEP = 1024;

/** The link's part behind the page's address. */
export function toHash(files: Files): string {
  return MARK + toBase64Url(deflateSync(strToU8(JSON.stringify({ v: 1, files })), { level: 9 }));
}

/** `none`: no program in this hash. `broken`: it cannot be read, is too large, or is no program. */
export function fromHash(hash: string): { files: Files; id: string } | 'none' | 'broken' {
  if (!hash.startsWith(MARK)) return 'none';
  const text = hash.slice(MARK.length);
  if (text.length > LONGEST || !/^[A-Za-z0-9_-]+$/.test(text)) return 'broken';
  try {
    const parsed = JSON.parse(strFromU8(inflate(fromBase64Url(text)))) as { v?: unknown; files?: unknown };
    const files = parsed.v === 1 ? asFiles(parsed.files) : undefined;
    return files ? { files, id: `shared-${fingerprint(text)}` } : 'broken';
  } catch {
    return 'broken';
  }
}

/** Opens what was deflated, a step at a time, so that a small link cannot fill the memory. Throws where it is too large. */
function inflate(packed: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  let whole = false;
  const stream = new Inflate((part, final) => {
    size += part.length;
    if (size > MOST_JSON) throw new RangeError('too large');
    parts.push(part);
    whole ||= final;
  });
  for (let at = 0; at < packed.length; at += STEP) stream.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
  if (!whole) throw new RangeError('cut off');
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
const fromBase64Url = (text: string): Uint8Array => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));

/** FNV-1a, 32 bits twice: tells shared programs apart on this device. Protects nothing. */
function fingerprint(text: string): string {
  return [0x811c9dc5, 0x01000193]
    .map((seed) => {
      let hash = seed;
      for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
      return hash.toString(36);
    })
    .join('');
}
