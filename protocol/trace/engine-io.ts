/** Import this where traces may speak Engine.IO: from then on their packets are read, Socket.IO's within them. */
import { annotateBinary, annotatePayload, annotateText } from '../engine-io/packets.ts';
import { upper } from './upper.ts';

upper.reads = { payload: annotatePayload, text: annotateText, binary: annotateBinary };
