// After npm ci: sees to it that `npm run` finds the Node that came with the project, whichever npm installed it.
import { bundledNode } from './lib/modern-node.mjs';

bundledNode();
