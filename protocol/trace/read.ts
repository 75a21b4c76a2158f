/**
 * Reads traces with every layer that there is. A page whose recordings speak no Engine.IO reads with `reader.ts`, and is
 * spared the annotators of Engine.IO and Socket.IO until it dials (src/line/live.ts).
 */
import './engine-io.ts';

export * from './reader.ts';
