/** Brings the workbench to life in its page. Everything it stands on is joined here. */
import { mount } from 'svelte';
import { pageLocale } from '../line/language.ts';
import { pageReach } from '../line/reach.ts';
import { openProgress } from '../progress/store.ts';
import { tabKey } from './bench.ts';
import { deviceKeeper } from './model/keep.ts';
import { createChecking } from './exercise/checking.ts';
import { createWork } from './model/work.ts';
import { createProgramSession } from './session.ts';
import { createTabs, tabsAir, tabsLocks } from './tabs.ts';
import Workbench from './Workbench.svelte';

const target = document.querySelector<HTMLElement>('[data-playground]');
if (target) {
  const keeper = deviceKeeper();
  const work = createWork({
    keeper,
    now: () => Date.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  const channel = async () => (await import('../line/live.ts')).pageChannel(location.origin);
  const key = tabKey();
  const tabs = createTabs(tabsAir(), () => key.get(), (ms, run) => void setTimeout(run, ms), tabsLocks());
  /** What this tab ran before it was loaded anew; a duplicate of a tab leaves that to the other. */
  const settled = (async () => {
    const kept = key.get();
    if (!kept) return;
    if (await tabs.isAlone(kept)) tabs.runs(kept);
    else key.set(undefined);
  })();
  const session = createProgramSession({
    origin: location.origin,
    channel,
    address: async () => (await pageReach().settled()).line,
    key: {
      get: key.get,
      set(next) {
        key.set(next);
        tabs.runs(next);
      },
      settled,
    },
    now: () => performance.now(),
    after: (ms, run) => void setTimeout(run, ms),
    soon: (run) => void setTimeout(run, 16),
  });
  target.replaceChildren();
  mount(Workbench, { target, props: { locale: pageLocale(), work, keeper, session, resume: () => settled.then(() => session.attach()), checking: createChecking(channel), progress: openProgress() } });
}
