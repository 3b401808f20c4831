import { buildDashboard } from './dashboard-build.ts';

// npm start: builds the dashboard where that is needed, and runs Sarf in this process. Without pages the API still works.
const asksForHelp = process.argv.includes('--help') || process.argv.includes('-h');
if (!asksForHelp) await buildDashboard((line) => process.stderr.write(`${line}\n`));
await import('../packages/server/src/main.ts');
