import type { DemoDefinition } from '../../line/demo.ts';
import Demo from './Demo.svelte';
import { GREETING, GREETING_LIMIT } from './greeting.ts';
import { facts } from './model.ts';
import { words } from './words.ts';

const definition: DemoDefinition = {
  name: 'handshake',
  options: [
    { name: 'greeting', values: [GREETING, 'สวัสดีครับ 👋', 'hello'], initial: GREETING, text: GREETING_LIMIT },
    { name: 'compress', values: ['off', 'on'], initial: 'off' },
  ],
  takes: [
    { greeting: GREETING, compress: 'off' },
    { greeting: GREETING, compress: 'on' },
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
