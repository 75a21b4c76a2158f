/** Numbers as the meter's sentences say them. */
import type { Lane } from './model.ts';

/** `8.6`, `24` */
export const times = (n: number) => (n < 10 ? n.toFixed(1) : String(Math.round(n)));
/** `0.25 s`, `1 s`, `3 s` */
export const pace = (ask: number) => `${ask / 1000} s`;
export const arrived = (lane: Lane) => lane.news.filter((one) => one.arrived !== undefined).length;
