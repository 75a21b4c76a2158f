/**
 * The demos of lesson 12-01, which always come together, and what mounts them: one file costs fewer headers, compresses
 * better, and is asked for in one step.
 */
export { mountDemo } from '../components/demo/mounted.ts';
export { default as duplex } from './duplex/index.ts';
export { default as handshake } from './handshake/index.ts';
export { default as pollingMeter } from './polling-meter/index.ts';
