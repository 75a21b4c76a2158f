/** The two figures as sentences in the order of time: for readers who can't see them. */
import { ms } from '../../figures/format.ts';
import { fill } from '../../line/words.ts';
import type { Duplex } from './model.ts';
import { numbered, type Text } from './words.ts';

export function transcript({ start, waiting, flights, turns }: Duplex, { radio, phone, tell }: Text): { id: string; line: string }[] {
  const entries = [
    ...waiting.map(({ n, text, from, until }) => ({ id: `w${n}`, t: from, line: `${radio}: ${until === undefined ? fill(tell.waits, { text }) : fill(tell.waited, { text, waited: ms(until - from) })}` })),
    ...flights.map(({ id, from, text, left, arrived }) => ({
      id, t: left, line: `${phone}: ${fill(tell.speaks[from], { text })}${arrived === undefined ? tell.way : fill(tell.took, { took: ms(arrived - left) })}`,
    })),
    ...turns.map(({ id, kind, text, left, answer }) => ({ id: `t${id}`, t: left, line: `${radio}: ${fill(tell.turn[kind], { text })}${answer ? numbered(tell.brings, answer.told.length) : tell.none}` })),
  ];
  return entries.sort((a, b) => a.t - b.t).map(({ id, t, line }) => ({ id, line: `${ms(t - start)} ${line}` }));
}
