import type { LoadJob } from './load-job.ts';
import { runLoad } from './load-run.ts';

// A process of its own, so that what it costs to make the load is not counted as Sarf's. It is told jobs, and tells
// results, as JSON texts.
process.on('message', (text) => {
  const job: LoadJob = JSON.parse(String(text));
  runLoad(job).then(
    (result) => process.send?.(JSON.stringify({ result })),
    (error: unknown) => process.send?.(JSON.stringify({ error: String(error) })),
  );
});
process.on('disconnect', () => process.exit());
// Ctrl-C in a terminal reaches us too; our parent ends us when it no longer needs us.
process.on('SIGINT', () => {});
