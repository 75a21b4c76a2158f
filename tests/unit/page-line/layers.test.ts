/** A page reads Engine.IO only where a demo brings its annotators: no recording that speaks it may be without. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEMO_NAMES } from '../../../protocol/trace/event.ts';
import { loadRecording, type SavedRecording } from '../../../protocol/trace/pack.ts';
import { readTrace } from '../../../protocol/trace/read.ts';

const recordings = import.meta.glob<SavedRecording>('../../../src/demos/*/recording{,.en}.json', { import: 'default', eager: true });

describe.each(Object.entries(recordings))('%s', (path, saved) => {
  const name = path.split('/').at(-2)!;
  const layers = new Set(loadRecording(saved).takes.flatMap(({ events }) => readTrace(events).crossings.flatMap(({ spans }) => spans.map(({ layer }) => layer))));
  it('has the annotators of the layers that it speaks', () => {
    expect(DEMO_NAMES as readonly string[]).toContain(name);
    const definition = readFileSync(new URL(`../../../src/demos/${name}/index.ts`, import.meta.url), 'utf8');
    expect(/^import '.*\/protocol\/trace\/engine-io\.ts';$/m.test(definition)).toBe(layers.has('engine-io'));
  });
});
