/** How Sec-WebSocket-Accept follows from Sec-WebSocket-Key, step by step (RFC 6455 §1.3 and §4.2.2). */
import { toBase64 } from '../trace/pack.ts';
import { sha1 } from './sha1.ts';

/** The fixed text that shows the server knows WebSocket (RFC 6455 §1.3). */
export const WEBSOCKET_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

export interface AcceptSteps {
  key: string;
  guid: string;
  /** Step 1: key and GUID, one after the other. */
  joined: string;
  /** Step 2: SHA-1 of that, 20 bytes. */
  digest: Uint8Array;
  /** Step 3: the digest in base64, 28 characters. */
  accept: string;
}

/** `key` is the header's value as it stands (base64 text, not decoded), without surrounding spaces. */
export function acceptSteps(key: string): AcceptSteps {
  const joined = key + WEBSOCKET_GUID;
  const digest = sha1(new TextEncoder().encode(joined));
  return { key, guid: WEBSOCKET_GUID, joined, digest, accept: toBase64(digest) };
}
