import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../src/main.ts');

/** The command as a process, and what it has written. */
export interface Running extends AsyncDisposable {
  readonly process: ChildProcess;
  out(): string;
  err(): string;
  /** Resolves when what it wrote so far matches; rejects when it ends without that. */
  writes(pattern: RegExp): Promise<void>;
  /** Its exit code, once it has ended. */
  ended(): Promise<number | null>;
}

/** Starts `sarf` with these words and nothing of our environment but what Node needs. */
export function start(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...words], {
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const written = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (written.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (written.err += chunk.toString()));
  const closed = once(child, 'close');
  return {
    process: child,
    out: () => written.out,
    err: () => written.err,
    async writes(pattern) {
      while (!pattern.test(written.out + written.err)) {
        const more = [once(child.stdout, 'data'), once(child.stderr, 'data'), closed.then(() => null)];
        if ((await Promise.race(more)) === null && !pattern.test(written.out + written.err)) {
          throw new Error(`It ended without ${pattern}:\n${written.out}${written.err}`);
        }
      }
    },
    async ended() {
      await closed;
      return child.exitCode;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

/** Runs `sarf` to its end. */
export async function run(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  await using running = start(words, environment);
  const code = await running.ended();
  return { code, out: running.out(), err: running.err() };
}
