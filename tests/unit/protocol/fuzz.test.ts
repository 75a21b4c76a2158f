/** The short run; the long one is `npm run fuzz`. A failure prints seed, target and input. */
import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { createFuzzer, TARGETS } from './fuzzing.ts';

/** Another seed each day, so that runs add up; the one that failed can be asked for again. */
const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Date.now() / 86_400_000));
const INPUTS = 5_000;

it.each(Object.keys(TARGETS))(`%s: ${INPUTS} random and mutated inputs, no exception`, (name) => {
  const fuzzer = createFuzzer(SEED);
  for (let n = 0; n < INPUTS; n++) {
    const input = fuzzer.next();
    try {
      TARGETS[name]!(input, fuzzer);
    } catch (error) {
      expect.fail(`FUZZ_SEED=${SEED}, ${name}, input ${n} = ${Buffer.from(input).toString('hex')}: ${(error as Error).stack}`);
    }
  }
}, 60_000);
