// Runs a program as a step of the test run.
import { spawn } from 'node:child_process';

const children = new Set();

/**
 * Resolves when the program ended, never rejects. `quiet` keeps its output back and prints it only where it failed;
 * `silent` not even then.
 * @returns {Promise<{ code: number, output: string }>} code 127 where it could not be started
 */
export function run(command, args, { quiet = false, silent = false, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'], ...options });
    children.add(child);
    let output = '';
    const keep = (chunk) => (output += chunk);
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
    const end = (code) => {
      children.delete(child);
      if (quiet && !silent && code !== 0) process.stdout.write(output);
      resolve({ code, output });
    };
    child.on('error', () => end(127));
    child.on('close', (code) => end(code ?? 1));
  });
}

/** Ends what is running, so that a stopped test run leaves nothing behind. */
export function stopAll() {
  for (const child of children) child.kill('SIGTERM');
}
