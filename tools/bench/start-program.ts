import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that we started and that is ready. */
export interface Program {
  readonly name: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 20_000;

/**
 * Starts a program and waits until it says that it is ready. What it says after that is passed on, because a program
 * that complains while it is measured should be heard.
 */
export async function startProgram(
  name: string,
  file: string,
  environment: Readonly<Record<string, string>>,
  beforeStop: (pid: number) => void = () => {},
): Promise<Program> {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    env: { PATH, HOME, ...(TMPDIR && { TMPDIR }), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let ready = false;
  const hear = (chunk: Buffer): void => {
    if (ready) process.stderr.write(`${name}: ${chunk}`);
    else output += chunk;
    ready ||= /^\w+ is ready$/m.test(output);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const stop = async (): Promise<void> => {
    if (ended()) return;
    beforeStop(child.pid ?? 0);
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await gone;
    clearTimeout(timer);
  };
  const until = performance.now() + READY_WITHIN_MS;
  while (!ready) {
    if (ended() || performance.now() > until) {
      await stop();
      throw new Error(`${name} did not start: ${output}`);
    }
    await sleep(20);
  }
  return { name, pid: child.pid ?? 0, stop };
}
