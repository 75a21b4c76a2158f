/** The state that a shell draws where there is no session: at build time, and until the browser is idle. */
import type { DemoDefinition } from '../../line/demo.ts';
import { newPlayer } from '../../line/player.ts';
import { initialOptions } from '../../line/session.ts';
import type { SessionView } from '../../line/session.ts';
import { readTrace } from '../../../protocol/trace/read.ts';

export function atRest(demo: DemoDefinition, preset: Record<string, string>): SessionView {
  const view = readTrace([]);
  return {
    state: 'idle',
    source: 'still',
    shown: undefined,
    take: undefined,
    options: initialOptions(demo, preset),
    events: [],
    view,
    whole: view,
    cursor: Infinity,
    player: newPlayer(),
    line: undefined,
    error: undefined,
    notice: undefined,
  };
}
