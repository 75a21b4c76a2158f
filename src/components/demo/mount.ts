/**
 * Brings the demos of this page to life. The first one when the browser is idle; the others when the reader comes near
 * them or does anything at all on the page. With each demo comes its recording, so that it still plays when the server
 * goes away later. What is pressed before a demo is alive is done as soon as it is.
 */
import { isDemoName } from '../../demos/index.ts';

const sections = [...document.querySelectorAll<HTMLElement>('section[data-demo]')];
const coming = new Set<HTMLElement>();

async function enliven(section: HTMLElement): Promise<void> {
  const name = section.dataset.demo ?? '';
  if (coming.has(section) || !isDemoName(name)) return;
  coming.add(section);
  section.dataset.state = 'idle';
  try {
    const { mountDemo } = await import('./mounted.ts');
    await mountDemo(section, name);
  } catch {
    // A part of the page did not come: the still figure stays, and can be asked for again.
    coming.delete(section);
    section.dataset.state = 'error';
  }
}

function enlivenAll(): void {
  for (const section of sections) void enliven(section);
}

const idle = (run: () => void) => ('requestIdleCallback' in window ? requestIdleCallback(run, { timeout: 1500 }) : setTimeout(run, 200));

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) void enliven(target as HTMLElement);
  },
  { rootMargin: '100% 0%' },
);

idle(() => {
  if (sections[0]) void enliven(sections[0]);
  for (const section of sections) near.observe(section);
  for (const kind of ['scroll', 'pointerdown', 'keydown', 'focusin', 'touchstart']) {
    addEventListener(kind, () => idle(enlivenAll), { once: true, passive: true, capture: true });
  }
});

for (const section of sections) {
  section.addEventListener('click', ({ target }) => {
    if (section.dataset.mounted !== undefined || !(target instanceof Element)) return;
    if (target.closest('.demo-unloaded button')) {
      // Browsers may remember a script that failed; a fresh page asks anew, but only a server that is there can send one.
      void fetch(location.href, { method: 'HEAD', cache: 'no-store' }).then(() => location.reload(), () => undefined);
      return;
    }
    const pressed = target.closest<HTMLElement>('[data-action]')?.dataset.action;
    if (pressed === 'start' || pressed === 'step') section.dataset.wish = pressed;
    void enliven(section);
  });
  // What is chosen early is read when the demo is mounted.
  section.addEventListener('input', () => void enliven(section));
}
