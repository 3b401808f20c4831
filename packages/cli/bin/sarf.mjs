#!/usr/bin/env node
// `sarf`, also as `npx sarf` in a checkout. Node runs src/main.ts as it is, so what runs it is the same as for `npm start`:
// tools/run.mjs, which installs what is missing and takes the Node that came with it.
import { fileURLToPath } from 'node:url';

process.argv.splice(2, 0, fileURLToPath(new URL('../src/main.ts', import.meta.url)));
await import('../../../tools/run.mjs');
