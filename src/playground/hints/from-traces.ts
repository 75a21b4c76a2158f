/** Hints that the bytes on a line prove. */
import { NOT_LISTENING } from '../../../protocol/hints.ts';
import { atOf, crossingOf, factsOf, packets, type Evidence, type Found, type Hint, type HintCode, type Rule } from './evidence.ts';
import type { Crossing, Exchange } from '../../../protocol/trace/crossing.ts';

interface Answered {
  client: Evidence['clients'][number];
  exchange: Exchange;
  request: Crossing;
  response: Crossing;
}
/** Exchanges of Engine.IO (their target carries `EIO=`) that were answered. */
function* answered({ clients }: Evidence): Generator<Answered> {
  for (const client of clients) {
    for (const exchange of client.view?.exchanges ?? []) {
      const { request, response } = exchange;
      if (response?.http && /[?&]EIO=/.test(request.http?.target ?? '')) yield { client, exchange, request, response };
    }
  }
}
/** A path as the learner's server sees it: without the program's own address before it. */
const pathOf = ({ http }: Crossing) => (http?.path ?? '').replace(/^\/play\/[\w-]+/, '');
const first = <T>(found: Iterable<T>): T[] => {
  for (const one of found) return [one];
  return [];
};

const bodyText = ({ bytes, http }: Crossing) => new TextDecoder().decode(bytes.subarray(http?.headLength ?? 0, (http?.headLength ?? 0) + 300));
/** Engine.IO's own refusals: a status of 400 with a code in its body. */
function refusal({ response }: Answered): number | undefined {
  if (response.http?.status !== 400) return undefined;
  const code = /\{"code":(\d)/.exec(bodyText(response))?.[1];
  return code === undefined ? undefined : Number(code);
}
function* where<T>(all: Iterable<T>, fits: (one: T) => boolean): Generator<T> {
  for (const one of all) if (fits(one)) yield one;
}

/** CONNECT_ERROR with the server's own words for a namespace that is not there. */
const invalidNamespace: Rule = (evidence) => {
  const hints = new Map<string, Hint>();
  for (const found of packets(evidence)) {
    const { socket } = found.packet;
    if (socket?.name !== 'CONNECT_ERROR' || messageOf(found) !== 'Invalid namespace') continue;
    const key = `invalid-namespace ${socket.namespace}`;
    if (!hints.has(key)) hints.set(key, { code: 'invalid-namespace', key, params: { namespace: socket.namespace }, at: atOf(found) });
  }
  return [...hints.values()];
};
const messageOf = ({ packet }: Found) => {
  const data = packet.socket?.data;
  return typeof data === 'object' && data !== null && 'message' in data ? String(data.message) : typeof data === 'string' ? data : '';
};

/** A middleware refused, and on that client nobody listens for it. */
const refusedUnheard: Rule = (evidence) =>
  factsOf(evidence, 'refused-unheard').flatMap((fact) =>
    first(where(packets(evidence, fact.client), (found) => found.packet.socket?.name === 'CONNECT_ERROR' && messageOf(found) !== 'Invalid namespace' && messageOf(found) === fact.params.message)).map(
      (found): Hint => ({ code: 'refused-unheard', key: `refused-unheard ${fact.params.message}`, end: 'client', params: { ...fact.params, here: fact.client ?? 'Client' }, at: atOf(found) }),
    ),
  );

const wrongPath: Rule = (evidence) =>
  first(where(answered(evidence), ({ response }) => response.http?.status === 404 && !bodyText(response).includes(NOT_LISTENING))).map((one) => ({
    code: 'wrong-path',
    key: `wrong-path ${pathOf(one.request)}`,
    params: { path: pathOf(one.request) },
    at: atOf({ client: one.client, crossing: one.response }),
  }));

const refusedBy = (code: HintCode, ...codes: number[]): Rule => (evidence) =>
  first(where(answered(evidence), (one) => codes.includes(refusal(one) ?? -1))).map((one) => ({
    code,
    key: code,
    end: 'client',
    params: {
      transport: /[?&]transport=([\w-]+)/.exec(one.request.http?.target ?? '')?.[1] ?? '?',
      protocol: /[?&]EIO=(\d+)/.exec(one.request.http?.target ?? '')?.[1] ?? '?',
    },
    at: atOf({ client: one.client, crossing: one.response }),
  }));

/** The answer came, with status 200, and the browser kept it from the page: that is what CORS does. */
const corsBlocked: Rule = (evidence) =>
  factsOf(evidence, 'transport-error').flatMap((fact) => {
    if (fact.params.message !== 'xhr poll error' || fact.params.status !== 0) return [];
    const blocked = where(answered(evidence), ({ client, request, response }) => {
      if (client.name !== fact.client || request.http?.method !== 'GET' || response.http?.status !== 200 || !response.complete) return false;
      const sid = /"sid":"([^"]+)"/.exec(bodyText(response))?.[1];
      if (sid === undefined) return false;
      // A page that was given the answer goes on with its session.
      return !client.view?.exchanges.some((later) => (later.request.http?.target ?? '').includes(`sid=${sid}`));
    });
    return first(blocked).map((one): Hint => ({ code: 'cors-blocked', key: 'cors-blocked', params: {}, at: atOf({ client: one.client, crossing: one.response }) }));
  });

/** 413 to a POST, or a close frame with 1009. */
const tooLarge: Rule = (evidence) => {
  for (const client of evidence.clients) {
    for (const crossing of client.view?.crossings ?? []) {
      if (crossing.from !== 'server') continue;
      if (crossing.http?.status === 413 || crossing.frame?.close?.code === 1009) {
        const how = crossing.http ? 413 : 1009;
        return [{ code: 'too-large', key: 'too-large', end: 'client', params: { how }, at: atOf({ client, crossing }) }];
      }
    }
  }
  return [];
};

/** An error that nobody caught, in a server that listened already: one event ended it for everybody. */
const handlerThrew: Rule = (evidence) =>
  evidence.problems
    .filter(({ end, severity }) => evidence.listened && end === 'server' && severity === 'error')
    .slice(0, 1)
    .map(({ place, message, cause }) => {
      const at = crossingOf(evidence, cause);
      return { code: 'handler-threw', key: 'handler-threw', end: 'server', params: { message }, ...(place ? { place } : {}), ...(at ? { at } : {}) };
    });

export const FROM_TRACES: readonly Rule[] = [
  invalidNamespace,
  refusedUnheard,
  wrongPath,
  refusedBy('old-protocol', 5),
  refusedBy('transport-unknown', 0, 3),
  corsBlocked,
  tooLarge,
  handlerThrew,
];
