/**
 * What the handshake figure shows, from a trace; and what prose may quote.
 *
 * Predictions:
 *   `who-speaks-first`  client | server                — who sent the first bytes of the connection
 *   `greeting-length`   characters | bytes | more      — what the length field of the greeting's frame equals:
 *                                                        its characters, its bytes in UTF-8, or something else
 *   `who-masks`         client | server | both | none  — whose frames are masked
 * Values: `requestBytes`, `responseBytes` (whole messages), `greeting`, `greetingCharacters` (code points),
 *   `greetingBytes` (UTF-8), `frameBytes` (the greeting's whole frame), `key`, `accept`,
 *   `roundTrip` (text, greeting left → answer arrived), `frames` (how many crossed), `openFor` (text).
 * A value or prediction that the trace does not show yet is left out.
 */
import type { Crossing, Exchange, TraceView } from '../../../protocol/trace/crossing.ts';
import { ms } from '../../figures/format.ts';
import type { Facts } from '../../line/demo.ts';

export interface Handshake {
  request: Crossing | undefined;
  response: Crossing | undefined;
  key: string | undefined;
  /** As the server sent it. */
  accept: string | undefined;
  /** The first text frame of each end. */
  greeting: Crossing | undefined;
  answer: Crossing | undefined;
  ping: Crossing | undefined;
  pong: Crossing | undefined;
  /** The first close frame: whoever hung up. */
  close: Crossing | undefined;
  frames: Crossing[];
  open: { from: number; to: number | undefined } | undefined;
}

function header(crossing: Crossing | undefined, name: string): string | undefined {
  return crossing?.http?.headers.find((one) => one.name.toLowerCase() === name)?.value;
}

/** Reads the one exchange that asked to become a WebSocket. */
export function handshakeOf(view: TraceView): Handshake {
  const exchange: Exchange | undefined = view.exchanges.find(({ request }) => request.http?.upgrade) ?? view.exchanges[0];
  const frames = exchange?.frames ?? [];
  const frame = (from: 'client' | 'server', opcode: number) => frames.find((one) => one.from === from && one.frame?.opcode === opcode);
  return {
    request: exchange?.request,
    response: exchange?.response,
    key: header(exchange?.request, 'sec-websocket-key'),
    accept: header(exchange?.response, 'sec-websocket-accept'),
    greeting: frame('client', 1),
    answer: frame('server', 1),
    ping: frame('server', 9),
    pong: frame('client', 10),
    close: frames.find((one) => one.frame?.opcode === 8),
    frames,
    open: exchange?.open,
  };
}

/** The greeting's text, its code points and its UTF-8 bytes; undefined while it has not crossed (or crossed compressed). */
export function greetingSizes(greeting: Crossing | undefined): { text: string; characters: number; bytes: number } | undefined {
  const text = greeting?.frame?.text;
  if (text === undefined) return undefined;
  return { text, characters: [...text].length, bytes: new TextEncoder().encode(text).length };
}

/** See the top of this file. */
export function facts(view: TraceView): Facts {
  const { request, response, key, accept, greeting, answer, frames, open } = handshakeOf(view);
  const values: Facts['values'] = {};
  const predictions: Facts['predictions'] = {};
  const first = view.crossings[0];
  if (first) predictions['who-speaks-first'] = first.from;
  if (request) values.requestBytes = request.length;
  if (response) values.responseBytes = response.length;
  if (key) values.key = key;
  if (accept) values.accept = accept;
  const sizes = greetingSizes(greeting);
  if (greeting?.frame && sizes) {
    const { payloadLength } = greeting.frame;
    Object.assign(values, { greeting: sizes.text, greetingCharacters: sizes.characters, greetingBytes: sizes.bytes, frameBytes: greeting.length });
    predictions['greeting-length'] = payloadLength === sizes.bytes ? 'bytes' : payloadLength === sizes.characters ? 'characters' : 'more';
  } else if (greeting) values.frameBytes = greeting.length;
  if (greeting && answer?.arrived !== undefined) values.roundTrip = ms(answer.arrived - greeting.left);
  if (frames.some(({ from }) => from === 'client') && frames.some(({ from }) => from === 'server')) {
    const masks = (end: 'client' | 'server') => frames.some(({ from, frame }) => from === end && frame?.masked);
    predictions['who-masks'] = masks('client') ? (masks('server') ? 'both' : 'client') : masks('server') ? 'server' : 'none';
  }
  if (frames.length) values.frames = frames.length;
  if (open?.to !== undefined) values.openFor = ms(open.to - open.from);
  return { values, predictions };
}
