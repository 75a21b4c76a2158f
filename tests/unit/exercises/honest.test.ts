/** Answers in other words than the solution's pass all the same: a check judges the line, not the code. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { loadExercise } from '../../../playground-server/programs/check/exercises.ts';
import type { Exercise } from '../../../protocol/exercises.ts';
import type { Files } from '../../../protocol/programs.ts';
import { openGround, outcomeOf, type Ground } from '../../../scripts/exercises/prove.ts';
import { ANSWERS } from './right.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000, maxConcurrency: 6 });

/** As a tutorial of CommonJS begins; what is more than that brings its own files. */
const server = (answer: string | Files): Files =>
  typeof answer === 'string' ? { 'server.js': `const { Server } = require("socket.io");\nconst http = require("node:http").createServer();\nconst io = new Server(http);\n${answer}\nhttp.listen(3000);\n` } : answer;

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground.close());

it.concurrent.each(ANSWERS)('%s: one that %s', async (id, _what, answer) => {
  const result = await ground.check((await loadExercise(id)) as Exercise, server(answer));
  expect(result.steps.find(({ state }) => state === 'failed')).toBeUndefined();
  expect(outcomeOf(result)).toBe('passes');
});
