/**
 * The long fuzz run over all annotators and readTrace: `npm run fuzz -- [--inputs 1000000] [--seed 1]`.
 * Every input goes to every target. A crash is printed with its seed, target and input in hexadecimal; exit code 1.
 */
import { Buffer } from 'node:buffer';
import { parseArgs } from 'node:util';
import { createFuzzer, TARGETS } from '../tests/unit/protocol/fuzzing.ts';

const { values } = parseArgs({ options: { inputs: { type: 'string', default: '1000000' }, seed: { type: 'string', default: String(Date.now() % 2 ** 32) } } });
const inputs = Number(values.inputs);
const seed = Number(values.seed);
if (!Number.isSafeInteger(inputs) || inputs < 1 || !Number.isSafeInteger(seed)) {
  console.error('Both --inputs and --seed are whole numbers; --inputs is at least 1.');
  process.exit(2);
}

const targets = Object.entries(TARGETS);
console.log(`${inputs} inputs over ${targets.map(([name]) => name).join(', ')}; seed ${seed}`);
const fuzzer = createFuzzer(seed);
const began = performance.now();
let bytes = 0;
let crashes = 0;
let slowest = { ms: 0, hex: '', name: '' };
for (let n = 0; n < inputs && crashes < 20; n++) {
  const input = fuzzer.next();
  bytes += input.length;
  for (const [name, target] of targets) {
    const start = performance.now();
    try {
      target(input, fuzzer);
    } catch (error) {
      crashes++;
      console.error(`\n${name}, input ${n} (seed ${seed}): ${Buffer.from(input).toString('hex')}\n${(error as Error).stack}`);
    }
    const ms = performance.now() - start;
    if (ms > slowest.ms) slowest = { ms, hex: Buffer.from(input).toString('hex'), name };
  }
  if ((n + 1) % Math.max(1, Math.floor(inputs / 20)) === 0) {
    const seconds = (performance.now() - began) / 1000;
    console.log(`${Math.round(((n + 1) / inputs) * 100)} %  ${n + 1} inputs  ${(bytes / 1e6).toFixed(1)} MB  ${seconds.toFixed(1)} s  ${crashes} crashes`);
  }
}
console.log(`slowest: ${slowest.name} ${slowest.ms.toFixed(1)} ms for ${slowest.hex.length / 2} bytes`);
console.log(crashes === 0 ? `No exception in ${inputs} inputs × ${targets.length} targets.` : `${crashes} crashes.`);
process.exitCode = crashes === 0 ? 0 : 1;
