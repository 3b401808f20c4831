import { now } from './clock.ts';
import { runCommand } from './commands.ts';
import { processEnvironment } from './config.ts';

try {
  process.exitCode = await runCommand(process.argv.slice(2), {
    environment: processEnvironment(),
    now,
    say: (line) => void process.stdout.write(`${line}\n`),
    complain: (line) => void process.stderr.write(`${line}\n`),
    onSignal: (name, call) => void process.on(name, call),
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
