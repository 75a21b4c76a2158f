/**
 * A span is a byte range with its layer, field and value (DESIGN.md, "Words").
 * Every annotator returns spans; every figure of bytes draws them.
 */

/** The floors a byte can belong to, from the wire upwards. */
export type Layer = 'http' | 'websocket' | 'engine-io' | 'socket-io';

/** Who sent the bytes. */
export type End = 'client' | 'server';

/**
 * Why a span is wrong. `code` is stable and is what the page translates; `params` fill its words.
 * Codes are lower-case words joined by hyphens, for example `reserved-opcode`, `length-too-large`.
 */
export interface SpanError {
  code: string;
  params?: Record<string, string | number>;
}

/**
 * `start` and `end` are byte offsets into the crossing's bytes, `end` exclusive.
 * `field` is lower-case words joined by hyphens: `request-line`, `sec-websocket-key`, `opcode`, `masking-key`.
 * `LAYER.FIELD` is what stands in `data-span`.
 */
export interface Span {
  layer: Layer;
  field: string;
  start: number;
  end: number;
  /** Bits within the first byte, most significant = 0, end exclusive; only for fields narrower than a byte (RFC 6455 §5.2). */
  bits?: [from: number, to: number];
  /** The value as a person would write it: a number for numeric fields, text decoded from UTF-8 otherwise. */
  value?: string | number | boolean;
  error?: SpanError;
}
