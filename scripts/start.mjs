// npm start: builds the site where the build is missing or stale, then starts both listeners.
//
// package.json says `exec node … || node …`: with exec the shell between npm and Node steps aside, so that a signal
// that npm hands on arrives here and npm ends with our exit code. Windows' shell has no exec and takes the second half.
import { requireModernNode, stopCleanly } from './lib/modern-node.mjs';

stopCleanly();
await requireModernNode();
const { canStart, ensureBuilt } = await import('./build/ensure.ts');
if ((await canStart()) && (await ensureBuilt())) await import('../playground-server/main.ts');
