import type { DemoDefinition } from '../../line/demo.ts';
import Demo from './Demo.svelte';
import { drive, faultsFor } from './drive.ts';
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
  drive,
  faultsFor,
  facts,
  needsWebSocket: true,
};
export default definition;
