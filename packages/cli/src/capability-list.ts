import { type Capability, callsOf, readCapabilities, showProblem } from '@sarf/capability';
import type { Command, Terminal, Words } from './command.ts';
import { table } from './table.ts';

export const capabilityList: Command = {
  name: ['capability', 'list'],
  operands: 'FILE...',
  summary: 'Show what capability files consume and expose, and what calls what.',
  help: ['FILE may be a folder. Needs no values of variables.'],
  flags: [{ name: 'strict', value: null, help: 'Unknown keys are errors.' }],
  run,
};

async function run(words: Words, terminal: Terminal): Promise<number> {
  const { files } = words;
  const read = await readCapabilities({ files, strict: words.isSet('strict'), portOffset: 0, insecure: true });
  for (const problem of read.problems) terminal.complain(showProblem(problem));
  for (const capability of read.capabilities) for (const line of linesOf(capability)) terminal.say(line);
  return read.problems.some(({ severity }) => severity === 'error') ? 1 : 0;
}

function linesOf(capability: Capability): string[] {
  const { name, label, file } = capability;
  return [`${name}${label === null ? '' : `: ${label}`} (${file})`, '', ...table(rowsOf(capability)), ''];
}

type Row = readonly [kind: string, where: string, what: string, calls: string];

function rowsOf({ apis, exposes }: Capability): Row[] {
  const head: Row = ['', 'WHERE', 'WHAT', 'CALLS'];
  const consumed = [...apis.values()].flatMap((api) => [
    ['consumes', api.namespace, api.baseUri, ''] as const,
    ...[...api.operations.values()].map(
      ({ name, method, path }) => ['', api.namespace, `${method} ${templateText(path)}`, name] as const,
    ),
  ]);
  const exposed = exposes.flatMap((expose): Row[] => {
    const where = expose.port === null ? `${expose.namespace}` : `${expose.namespace} :${expose.port}`;
    const rows = whatOf(expose).map(([what, calls]) => ['', where, what, calls] as const);
    return [[`exposes ${expose.type}`, where, '', ''], ...rows];
  });
  return [head, ...consumed, ...exposed];
}

function whatOf(expose: Capability['exposes'][number]): (readonly [string, string])[] {
  if (expose.type === 'mcp') return expose.tools.map(({ name, invocation }) => [name, callsOf(invocation)] as const);
  if (expose.type === 'skill') return expose.skills.map(({ name, tools }) => [name, `${tools.length} tools`] as const);
  if (expose.type === 'control') return [];
  return expose.resources.flatMap(({ path, operations, forward }) => [
    ...operations.map(({ method, invocation }) => [`${method} ${path}`, callsOf(invocation)] as const),
    ...(forward === null ? [] : [[`* ${path}`, `forwards to ${forward.api.namespace}`] as const]),
  ]);
}

const templateText = (template: readonly (string | { readonly path: readonly string[] })[]): string =>
  template.map((part) => (typeof part === 'string' ? part : `{${part.path.join('.')}}`)).join('');
