/** What a build prints while it works, for whoever waits in front of it. */

import { columns, padColumns } from '../../playground-server/terminal.ts';

/** How often (ms) the seconds of a phase under way are written anew; on a terminal only. */
const TICK_MS = 1000;

export interface Phase {
  th: string;
  en: string;
  /** What came of it, in few words: `16 pages`. */
  work: () => Promise<string>;
}

/** Runs phases one after the other, telling which one of how many is under way, and the seconds that each took. */
export async function runPhases(phases: readonly Phase[], out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stdout): Promise<void> {
  const widest = Math.max(...phases.map((phase) => columns(label(phase))));
  for (const [at, phase] of phases.entries()) {
    const name = `${at + 1}/${phases.length} ${label(phase)}`;
    const begun = performance.now();
    const draw = (): void => void out.write(`\r\x1b[K  … ${name}  ${Math.floor((performance.now() - begun) / 1000)} s`);
    // Where nothing can be written over, one line says that it has begun: the longest phase takes most of a minute.
    if (out.isTTY) draw();
    else out.write(`  … ${name}\n`);
    const ticking = out.isTTY ? setInterval(draw, TICK_MS) : undefined;
    try {
      const result = await phase.work();
      out.write(`${out.isTTY ? '\r\x1b[K' : ''}  ✓ ${padColumns(name, widest + 4)} ${seconds(begun).padStart(7)}  ${result}\n`);
    } catch (error) {
      if (out.isTTY) out.write('\n');
      throw error;
    } finally {
      clearInterval(ticking);
    }
  }
}

/** `12.3 s` since `begun`, a reading of `performance.now()`. */
export function seconds(begun: number): string {
  return `${((performance.now() - begun) / 1000).toFixed(1)} s`;
}

function label({ th, en }: Phase): string {
  return `${th} · ${en}`;
}
