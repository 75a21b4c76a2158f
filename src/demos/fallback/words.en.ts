import type { DemoWords } from '../../line/demo.ts';
import type { Text } from './words.ts';

/** The fallback demo in English. */
export const words: DemoWords = {
  title: 'Dial with io(), then break the way for WebSocket',
  start: 'Call io()',
  invite: 'Pick a network and transports, then call io(). The line begins here.',
  caption: 'The whole sequence of io() from its first request, HTTP and frames on one time line, and which message went which way.',
  options: {
    network: {
      label: 'Network',
      values: {
        open: 'lets everything through',
        'refuse-400': 'answers the upgrade with 400',
        'refuse-403': 'answers the upgrade with 403',
        strip: 'a proxy strips the Upgrade header',
        hang: 'takes the upgrade, says nothing',
      },
      note: 'This fault is on your line alone. Nobody else feels it.',
    },
    transports: {
      label: 'transports',
      values: {
        default: 'io() as it is (default)',
        websocket: '["websocket"]',
        'websocket-polling': '["websocket", "polling"]',
        'try-all': '["websocket", "polling"] + tryAllTransports',
      },
    },
  },
};

export const text: Text = {
  stepsTitle: 'What happened',
  steps: {
    'ask-open': (p) => (p.refused ? 'So tryAllTransports turns to the next one: a plain GET, transport=polling.' : 'The client begins with a plain GET, transport=polling. No WebSocket yet.'),
    open: () => 'The server answers with the Engine.IO open packet, 0{…}: a sid, and where an upgrade could lead.',
    join: () => 'The client asks to join namespace / with a Socket.IO CONNECT packet: 40.',
    joined: () => 'The server lets it in: 40{"sid":…}. This is the moment of the connect event.',
    'ask-upgrade': () => 'Beside it, the client tries the WebSocket way: GET transport=websocket with the same sid.',
    'ask-websocket': (p) => (p.attempt === 1 ? 'The client asks for a WebSocket with its very first request. No polling before it.' : `After a pause it tries again, attempt ${p.attempt}: a WebSocket once more.`),
    switched: () => '101 Switching Protocols: the WebSocket is open.',
    refused: (p) => (p.stripped ? `The Upgrade header was lost on the way, so the server sees an odd GET and answers ${p.status}. The WebSocket way is closed.` : `The network itself answers ${p.status}; Socket.IO on the server never hears of it. The WebSocket way is closed.`),
    unanswered: () => 'Nobody ever answers this request. It is still waiting.',
    probe: () => 'The client sends 2probe: does this way really work?',
    'probe-answer': () => 'The server answers 3probe: it does.',
    noop: () => 'The GET that was still waiting is let go with a noop packet, 6, so that polling can end.',
    upgrade: () => 'The client sends 5. From here on everything goes by WebSocket.',
    'first-event': (p) => `The first event crosses, by ${p.by}.`,
  },
  carriedTitle: 'Which message went which way',
  yours: 'Yours (say)',
  theirs: 'The server’s (tick)',
  by: { polling: 'polling', websocket: 'WebSocket' },
  message: (n, from, by, arrived) => `${from}, message ${n}, by ${by}, ${arrived ? 'arrived' : 'not arrived yet'}`,
  outcome: {
    'under-way': 'Watching…',
    upgraded: 'It began with polling and upgraded to WebSocket. Your app had to do nothing.',
    'stayed-polling': 'The WebSocket way was closed, so Socket.IO stayed on polling. Every message still arrived.',
    'probe-unanswered': 'The upgrade got no answer, and polling simply went on. The app never felt it.',
    'websocket-at-once': 'A WebSocket from the first request on. No polling at all.',
    'fell-back': 'No WebSocket, so tryAllTransports tried polling next. It will stay on polling: it never asks to upgrade again.',
    never: 'It never got through, and it will try WebSocket again and again. It does not fall back to polling by itself.',
  },
  silent: 'Nobody answers, but nothing fails either, so nothing falls back. After its timeout (20 s by default) it asks for a WebSocket again, and so on. Even tryAllTransports does not help here.',
  tried: 'What you have tried so far',
  triedHint: 'Each cell is one of your runs. Fill them all, and see which rows have a way back.',
  networks: { open: 'open', 'refuse-400': '400', 'refuse-403': '403', strip: 'strip', hang: 'silent' },
  ended: { polling: 'polling', websocket: 'WebSocket', never: 'never connected' },
  untried: 'not tried yet',
  count: (sent, arrived) => `${sent} messages sent, ${arrived} arrived${sent === arrived ? ': none lost' : ''}`,
  sum: (exchanges, bytes) => `${exchanges} HTTP exchange${exchanges === 1 ? '' : 's'} · ${bytes} both ways`,
};
