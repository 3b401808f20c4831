import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoadJob, LoadResult } from './load-job.ts';

const program = join(import.meta.dirname, 'load-process.ts');

export interface LoadGenerator {
  /** Does one job; jobs come one after another. */
  run(job: LoadJob): Promise<LoadResult>;
  stop(): Promise<void>;
}

/** Starts the load generator in a process of its own. */
export function startLoadGenerator(): LoadGenerator {
  const child = fork(program, { execArgv: ['--disable-warning=ExperimentalWarning'] });
  return {
    async run(job) {
      child.send(JSON.stringify(job));
      const answer: { result?: LoadResult; error?: string } = JSON.parse(await nextMessage(child));
      if (answer.result) return answer.result;
      throw new Error(`the load generator broke: ${answer.error}`);
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function nextMessage(child: ChildProcess): Promise<string> {
  const early = new AbortController();
  const { signal } = early;
  const died = once(child, 'exit', { signal }).then(() => {
    throw new Error('the load generator died');
  });
  died.catch(() => {});
  try {
    const [message] = await Promise.race([once(child, 'message', { signal }), died]);
    return String(message);
  } finally {
    early.abort();
  }
}
