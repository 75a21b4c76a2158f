import type { DemoDefinition } from '../../line/demo.ts';
import Demo from './Demo.svelte';
import { drive } from './drive.ts';
import { facts } from './model.ts';
import { words } from './words.ts';

const definition: DemoDefinition = { name: 'home', options: [], words, Demo, drive, facts, needsWebSocket: true };
export default definition;
