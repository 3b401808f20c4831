import { buildDashboard } from './dashboard-build.ts';

// npm run dashboard: builds the pages, unless what is there was made of the very same sources.
const built = await buildDashboard((line) => console.log(line));
if (built === 'current') console.log('The dashboard is built of these sources already.');
process.exitCode = built === 'failed' ? 1 : 0;
