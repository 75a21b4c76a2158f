/** How long a busy browser may put the demos off, ms. */
const LATEST = 1500;
/** The demos that come in one file (`src/demos/first-lesson.ts`). */
const FIRST_LESSON = new Set<string | undefined>(['handshake', 'duplex', 'polling-meter']);

/**
 * Brings the demos of this page to life as soon as the browser is idle. With each of them comes its recording, so that
 * all of them still play when the server goes away later.
 */
export function startDemos(): void {
  const sections = [...document.querySelectorAll<HTMLElement>('section[data-demo]')];
  if (sections.length === 0) return;
  const idle = (run: () => void) => ('requestIdleCallback' in window ? requestIdleCallback(run, { timeout: LATEST }) : setTimeout(run, 200));
  idle(() => {
    for (const section of sections) void enliven(section);
  });
  for (const section of sections) {
    // Browsers may remember a script that failed; a fresh page asks anew, but only a server that is there can send one.
    section.querySelector('.demo-unloaded button')?.addEventListener('click', () => {
      void fetch(location.href, { method: 'HEAD', cache: 'no-store' }).then(() => location.reload(), () => undefined);
    });
  }
}

async function enliven(section: HTMLElement): Promise<void> {
  try {
    const { mountDemo } = await (FIRST_LESSON.has(section.dataset.demo) ? import('../../demos/first-lesson.ts') : import('./mounted.ts'));
    await mountDemo(section);
  } catch {
    // A part of the page did not come: the still figure stays, and says so.
    section.dataset.state = 'error';
  }
}
