/**
 * Secrets in heads, blanked at equal length before anything leaves the recorder: a page may see its own line's bytes,
 * but an HttpOnly cookie must stay what its name says. The bytes on the wire are untouched.
 */
const SECRET = new Set(['cookie', 'set-cookie', 'authorization', 'proxy-authorization']);
const COLON = 58;
const STAR = 42;
const CR = 13;
const LF = 10;

/** A copy of a whole head in which secret values are stars; the same bytes where there are none. */
export function redactHead(head: Uint8Array): Uint8Array {
  let copy: Uint8Array | undefined;
  let line = 0;
  let secret = false;
  while (line < head.length) {
    let end = head.indexOf(LF, line);
    if (end < 0) end = head.length;
    const colon = head.indexOf(COLON, line);
    // A folded line (it begins with white space) continues the value before it.
    const folded = head[line] === 32 || head[line] === 9;
    if (!folded) secret = colon > line && colon < end && SECRET.has(Buffer.from(head.subarray(line, colon)).toString('latin1').trim().toLowerCase());
    if (secret) {
      copy ??= Uint8Array.from(head);
      const from = folded ? line : head[colon + 1] === 32 ? colon + 2 : colon + 1;
      const to = head[end - 1] === CR ? end - 1 : end;
      copy.fill(STAR, from, to);
    }
    line = end + 1;
  }
  return copy ?? head;
}
