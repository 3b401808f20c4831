import { join } from 'node:path';
import { startChild } from './child-process.ts';
import type { LoadJob, LoadResult } from './load-job.ts';

const program = join(import.meta.dirname, 'load-process.ts');

export interface LoadGenerator {
  /** Does one job; jobs come one after another. */
  run(job: LoadJob): Promise<LoadResult>;
  stop(): Promise<void>;
}

/** Starts the load generator in a process of its own. */
export function startLoadGenerator(): LoadGenerator {
  const child = startChild('load generator', program);
  return {
    async run(job) {
      const answer: { result?: LoadResult; error?: string } = JSON.parse(await child.ask(JSON.stringify(job)));
      if (answer.result) return answer.result;
      throw new Error(`the load generator broke: ${answer.error}`);
    },
    stop: () => child.stop(),
  };
}
