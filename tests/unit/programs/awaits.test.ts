/** What is written around each `await`: the code means the same, and nothing moves to another line. */
import { parse } from 'acorn';
import { expect, test } from 'vitest';
import { keepCauses } from '../../../playground-server/programs/host/awaits.ts';

const kept = (code: string) => keepCauses(code, parse(code, { ecmaVersion: 'latest', sourceType: 'module' }));
/** Runs the code's default export with the two functions that stand around each wait. */
async function run(code: string): Promise<unknown> {
  const body = kept(code).replace('export default', 'return');
  const make = new Function('$cause', '$awaited', body) as (cause: () => number, awaited: (cause: number, value: unknown) => unknown) => () => unknown;
  return make(() => 7, (_cause, value) => value)();
}

test.each([
  ['a value', 'export default async () => await 1', 1],
  ['waits in waits', 'export default async () => await (await Promise.resolve(async () => await 2))()', 2],
  ['two side by side', 'export default async () => [await 1, await 2]', [1, 2]],
  ['an operator before it', 'export default async () => -(await 3) + !await 0', -2],
  ['a member of it', 'export default async () => (await { a: [4] }).a[0]', 4],
  ['a template', 'export default async () => `${await 1}-${await 2}`', '1-2'],
  ['no semicolons', 'export default async () => {\n  const a = 1\n  await 2\n  return a\n}', 1],
  ['a loop', 'export default async () => {\n  let sum = 0;\n  for (const n of await [1, 2]) sum += await n;\n  for await (const n of [3]) sum += n;\n  return sum;\n}', 6],
  ['what is caught', 'export default async () => {\n  try { await Promise.reject(new Error("no")); } catch ({ message }) { return message; }\n}', 'no'],
  ['what is thrown on', 'export default async () => {\n  const seen = [];\n  try { try { await Promise.reject(1); } finally { seen.push(2); } } catch (error) { return [...seen, error]; }\n}', [2, 1]],
  ['tries in tries', 'export default async () => {\n  try { await 0; try { await Promise.reject(1); } catch (error) { return await error; } } catch {}\n}', 1],
])('%s', async (_name, code, value) => {
  expect(await run(code)).toEqual(value);
  expect(kept(code).split('\n')).toHaveLength(code.split('\n').length);
});

test('code that never waits stays as it is', () => {
  const code = 'try { f(); } catch {}\nexport default () => "await x"; // await\nconst later = () => { try { g(); } catch {} };';
  expect(kept(code)).toBe(code);
});

test('a try keeps its cause for its own function’s waits only', () => {
  expect(kept('export default () => { try { f(async () => { await 1; }); } catch { g(); } };')).not.toContain('var $cause');
  expect(kept('export default async () => { try { await 1; } catch { g(); } };')).toMatch(/try \{var \$cause1=\$cause\(\);.*catch \{\$awaited\(\$cause1\);/);
});
