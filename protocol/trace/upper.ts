/** What reads the packets within HTTP bodies and WebSocket messages; nothing until `engine-io.ts` is imported. */
import type { annotateBinary, annotatePayload, annotateText } from '../engine-io/packets.ts';

export interface Upper {
  payload: typeof annotatePayload;
  text: typeof annotateText;
  binary: typeof annotateBinary;
}

export const upper: { reads?: Upper } = {};
