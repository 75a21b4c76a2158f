/** How a check ends early: with a finding. */
import type { Finding } from '../../../protocol/exercises.ts';

export class CheckFailed extends Error {
  finding: Finding;
  /** True where the program itself ended: no step is to blame for how it was asked. */
  ended: boolean;
  constructor(finding: Finding, ended = false) {
    super(finding.message);
    this.finding = finding;
    this.ended = ended;
  }
}

/** How long a value may be when it is shown to a reader, characters. */
const LONGEST = 120;

/** Values as a reader may see them: text as it is, anything else as JSON, and nothing without an end. */
export function shown(params: Record<string, unknown>): Record<string, string | number> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? value : cut(typeof value === 'string' ? value : asJson(value))]));
}
const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
function asJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'undefined';
  } catch {
    return String(value);
  }
}
