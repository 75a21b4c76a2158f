/** A demo that stands free on the page needs no button: it talks while somebody sees it, and hangs up when nobody does. */
import type { Session } from '../../line/session.ts';

export function talkWhileSeen(section: HTMLElement, session: Session): void {
  let seen = false;
  /** Why it is quiet: nobody looks (dial again when somebody does), or it came to its end (leave it). */
  let away = false;
  let last = session.now.source;

  const talk = () => {
    const looks = seen && document.visibilityState === 'visible';
    const { state } = session.now;
    if (!looks && state === 'running') {
      away = true;
      session.stop();
    } else if (looks && (state === 'idle' || (away && state !== 'running'))) {
      away = false;
      void session.start();
    }
  };
  new IntersectionObserver((entries) => {
    seen = entries.at(-1)?.isIntersecting ?? false;
    talk();
  }).observe(section);
  document.addEventListener('visibilitychange', talk);
  // The server is back: what played a recording, or broke, becomes live again by itself.
  session.watch(({ source, state }) => {
    const back = last === 'recording' && source.startsWith('live') && state !== 'running';
    last = source;
    if (back) {
      away = true;
      talk();
    }
  });
}
