import type { DemoDefinition } from '../../line/demo.ts';
import Demo from './Demo.svelte';
import { drive, GREETING, GREETING_LIMIT } from './drive.ts';
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
  drive,
  facts,
  needsWebSocket: true,
};
export default definition;
