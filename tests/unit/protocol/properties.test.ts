import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { annotateMessage } from '../../../protocol/http1/message.ts';
import { FIELDS } from '../../../protocol/fields.ts';
import type { Crossing, TraceView } from '../../../protocol/trace/crossing.ts';
import type { TraceEvent } from '../../../protocol/trace/event.ts';
import { packEvents, unpackEvents } from '../../../protocol/trace/pack.ts';
import { createTraceReader, readTrace } from '../../../protocol/trace/read.ts';
import { annotateFrames } from '../../../protocol/websocket/frame.ts';
import { httpMessage, splits, webSocketStreams } from './generate.ts';
import { traceOf, uncovered } from './support.ts';

// Many runs on a machine that others use too.
vi.setConfig({ testTimeout: 60_000 });

/** What a crossing says, without its times (these depend on how it was split). */
function told({ id, length, complete, bytes, plain, spans, http, frame, packets }: Crossing) {
  return { id, length, complete, bytes: Buffer.from(bytes).toString('base64'), plain: Buffer.from(plain).toString('base64'), spans, http, frame, packets };
}
const toldAll = (view: TraceView) => view.exchanges.map(({ request, response, frames }) => [request, response!, ...[...frames].sort((a, b) => a.id.localeCompare(b.id))].map(told));

function cutUp(stream: Uint8Array, cuts: number[]): Uint8Array[] {
  return cuts.slice(1).map((to, i) => stream.subarray(cuts[i], to));
}

describe('streams split anywhere', () => {
  it('give the same crossings, and the same as bytes come', () => {
    fc.assert(
      fc.property(
        webSocketStreams.chain((streams) => fc.record({ streams: fc.constant(streams), client: splits(streams.client.length), server: splits(streams.server.length) })),
        ({ streams, client, server }) => {
          const whole = readTrace(traceOf([['client', streams.client], ['server', streams.server]]));
          const events: TraceEvent[] = traceOf([
            ...cutUp(streams.client, client).map((part) => ['client', part] as ['client', Uint8Array]),
            ...cutUp(streams.server, server).map((part) => ['server', part] as ['server', Uint8Array]),
          ]);
          const reader = createTraceReader();
          for (const event of events) {
            reader.push([event]);
            reader.view();
          }
          expect(toldAll(reader.view())).toEqual(toldAll(whole));
          expect(reader.view()).toEqual(readTrace(events));
          expect(readTrace(unpackEvents(packEvents(events)))).toEqual(readTrace(events));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('never lose or invent a byte, and nothing in them is wrong', () => {
    fc.assert(
      fc.property(webSocketStreams, ({ client, server, frames }) => {
        const view = readTrace(traceOf([['client', client], ['server', server]]));
        expect(view.crossings.filter((one) => one.from === 'client').reduce((sum, one) => sum + one.length, 0)).toBe(client.length);
        expect(view.crossings.filter((one) => one.from === 'server').reduce((sum, one) => sum + one.length, 0)).toBe(server.length);
        const made = view.exchanges[0]!.frames;
        expect(made).toHaveLength(frames.client.length + frames.server.length);
        for (const one of view.crossings) {
          expect(one.spans.filter((span) => span.error)).toEqual([]);
          expect(uncovered(one.spans, one.kind === 'frame' ? 'websocket' : 'http', 0, one.length)).toEqual([]);
          for (const span of one.spans) {
            expect(span.start).toBeLessThan(span.end);
            expect(span.end).toBeLessThanOrEqual(one.length);
            expect(FIELDS[span.layer]).toContain(span.field);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('HTTP messages', () => {
  it('come back as they were made, and every byte is covered', () => {
    fc.assert(
      fc.property(httpMessage, (made) => {
        const read = annotateMessage(made.bytes, made.request ? 'request' : 'response');
        expect(read).toMatchObject({ complete: true, end: made.bytes.length });
        expect(read.spans.filter((span) => span.error)).toEqual([]);
        expect(uncovered(read.spans, 'http', 0, made.bytes.length)).toEqual([]);
        if (made.request) expect(read.head).toMatchObject({ method: made.method, target: made.target });
        else expect(read.head).toMatchObject({ status: made.status, reason: made.reason });
        expect(read.head.headers.slice(0, -1).map(({ name, value }) => [name, value])).toEqual(made.headers);
        const body = read.content.flatMap(([start, end]) => [...made.bytes.subarray(start, end)]);
        expect(body).toEqual([...made.body]);
      }),
      { numRuns: 300 },
    );
  });
  it('are incomplete as long as a byte is missing, and not wrong', () => {
    fc.assert(
      fc.property(httpMessage, fc.nat(), (made, cut) => {
        const read = annotateMessage(made.bytes.subarray(0, cut % made.bytes.length), made.request ? 'request' : 'response');
        expect(read.complete).toBe(false);
        expect(read.spans.filter((span) => span.error)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a stream of frames', () => {
  it('cut anywhere is the same frames up to there', () => {
    fc.assert(
      fc.property(webSocketStreams, fc.nat(), ({ frames }, cut) => {
        const stream = new Uint8Array(frames.client.flatMap((one) => [...one]));
        const all = annotateFrames(stream, { from: 'client' });
        const some = annotateFrames(stream.subarray(0, cut % (stream.length + 1)), { from: 'client' });
        some.forEach(({ start, frame }, i) => {
          expect(start).toBe(all[i]!.start);
          if (frame.complete) expect(frame).toEqual(all[i]!.frame);
          else expect(i).toBe(some.length - 1);
        });
      }),
      { numRuns: 100 },
    );
  });
});
