/** Hints that one end's facts prove; the trace shows where. */
import type { SeenCode } from '../../../protocol/hints.ts';
import type { End } from '../../../protocol/span.ts';
import { carried, factsOf, type Evidence, type Fact, type Hint, type HintCode, type Rule } from './evidence.ts';

const nameOf = ({ end, client }: { end: End; client?: string }) => (end === 'server' ? 'Server' : (client ?? 'Client'));

/** `here` and `there` are the two ends by name, as seen from who told the fact. Of several clients one speaks. */
function hint(evidence: Evidence, code: HintCode, fact: Fact): Hint {
  const at = fact.params.event === undefined ? undefined : carried(evidence, fact);
  const { end, place, params } = fact;
  return {
    code,
    key: [code, end, params.event ?? params.origin ?? params.where ?? params.message ?? '', params.namespace ?? ''].join(' '),
    end,
    params: { ...params, here: nameOf(fact), there: end === 'server' ? 'Client' : 'Server' },
    ...(place ? { place } : {}),
    ...(at ? { at } : {}),
  };
}
const plain =
  (seen: SeenCode, code: HintCode): Rule =>
  (evidence) =>
    factsOf(evidence, seen).map((fact) => hint(evidence, code, fact));

/** An event came where nobody listens. Where a listener came later, that is the hint; where an answer was asked for, that. */
const unheard: Rule = (evidence) => {
  const late = new Set(factsOf(evidence, 'late-listener').map(({ end, params }) => `${end} ${params.event} ${params.namespace}`));
  return factsOf(evidence, 'no-listener')
    .filter(({ end, params }) => !late.has(`${end} ${params.event} ${params.namespace}`))
    .map((fact) => hint(evidence, fact.params.acked ? 'ack-nobody' : 'no-listener', fact));
};

/** A handler called what is no function, and has more parameters than came. The error says where. */
const ackMissing: Rule = (evidence) => {
  const fact = factsOf(evidence, 'more-expected').at(-1);
  if (!fact) return [];
  // Of a name alone: what belongs to an object (`text.trim`) is no parameter.
  const thrown = evidence.problems.find(({ end, name, message }) => end === 'server' && name === 'TypeError' && /^[\p{ID_Continue}$]+ is not a function$/u.test(message));
  if (!thrown) return [];
  const found = hint(evidence, 'ack-missing', fact);
  return [{ ...found, ...(thrown.place ? { place: thrown.place } : {}) }];
};

const lost: Rule = (evidence) => factsOf(evidence, 'lost-in-json').map((fact) => hint(evidence, fact.params.what === 'Promise' ? 'promise-emitted' : 'lost-in-json', fact));

export const FROM_FACTS: readonly Rule[] = [
  unheard,
  plain('late-listener', 'late-listener'),
  plain('repeated-listener', 'repeated-listener'),
  plain('ack-dropped', 'ack-dropped'),
  ackMissing,
  plain('ack-no-timeout', 'ack-no-timeout'),
  plain('ack-left', 'ack-left'),
  plain('next-dropped', 'next-dropped'),
  plain('gone-id', 'gone-id'),
  plain('own-id', 'own-id'),
  plain('to-empty', 'to-empty'),
  plain('room-type', 'room-type'),
  lost,
  plain('circular', 'circular'),
  plain('ping-timeout', 'ping-timeout'),
  plain('burst', 'burst'),
  plain('cors-never', 'cors-never'),
];
