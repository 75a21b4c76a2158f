// npm run dev: the site with hot reload, the control channel and the line listener, all in one process.
import { requireModernNode, root, stopCleanly } from './lib/modern-node.mjs';

stopCleanly();
await requireModernNode();
process.chdir(root);
await import('./dev/serve.ts');
