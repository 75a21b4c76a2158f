/**
 * What the page does on the duplex demo's line: one phone (WebSocket) and one radio (HTTP), the same words into both.
 * The reader speaks through the `Desk`; until they first do, a few words of our own show what there is to see.
 * The far end is `playground-server/demos/duplex.ts`.
 */
import type { LiveLine } from '../../line/demo.ts';
import { pageLocale } from '../../line/language.ts';
import { pause } from '../pause.ts';
import type { CAN_SPEAK as CanSpeak, Desk } from './desk.ts';
import { speech } from './speech.ts';

/** The desk's, held equal by its type: this file is fetched with the line, and must not drag the figure along. */
const CAN_SPEAK: typeof CanSpeak = 'can-speak';
/** The far end's own words, after which it falls silent (docs/demos.md). */
const OWN_WORDS = 8;
/** How long (ms) the line stays up after the reader's last act, and at the most in all. */
const AFTER_ACT = 6_000;
const LONGEST = 60_000;
/** Between the server's words (ms) where it only speaks when made to. */
const OFF_PACE = 1_500;
/** How long (ms) the server's last word waits on the radio before we ask for it. */
const LAST_WAIT = 500;

/** The radio: one at a time, for words must keep their order and a browser does not pipeline. */
function openRadio(line: LiveLine, fail: (error: unknown) => void) {
  let turn = Promise.resolve();
  const take = (path: string, init?: RequestInit) => {
    turn = turn.then(async () => {
      if (line.signal.aborted) return;
      await (await line.fetch(path, init)).text();
    });
    turn = turn.catch((error: unknown) => {
      if (!line.signal.aborted) fail(error);
    });
    return turn;
  };
  return {
    say: (text: string) => take('/line/duplex/say', { method: 'POST', body: text }),
    ask: () => take('/line/duplex/ask'),
    /** Resolves when everything that was begun has been answered. */
    idle: () => turn,
  };
}

/** The phone: opens it, and tells which of the server's words have come. */
async function openPhone(line: LiveLine, fail: (error: unknown) => void) {
  const socket = line.webSocket('/line/duplex');
  const waiting = new Map<number, () => void>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    last = Number((JSON.parse(String(data)) as { n?: unknown }).n) || last;
    for (const [n, resolve] of waiting) if (n <= last) resolve();
  });
  const closed = new Promise<void>((resolve) => {
    socket.addEventListener('close', () => resolve());
    line.signal.addEventListener('abort', () => resolve());
  });
  await Promise.race([new Promise((resolve) => socket.addEventListener('open', resolve)), closed]);
  if (socket.readyState !== WebSocket.OPEN && !line.signal.aborted) throw new Error('the WebSocket did not open');
  let ending = false;
  void closed.then(() => {
    last = Infinity;
    for (const resolve of waiting.values()) resolve();
    if (!ending && !line.signal.aborted) fail(new Error('the WebSocket closed'));
  });
  return {
    say: (text: string) => socket.readyState === WebSocket.OPEN && socket.sendMarked(text),
    /** Resolves when the server's `n`th word has come by phone (or none can come any more). */
    heard: (n: number) => (last >= n ? Promise.resolve() : new Promise<void>((resolve) => waiting.set(n, resolve))),
    async hangUp() {
      ending = true;
      socket.close(1000);
      await Promise.race([closed, pause(3_000, line.signal)]);
    },
  };
}

/** `desks` is where the figure looks for this line's desk; there is one while the line can be spoken on. */
export async function drive(line: LiveLine, options: Record<string, string>, desks: Map<string, Desk>): Promise<void> {
  const { signal } = line;
  const began = line.now();
  const { reader, server, stream } = speech[pageLocale()];
  const own = options.pace !== 'off';
  const pace = own ? Number(options.pace) : OFF_PACE;
  const delay = Number(options.delay) || 0;

  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => (fail = reject));
  failed.catch(() => {});
  const radio = openRadio(line, (error) => fail(error));
  const phone = await openPhone(line, (error) => fail(error));
  if (signal.aborted) return;

  let spoken = 0;
  let lastAct = -Infinity;
  const say = (text: string) => {
    phone.say(text);
    void radio.say(text);
  };
  const talk = () => {
    line.tell('talk', { text: server[spoken++ % server.length] ?? '' }).catch(() => {});
  };
  const asReader = <A extends unknown[]>(act: (...args: A) => void) => (...args: A) => {
    if (line.now() - began > LONGEST) return;
    lastAct = line.now();
    act(...args);
  };
  let streamed = 0;
  desks.set(line.token, {
    say: asReader(say),
    goOn: asReader(() => say(stream[streamed++ % stream.length] ?? '')),
    over: asReader(() => void radio.ask()),
    talk: asReader(talk),
    touch: asReader(() => {}),
  });
  line.mark(CAN_SPEAK);

  /** Acts for the reader, unless the reader has taken over. */
  const show = (act: () => void) => {
    if (lastAct === -Infinity && !signal.aborted) act();
  };
  /**
   * Speaks so that it passes the server's next word in mid-air: that leaves `pace` after the one that just came did.
   * A little early, for a busy machine is late, never early.
   */
  const passNext = async (word: string) => {
    await pause(pace - 1.1 * delay, signal);
    show(() => say(word));
  };
  const [hello = '', answer = ''] = reader;

  const withWordsOfItsOwn = async () => {
    await phone.heard(2);
    await passNext(hello);
    await phone.heard(5);
    show(() => void radio.ask());
    await phone.heard(6);
    await passNext(answer);
    await phone.heard(OWN_WORDS);
    await pause(LAST_WAIT, signal);
    show(() => void radio.ask());
  };
  const onlyWhenMadeTo = async () => {
    for (const word of [hello, answer]) {
      await pause(pace, signal);
      show(talk);
      show(() => say(word));
      await pause(pace, signal);
      show(talk);
      await pause(pace, signal);
      show(() => void radio.ask());
    }
  };
  /** As long as the reader goes on, the server does too. */
  const whileTheReaderActs = async () => {
    while (!signal.aborted && line.now() - lastAct < AFTER_ACT && line.now() - began < LONGEST) {
      await pause(Math.min(pace, AFTER_ACT), signal);
      if (own && line.now() - lastAct < AFTER_ACT) talk();
    }
  };

  try {
    await Promise.race([failed, (own ? withWordsOfItsOwn() : onlyWhenMadeTo()).then(whileTheReaderActs)]);
    desks.delete(line.token);
    await Promise.race([failed, radio.idle()]);
    if (!signal.aborted) await phone.hangUp();
  } finally {
    desks.delete(line.token);
  }
}
