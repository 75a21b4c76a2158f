/** `npm run bench [name…]`: runs every bench, or those named, one after the other and prints their rows. */
import { existsSync } from 'node:fs';
import type { Row } from './annotators.ts';

const BENCHES = ['line', 'annotators', 'programs'];
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !BENCHES.includes(name));
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}"; there are: ${BENCHES.join(', ')}.`);
  process.exit(1);
}
for (const name of wanted.length > 0 ? wanted : BENCHES) {
  const file = new URL(`./${name}.ts`, import.meta.url);
  if (!existsSync(file)) continue;
  const { run } = (await import(file.href)) as { run: () => Promise<Row[]> };
  console.log(`\n${name}`);
  print(await run());
}

function print(rows: readonly Row[]): void {
  const width = Math.max(...rows.map((row) => row.name.length));
  for (const { name, value, unit, note } of rows) {
    const digits = Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 100 ? 1 : 2;
    console.log(`  ${name.padEnd(width)}  ${value.toFixed(digits).padStart(9)} ${unit.padEnd(6)} ${note ?? ''}`.trimEnd());
  }
}
