/** The two figures as sentences in the order of time: for readers who can't see them. */
import { ms } from '../../figures/format.ts';
import type { Duplex } from './model.ts';
import type { Text } from './words.ts';

export function transcript({ start, waiting, flights, turns }: Duplex, { radio, phone, tell }: Text): { id: string; line: string }[] {
  const entries = [
    ...waiting.map(({ n, text, from, until }) => ({ id: `w${n}`, t: from, line: `${radio}: ${tell.waits(text, until === undefined ? undefined : ms(until - from))}` })),
    ...flights.map(({ id, from, text, left, arrived }) => ({
      id, t: left, line: `${phone}: ${tell.flight(from, text, arrived === undefined ? undefined : ms(arrived - left))}`,
    })),
    ...turns.map(({ id, kind, text, left, answer }) => ({ id: `t${id}`, t: left, line: `${radio}: ${tell.turn(kind, text, answer?.told.length)}` })),
  ];
  return entries.sort((a, b) => a.t - b.t).map(({ id, t, line }) => ({ id, line: `${ms(t - start)} ${line}` }));
}
