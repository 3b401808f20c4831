import { now } from './clock.ts';
import { runCommand } from './commands.ts';
import { processEnvironment } from './config.ts';

// A program that started this one, as `npm start` of the server does, is told when it is ready, and stops it: Ctrl-C at
// the terminal comes to both.
const isStarted = process.send !== undefined;

function onSignal(name: 'SIGINT' | 'SIGTERM' | 'SIGHUP', call: () => void): void {
  process.on(name, isStarted && name === 'SIGINT' ? () => {} : call);
  if (isStarted && name === 'SIGTERM') process.on('disconnect', call);
}

// Whoever reads what is said, such as `head`, may have had enough of it.
process.stdout.on('error', () => process.exit());

try {
  process.exitCode = await runCommand(process.argv.slice(2), {
    environment: processEnvironment(),
    now,
    say: (line) => void process.stdout.write(`${line}\n`),
    complain: (line) => void process.stderr.write(`${line}\n`),
    tellReady: () => void process.send?.({ ready: true }),
    onSignal,
    onInputEnd: (call) => void process.stdin.once('end', call).once('close', call),
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
// Being told that the other program is gone keeps a program going.
if (process.connected) process.disconnect();
