/**
 * `node scripts/beside.ts N COMMAND…`: runs a command beside N processes that never rest, as on a machine that is busy
 * with other things, and ends them with it. docs/playground.md tells what holds for programs then.
 */
import { spawn } from 'node:child_process';

const [count, command, ...args] = process.argv.slice(2);
const burners = Number(count);
if (!Number.isInteger(burners) || burners < 0 || burners > 64 || !command) {
  console.error('Say how many processes (0 to 64) and which command: node scripts/beside.ts 4 npx vitest run --project=programs');
  process.exit(1);
}
const others = Array.from({ length: burners }, () => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
const run = spawn(command, args, { stdio: 'inherit' });
const end = () => {
  for (const other of others) other.kill('SIGKILL');
  run.kill();
};
process.on('exit', end);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
run.on('error', (error) => {
  console.error(error.message);
  process.exitCode = 1;
  end();
});
run.on('close', (code) => {
  process.exitCode = code ?? 1;
  end();
});
