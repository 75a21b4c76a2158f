/**
 * Every field that an annotator can name, by layer: what `data-span` can say, and what pages have words for.
 * Tests hold the annotators to this list.
 */
import type { Layer } from './span.ts';
import { KNOWN_HEADERS } from './http1/head.ts';

export const FIELDS: Record<Layer, readonly string[]> = {
  http: [
    // The whole first line, and inside it its parts.
    'request-line', 'method', 'target', 'http-version', 'status-line', 'status', 'reason',
    // A header's whole line: its own name where it is well known, `header` otherwise; inside it name and value.
    ...KNOWN_HEADERS, 'header', 'header-name', 'header-value',
    'empty-line', 'body',
    // Chunked bodies: size line, data, the line end after the data, headers after the last chunk.
    'chunk-size', 'chunk-data', 'chunk-end', 'trailer',
    // A line whose end has not come; bytes that belong to no message.
    'incomplete', 'unexpected-bytes',
  ],
  websocket: [
    'fin', 'rsv1', 'rsv2', 'rsv3', 'opcode', 'mask', 'payload-length', 'extended-payload-length', 'masking-key',
    // The whole payload; inside a close frame's: status code and reason.
    'payload', 'close-code', 'close-reason',
  ],
  'engine-io': [
    'type', 'separator',
    // After the type: the open packet's JSON, `probe` of ping and pong, anything else.
    'open-json', 'probe', 'payload',
    // Binary: `b` and base64 in a polling body; a whole binary message on WebSocket.
    'binary-mark', 'base64', 'binary',
  ],
  'socket-io': ['type', 'attachments', 'separator', 'namespace', 'namespace-query', 'ack-id', 'data', 'event-name'],
};
