import { answerParent } from './child-process.ts';
import type { LoadJob } from './load-job.ts';
import { runLoad } from './load-run.ts';

// A process of its own, so that what it costs to make the load is not counted as Sarf's. It is told jobs, and tells
// results, as JSON texts.
answerParent(async (text) => {
  const job: LoadJob = JSON.parse(text);
  const answer = await runLoad(job).then(
    (result) => ({ result }),
    (error: unknown) => ({ error: String(error) }),
  );
  return JSON.stringify(answer);
});
