import {
  type Hosted,
  type ListeningAt,
  type RequestEntry,
  StartFault,
  showProblem,
  startCapabilities,
} from '@sarf/capability';
import type { Command, Terminal, Words } from './command.ts';
import { readBaseUris, readPort, readPortOffset, readPorts, readToken } from './read-values.ts';

export const capabilityRun: Command = {
  name: ['capability', 'run'],
  operands: 'FILE...',
  summary: 'Serve capability files: their REST adapters, MCP servers, skills and control ports.',
  help: [
    'FILE may be a folder; then all *.capability.yaml in it are served. Files that name the same port share it.',
    'Variables that the files bind come from the environment; one that is missing stops the start.',
    'It listens on 127.0.0.1 unless a file or --address says otherwise, and then only with an authentication.',
    'An MCP server with transport stdio speaks over standard input and output; then all lines go to standard error.',
    'SIGHUP reads the files again; with an error in them all stays as it was. Ctrl-C ends it in order.',
  ],
  flags: [
    { name: 'base-uri', value: 'NAMESPACE=URL', many: true, help: 'Call a consumed API at another base address.' },
    { name: 'port-offset', value: 'N', help: 'Add N to all ports of the files.' },
    { name: 'port', value: 'NAMESPACE=N', many: true, help: 'Serve an expose on another port.' },
    { name: 'rest-port', value: 'N', help: 'Serve all REST adapters and skills on this port.' },
    { name: 'mcp-port', value: 'N', help: 'Serve all MCP servers on this port.' },
    { name: 'address', value: 'A', help: 'Listen on this address.' },
    {
      name: 'allow-host',
      value: 'NAME',
      many: true,
      help: 'Answer under this host name too, such as that of a proxy.',
    },
    { name: 'token-env', value: 'NAME', help: 'Callers need the bearer token that this environment variable holds.' },
    { name: 'insecure', value: null, help: 'Listen for others without any authentication.' },
    { name: 'quiet', value: null, help: 'No line for each request.' },
    { name: 'strict', value: null, help: 'Unknown keys in the files are errors.' },
  ],
  run,
};

async function run(words: Words, terminal: Terminal): Promise<number> {
  const [address] = words.values('address');
  const options = {
    files: words.files,
    environment: terminal.environment,
    baseUris: readBaseUris(words),
    portOffset: readPortOffset(words),
    ports: readPorts(words),
    restPort: readPort(words, 'rest-port'),
    mcpPort: readPort(words, 'mcp-port'),
    ...(address === undefined ? {} : { address }),
    hosts: words.values('allow-host'),
    token: readToken(words, terminal.environment),
    insecure: words.isSet('insecure'),
    strict: words.isSet('strict'),
    stdio: true,
    now: terminal.now,
    log: terminal.complain,
    ...(words.isSet('quiet') ? {} : { onRequest: (entry: RequestEntry) => terminal.complain(requestLine(entry)) }),
  };
  let hosted: Hosted;
  try {
    hosted = await startCapabilities(options);
  } catch (error) {
    if (!(error instanceof StartFault)) throw error;
    terminal.complain(error.message);
    terminal.complain('Nothing was started.');
    return 1;
  }
  for (const problem of hosted.problems) terminal.complain(showProblem(problem));
  // What a program reads from us over standard output is the protocol and nothing else.
  const say = hosted.usesStdio ? terminal.complain : terminal.say;
  for (const line of listeningLines(hosted.listening)) say(line);
  say('sarf capability is ready');
  terminal.tellReady?.();
  await untilStopped(hosted, terminal);
  return 0;
}

/** Serves until it is told to stop; reads the files again when it is told so. */
async function untilStopped(hosted: Hosted, terminal: Terminal): Promise<void> {
  terminal.onSignal('SIGHUP', () => {
    reload(hosted, terminal).catch(() => terminal.complain('The files could not be read again; all stays as it was.'));
  });
  await new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) terminal.onSignal(name, resolve);
    // Who speaks over standard input ends us by closing it.
    if (hosted.usesStdio) terminal.onInputEnd(resolve);
  });
  await hosted.stop();
}

async function reload(hosted: Hosted, terminal: Terminal): Promise<void> {
  const result = await hosted.reload();
  for (const problem of result.problems) terminal.complain(showProblem(problem));
  if (!result.ok) {
    terminal.complain('The files were not taken over; all stays as it was.');
    return;
  }
  for (const line of listeningLines(result.listening)) terminal.say(line);
  terminal.say('sarf capability has read its files again');
}

const kinds = { rest: 'REST', mcp: 'MCP', skill: 'Skills', control: 'Control' } as const;
const things = { rest: 'operation', mcp: 'tool', skill: 'skill', control: '' } as const;
const paths = { rest: '', mcp: '/mcp', skill: '/skills', control: '/health/ready' } as const;

function listeningLines(listening: readonly ListeningAt[]): string[] {
  return listening.map(({ kind, address, port, namespaces, count }) => {
    const url = `http://${address.includes(':') ? `[${address}]` : address}:${port}${paths[kind]}`;
    const counted = things[kind] === '' ? '' : `${count} ${things[kind]}${count === 1 ? '' : 's'}`;
    return `${kinds[kind].padEnd(8)}${url.padEnd(36)} ${counted.padEnd(14)} ${namespaces.join(', ')}`.trimEnd();
  });
}

/** Method, path, status and time; never the query nor a body. */
function requestLine({ method, path, status, durationMs }: RequestEntry): string {
  return `${method} ${path} ${status ?? 'gone'} ${durationMs.toFixed(1)} ms`;
}
