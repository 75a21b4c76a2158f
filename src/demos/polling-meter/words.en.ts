import type { DemoWords } from '../../line/demo.ts';
import type { Text } from './words.ts';

export const words: DemoWords = {
  title: 'The same news, four ways: which is wasteful, which is late?',
  start: 'Start the news',
  invite: 'Set how often news comes and how often we ask, then start.',
  caption: 'Four lanes on one time axis: when news was born and when it arrived, how often each way asked, how often for nothing, and the bytes it took.',
  options: {
    news: {
      label: 'News comes about every',
      values: { '400': '0.4 s', '1500': '1.5 s', '5000': '5 s' },
      note: 'Give or take 50 %, so that no rhythm of asking fits by luck.',
    },
    ask: { label: 'Short polling asks every', values: { '250': '0.25 s', '1000': '1 s', '3000': '3 s' } },
    seconds: { label: 'For', values: { '10': '10 s', '20': '20 s', '60': '60 s' } },
  },
};

export const text: Text = {
  born: 'News is born',
  ways: { short: 'Short polling', long: 'Long polling', sse: 'SSE', websocket: 'WebSocket' },
  columns: { way: 'Way', requests: 'Requests', empty: 'Empty', up: '↑ out', down: '↓ in', median: 'Median delay', worst: 'Worst' },
  table: 'The meter of each way: requests, bytes each way, and how late the news came',
  each: { title: 'The delay of each message', n: 'News', born: 'Born at' },
  legend: { news: 'asked, got news', nothing: 'asked for nothing', waits: 'news still waits', arrived: 'arrived', open: 'held open' },
  lane: '{name}: {requests} requests, {empty} of them for nothing; {arrived} of {news} news arrived',
  late: ', median delay {median}',
  births: '{n} pieces of news were born',
  verdictTitle: 'So, is polling good enough?',
  verdict: [
    'In this run short polling told the news {median} late (the median), {worst} at the worst. Expect about half of the pace of asking, and never much more than all of it, {pace}.',
    'It asked {requests} times, {empty} of them for nothing, and used {times} times the bytes of WebSocket. An hour at this pace is about {perHour} for each reader.',
  ],
  judged: {
    busy: 'At least half of the asks brought something. If you can pay their price, and being {pace} late hurts nobody, polling is good enough. 👍',
    patient: 'Most asks brought nothing, and their price stands above. If you can pay it, and being {pace} late hurts nobody, polling is good enough. Ask less often, and it costs less still.',
    hasty: 'This is what it costs to be quick by asking. If {pace} matters that much, let the server push. If it does not, ask less often, and polling is good enough.',
  },
};
