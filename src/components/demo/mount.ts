/**
 * Brings the demos of this page to life: the first one as soon as the browser is idle, the others when the reader comes
 * near them, does anything at all on the page, or has been reading calmly for a while. With each demo comes its
 * recording, so that it still plays when the server goes away later.
 */
/** How long after the first demo the others come by themselves, ms: when nothing else wants the network. */
const CALM = 3000;

const sections = [...document.querySelectorAll<HTMLElement>('section[data-demo]')];
const coming = new Set<HTMLElement>();

async function enliven(section: HTMLElement): Promise<void> {
  if (coming.has(section)) return;
  coming.add(section);
  try {
    const { mountDemo } = await import('./mounted.ts');
    await mountDemo(section);
  } catch {
    // A part of the page did not come: the still figure stays, and says so.
    section.dataset.state = 'error';
  }
}

const idle = (run: () => void) => ('requestIdleCallback' in window ? requestIdleCallback(run, { timeout: 1500 }) : setTimeout(run, 200));

function enlivenAll(): void {
  for (const section of sections) void enliven(section);
}

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) void enliven(target as HTMLElement);
  },
  { rootMargin: '100% 0%' },
);

idle(() => {
  const [first, ...others] = sections;
  if (!first) return;
  void enliven(first).then(() => setTimeout(() => idle(enlivenAll), CALM));
  for (const section of others) near.observe(section);
  for (const kind of ['scroll', 'pointermove', 'pointerdown', 'keydown', 'touchstart']) {
    addEventListener(kind, () => idle(enlivenAll), { once: true, passive: true, capture: true });
  }
});

for (const section of sections) {
  // Browsers may remember a script that failed; a fresh page asks anew, but only a server that is there can send one.
  section.querySelector('.demo-unloaded button')?.addEventListener('click', () => {
    void fetch(location.href, { method: 'HEAD', cache: 'no-store' }).then(() => location.reload(), () => undefined);
  });
}
