import type { DemoDefinition } from '../../line/demo.ts';
import Demo from './Demo.svelte';
import { desks } from './desk.ts';
import { facts } from './model.ts';
import { words } from './words.ts';

const definition: DemoDefinition = {
  name: 'duplex',
  options: [
    { name: 'pace', values: ['700', '1500', 'off'], initial: '1500' },
    { name: 'delay', values: ['0', '200', '500'], initial: '200' },
  ],
  takes: [
    { pace: '1500', delay: '200' },
    { pace: '1500', delay: '0' },
    { pace: '700', delay: '500' },
  ],
  words,
  Demo,
  // What the page does on a live line is fetched with the line.
  drive: async (line, options) => (await import('./drive.ts')).drive(line, options, desks),
  faultsFor: ({ delay }) => (Number(delay) > 0 ? { delay: Number(delay) } : {}),
  facts,
  speaks: true,
  needsWebSocket: true,
};
export default definition;
