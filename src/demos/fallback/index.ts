// Its recordings speak Engine.IO and Socket.IO.
import '../../../protocol/trace/engine-io.ts';
import type { DemoDefinition } from '../../line/demo.ts';
import Demo from './Demo.svelte';
import { drive, faultsFor } from './drive.ts';
import { facts } from './model.ts';
import { NETWORKS, TRANSPORTS } from './options.ts';
import { words } from './words.ts';

const definition: DemoDefinition = {
  name: 'fallback',
  options: [
    { name: 'network', values: NETWORKS, initial: NETWORKS[0] },
    { name: 'transports', values: TRANSPORTS, initial: TRANSPORTS[0] },
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
