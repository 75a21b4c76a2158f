/**
 * Every `SpanError.code` that an annotator can give, with its parameters. Pages translate these; tests hold the
 * annotators to this list. Codes are stable.
 */
export const ERROR_CODES = [
  // HTTP (RFC 9112, RFC 9110)
  'bare-line-feed', // a line ends with LF alone
  'invalid-request-line', // not `method target version`
  'invalid-method',
  'invalid-target', // empty or with a space
  'invalid-version', // not `HTTP/d.d`
  'invalid-status-line',
  'missing-colon', // a header line without one
  'invalid-header-name', // characters that no name has, for example a space before the colon
  'invalid-header-value', // control characters
  'obsolete-folding', // a header line that begins with a space
  'invalid-content-length',
  'conflicting-content-length', // several that differ
  'length-and-chunked', // both Content-Length and Transfer-Encoding
  'chunked-not-last', // a transfer coding by which the end can't be found
  'invalid-chunk-size',
  'missing-chunk-end', // no CRLF after a chunk's data
  'unexpected-bytes', // more bytes than the message has
  // WebSocket frames (RFC 6455 §5, §7.4)
  'reserved-bit', // bit: 1 to 3; set without an extension that gives it a meaning
  'reserved-opcode', // opcode
  'mask-missing', // a client must mask
  'mask-forbidden', // a server must not
  'control-fragmented',
  'control-too-long', // more than 125 bytes
  'continuation-of-nothing',
  'continuation-expected', // a new message before the last one ended
  'length-not-minimal', // length
  'length-too-large', // most significant bit set, or beyond 2^53 - 1
  'invalid-utf8', // at: offset within the payload (of the whole message where it is fragmented)
  'close-payload-one-byte',
  'close-code-never-sent', // code: 1005, 1006 or 1015
  'invalid-close-code', // code
  // Engine.IO packets (protocol 4)
  'empty-engine-packet',
  'unknown-engine-type', // type
  'invalid-open', // an open packet without sid
  'invalid-base64',
  'attachment-missing', // missing: how many were still to come
  'attachment-unexpected', // binary that no packet announced
  // Socket.IO packets (protocol 5)
  'empty-socket-packet',
  'unknown-socket-type', // type
  'invalid-attachments', // no number of 1 or more before `-`
  'too-many-attachments', // count, limit
  'invalid-placeholder', // count: how many attachments the packet announces
  'invalid-json', // also in an Engine.IO open packet
  'invalid-data', // JSON of a kind that this packet type can't carry
  'unexpected-data', // a DISCONNECT with data
  'invalid-event-name', // neither text nor number
  'reserved-event', // event
] as const;
