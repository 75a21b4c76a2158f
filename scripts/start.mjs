// npm start: builds the site where the build is missing or stale, then starts both listeners.
import { requireModernNode } from './lib/modern-node.mjs';

await requireModernNode();
const { ensureBuilt } = await import('./build/ensure.ts');
if (await ensureBuilt()) await import('../playground-server/main.ts');
