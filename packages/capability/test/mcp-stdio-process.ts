import { createReplays } from '../src/mcp/replays/replays.ts';
import { serveMcpOverStdio } from '../src/mcp/serve-stdio.ts';
import { createOpenApiDocuments } from '../src/openapi/document.ts';
import { contractTools, expose } from './mcp-desk.ts';
import { runtime } from './models.ts';

// A process that serves, against the API that its argument names, the tools of the contract file over its standard input and output, until the input ends.
const log = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
const running = runtime();
serveMcpOverStdio(
  {
    exposes: [expose(contractTools(process.argv[2] ?? 'http://127.0.0.1:1'), { port: null })],
    runtime: running,
    openapi: createOpenApiDocuments(log),
    replays: createReplays({ now: Date.now }),
  },
  log,
);
process.stdin.once('end', () => void running.close());
