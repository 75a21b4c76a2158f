/** What the reader has tried on this page, in whichever of its fallback demos; starting over does not forget it. */
import type { Ended } from './model.ts';

/** `NETWORK TRANSPORTS` → how the last run of it ended. */
export const tried = $state<Record<string, Ended>>({});
