/**
 * Brings the demos of this page to life when the browser is idle. Only what stands on the page is loaded, and with
 * each demo its recording, so that it still plays when the server goes away later.
 */
import { isDemoName } from '../../demos/index.ts';

const idle = (run: () => void) => ('requestIdleCallback' in window ? requestIdleCallback(run, { timeout: 1500 }) : setTimeout(run, 200));

async function enliven(section: HTMLElement): Promise<void> {
  const name = section.dataset.demo ?? '';
  if (!isDemoName(name)) return;
  try {
    const { mountDemo } = await import('./mounted.ts');
    await mountDemo(section, name);
  } catch {
    // A part of the page did not come: the still figure stays, and says how to try again.
    section.dataset.state = 'error';
    const retry = section.querySelector<HTMLButtonElement>('.demo-unloaded button');
    retry?.addEventListener('click', () => location.reload(), { once: true });
  }
}

idle(() => {
  for (const section of document.querySelectorAll<HTMLElement>('section[data-demo]')) void enliven(section);
});
