import type { DemoDefinition } from '../../line/demo.ts';
import Demo from './Demo.svelte';
import { drive, faultsFor } from './drive.ts';
import { facts } from './model.ts';
import { words } from './words.ts';

const definition: DemoDefinition = {
  name: 'fallback',
  options: [
    { name: 'network', values: ['open', 'refuse-400', 'refuse-403', 'strip', 'hang'], initial: 'open' },
    { name: 'transports', values: ['default', 'websocket', 'websocket-polling', 'try-all'], initial: 'default' },
  ],
  words,
  Demo,
  drive,
  faultsFor,
  facts,
  loadRecording: async () => (await import('./recording.json')).default as never,
  needsWebSocket: false,
};
export default definition;
