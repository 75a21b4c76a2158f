/** Our HTTP annotator against http-parser-js: the same head, the same body, the same end. */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { HTTPParser } from 'http-parser-js';
import { describe, expect, it } from 'vitest';
import { annotateMessage } from '../../../protocol/http1/message.ts';
import { httpMessage } from '../../unit/protocol/generate.ts';

interface Told {
  first: string;
  headers: string[];
  body: string;
  complete: boolean;
}

function byParser(bytes: Uint8Array, request: boolean): Told {
  const parser = new HTTPParser(request ? 'REQUEST' : 'RESPONSE');
  const told: Told = { first: '', headers: [], body: '', complete: false };
  parser[HTTPParser.kOnHeadersComplete] = (info) => {
    told.first = request ? `${HTTPParser.methods[info.method]} ${info.url}` : `${info.statusCode} ${info.statusMessage}`;
    told.headers = info.headers.map((part) => Buffer.from(part, 'latin1').toString());
  };
  parser[HTTPParser.kOnBody] = (chunk, offset, length) => {
    told.body += Buffer.from(chunk.subarray(offset, offset + length)).toString('hex');
  };
  parser[HTTPParser.kOnMessageComplete] = () => {
    told.complete = true;
  };
  parser.execute(Buffer.from(bytes));
  return told;
}

function byAnnotator(bytes: Uint8Array, request: boolean): Told {
  const { head, content, complete } = annotateMessage(bytes, request ? 'request' : 'response');
  return {
    first: head.complete ? (request ? `${head.method} ${head.target}` : `${head.status} ${head.reason}`) : '',
    headers: head.complete ? head.headers.flatMap(({ name, value }) => [name, value]) : [],
    body: content.map(([start, end]) => Buffer.from(bytes.subarray(start, end)).toString('hex')).join(''),
    complete,
  };
}

describe('messages', () => {
  it('whole ones', () => {
    fc.assert(
      fc.property(httpMessage, ({ bytes, request }) => {
        expect(byAnnotator(bytes, request)).toEqual(byParser(bytes, request));
        expect(byParser(bytes, request).complete).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
  it('cut anywhere', () => {
    fc.assert(
      fc.property(httpMessage, fc.nat(), ({ bytes, request }, cut) => {
        const part = bytes.subarray(0, cut % bytes.length);
        expect(byAnnotator(part, request)).toEqual(byParser(part, request));
      }),
      { numRuns: 1000 },
    );
  });
});
