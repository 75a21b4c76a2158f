// npm run exercises [id…]: proves each exercise in a real check. Its starter must fail in the way it should, its solution
// pass, in JavaScript and TypeScript where both exist, and three wrong answers fail with the message meant for them.
// Its files must be there and differ, its words agree in both languages and cover every message. Exits with 1 where
// anything is not so.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exerciseIds } from '../playground-server/programs/check/exercises.ts';
import { filesProblems } from './exercises/files.ts';
import { openGround, prove, type Proof } from './exercises/prove.ts';
import { wordsProblems } from './exercises/words.ts';

/** Exercises that are proved at a time. */
const AT_ONCE = 3;
const folder = fileURLToPath(new URL('../src/content/exercises/', import.meta.url));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((id) => !exerciseIds().includes(id));
if (unknown.length > 0) {
  console.error(`There is no exercise ${unknown.map((id) => `"${id}"`).join(', ')}. There are: ${exerciseIds().join(', ')}.`);
  process.exit(1);
}
const ids = wanted.length > 0 ? wanted : exerciseIds();

const row = ({ exercise, what, expected, got, ok, ms }: Proof) =>
  console.log(`${ok ? '✓' : '✗'} ${exercise.padEnd(20)} ${what.padEnd(14)} ${ok ? got : `${got}, but should be: ${expected}`}  ${(ms / 1000).toFixed(1)} s`);

const problems = [...ids.flatMap((id) => filesProblems(join(folder, id))), ...(await Promise.all(ids.map((id) => wordsProblems(folder, id)))).flat()];
for (const problem of problems) console.error(`✗ ${problem}`);

const ground = await openGround();
const proofs: Proof[] = [];
try {
  // Most of the time goes by in waiting for answers that never come: a few at a time cost little more than one.
  const left = [...ids];
  const lane = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      const proved = await prove(ground, folder, id);
      proved.forEach(row);
      proofs.push(...proved);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
} finally {
  await ground.close();
}
const wrong = proofs.filter(({ ok }) => !ok).length;
console.log(`${ids.length} exercises, ${proofs.length - wrong} of ${proofs.length} as they should be${problems.length ? `, ${problems.length} problems with files or words` : ''}`);
process.exitCode = wrong + problems.length > 0 || proofs.length === 0 ? 1 : 0;
