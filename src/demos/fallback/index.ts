// Its recordings speak Engine.IO and Socket.IO.
import '../../../protocol/trace/engine-io.ts';
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
  takes: [
    { network: 'open', transports: 'default' },
    { network: 'refuse-400', transports: 'default' },
    { network: 'refuse-403', transports: 'default' },
    { network: 'strip', transports: 'default' },
    { network: 'hang', transports: 'default' },
    { network: 'open', transports: 'websocket' },
    { network: 'refuse-400', transports: 'websocket' },
    { network: 'refuse-400', transports: 'websocket-polling' },
    { network: 'refuse-400', transports: 'try-all' },
    { network: 'hang', transports: 'try-all' },
  ],
  words,
  Demo,
  drive,
  faultsFor,
  facts,
  needsWebSocket: false,
};
export default definition;
