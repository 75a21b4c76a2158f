import type { DemoDefinition } from '../../line/demo.ts';
import Demo from './Demo.svelte';
import { facts } from './model.ts';
import { words } from './words.ts';

const definition: DemoDefinition = {
  name: 'polling-meter',
  options: [
    { name: 'news', values: ['400', '1500', '5000'], initial: '1500' },
    { name: 'ask', values: ['250', '1000', '3000'], initial: '1000' },
    { name: 'seconds', values: ['10', '20', '60'], initial: '10' },
  ],
  takes: [
    { news: '1500', ask: '1000', seconds: '10' },
    { news: '400', ask: '3000', seconds: '10' },
    { news: '5000', ask: '1000', seconds: '20' },
  ],
  words,
  Demo,
  // What the page does on a live line is fetched with the line.
  drive: async (line, options) => (await import('./drive.ts')).drive(line, options),
  facts,
  speaks: true,
  needsWebSocket: true,
};
export default definition;
