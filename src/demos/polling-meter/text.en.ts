import { bytes, ms } from '../../figures/format.ts';
import { arrived, pace, times } from './numbers.ts';
import type { Text } from './text.ts';

export const text: Text = {
  born: 'News is born',
  ways: { short: 'Short polling', long: 'Long polling', sse: 'SSE', websocket: 'WebSocket' },
  columns: { way: 'Way', requests: 'Requests', empty: 'Empty', up: '↑ out', down: '↓ in', median: 'Median delay', worst: 'Worst' },
  table: 'The meter of each way: requests, bytes each way, and how late the news came',
  legend: { news: 'asked, got news', nothing: 'asked for nothing', waits: 'news still waits', arrived: 'arrived', open: 'held open' },
  lane: (name, lane) =>
    `${name}: ${lane.requests} requests, ${lane.empty} of them for nothing; ${arrived(lane)} of ${lane.news.length} news arrived${lane.median === undefined ? '' : `, median delay ${ms(lane.median)}`}`,
  births: (n) => `${n} pieces of news were born`,
  verdictTitle: 'So, is polling good enough?',
  verdict: (v, ask) => [
    `In this run short polling told the news ${ms(v.median)} late (the median), ${ms(v.worst)} at the worst. Expect about half of the pace of asking, and never much more than all of it, ${pace(ask)}.`,
    `It asked ${v.requests} times, ${v.empty} of them for nothing, and used ${times(v.times)} times the bytes of WebSocket. An hour at this pace is about ${bytes(v.perHour)} for each reader.`,
    {
      busy: `Most asks brought something, so little was wasted. If being ${pace(ask)} late hurts nobody, polling is good enough. 👍`,
      patient: `Most asks brought nothing, and their price stands above. If you can pay it, and being ${pace(ask)} late hurts nobody, polling is good enough. Ask less often, and it costs less still.`,
      hasty: `This is what it costs to be quick by asking. If ${pace(ask)} matters that much, let the server push. If it does not, ask less often, and polling is good enough.`,
    }[v.kind],
  ],
};
