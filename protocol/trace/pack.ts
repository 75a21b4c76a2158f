/**
 * Trace events as one string and one byte buffer, so that a batch is one Socket.IO attachment
 * (receivers accept at most ten, socket.io-parser 4.2.6), and as JSON for recordings.
 */
import type { Json, Recording, Take, TraceEvent } from './event.ts';

/** Packs events: `head` is JSON in which bytes are `[offset, length]` into `bytes`. */
export function packEvents(events: readonly TraceEvent[]): { head: string; bytes: Uint8Array } {
  let size = 0;
  for (const event of events) if (event.kind === 'bytes') size += event.bytes.length;
  const bytes = new Uint8Array(size);
  let at = 0;
  const head = events.map((event) => {
    if (event.kind !== 'bytes') return event;
    bytes.set(event.bytes, at);
    const range = [at, event.bytes.length];
    at += event.bytes.length;
    return { ...event, bytes: range };
  });
  return { head: JSON.stringify(head), bytes };
}

/** The inverse of `packEvents`. Trusts its input: both ends are ours. */
export function unpackEvents(packed: { head: string; bytes: ArrayBuffer | Uint8Array }): TraceEvent[] {
  const all = packed.bytes instanceof Uint8Array ? packed.bytes : new Uint8Array(packed.bytes);
  const head = JSON.parse(packed.head) as (TraceEvent & { bytes?: [number, number] })[];
  return head.map((event) => {
    if (event.kind !== 'bytes') return event;
    const [at, length] = event.bytes as unknown as [number, number];
    return { ...event, bytes: all.slice(at, at + length) };
  });
}

/** Bytes to base64 without Buffer, for page and server alike. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
/** Base64 to bytes; throws `InvalidCharacterError` on anything else. */
export function fromBase64(text: string): Uint8Array {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return bytes;
}

/** Plain text (ASCII with tabs and line breaks) stands in a recording as it is: readable, and gzip finds what repeats. */
const isPlain = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d);
const asText = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

type SavedTake = { options: Record<string, string>; events: Json[] };
export type SavedRecording = Omit<Recording, 'takes'> & { takes: SavedTake[] };

/** A recording as it stands in its file: bytes as `text` where they are plain ASCII, else as base64; times rounded to a microsecond. */
export function saveRecording(recording: Recording): SavedRecording {
  const saveTake = (take: Take): SavedTake => ({
    options: take.options,
    events: take.events.map((event) => {
      const t = Math.round(event.t * 1000) / 1000;
      if (event.kind !== 'bytes') return { ...event, t } as unknown as Json;
      const { bytes, ...rest } = event;
      return (isPlain(bytes) ? { ...rest, t, text: asText(bytes) } : { ...rest, t, bytes: toBase64(bytes) }) as unknown as Json;
    }),
  });
  return { ...recording, takes: recording.takes.map(saveTake) };
}
/** The inverse of `saveRecording`. */
export function loadRecording(saved: SavedRecording): Recording {
  const loadTake = (take: SavedTake): Take => ({
    options: take.options,
    events: take.events.map((raw) => {
      const event = raw as unknown as TraceEvent;
      if (event.kind !== 'bytes') return event;
      const { text, bytes, ...rest } = event as unknown as Omit<typeof event, 'bytes'> & { text?: string; bytes?: string };
      return { ...rest, bytes: text === undefined ? fromBase64(bytes ?? '') : Uint8Array.from(text, (letter) => letter.charCodeAt(0)) };
    }),
  });
  return { ...saved, takes: saved.takes.map(loadTake) };
}
