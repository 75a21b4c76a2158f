/** The far ends by name. A new demo adds one line here. */
import type { DemoName } from '../../protocol/trace/event.ts';
import { duplex } from './duplex.ts';
import { fallback } from './fallback.ts';
import type { FarEnd } from './far-end.ts';
import { handshake } from './handshake.ts';
import { home } from './home.ts';
import { pollingMeter } from './polling-meter.ts';

export const farEnds: Record<DemoName, FarEnd> = { handshake, duplex, 'polling-meter': pollingMeter, fallback, home };
