/** The demos of lesson 12-01, which always come together: one file costs fewer headers and compresses better than three. */
export { default as duplex } from './duplex/index.ts';
export { default as handshake } from './handshake/index.ts';
export { default as pollingMeter } from './polling-meter/index.ts';
