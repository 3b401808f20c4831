import type { Hints, Invocation, McpExpose, Tool } from '../capability.ts';
import { deriveArguments } from './derive-arguments.ts';
import { type AggregateFunction, type Known, noInvocation, readRef } from './known.ts';
import { quote } from './nearest.ts';
import { readDescription, readExposed, readPort } from './read-exposed.ts';
import { readArguments } from './read-inputs.ts';
import { ignoreInvocation, readInvocation } from './read-invocation.ts';
import { readPrompt, readResource } from './read-mcp-content.ts';
import type { Section } from './section.ts';
import { Names } from './unique.ts';

const toolName = /^[A-Za-z0-9_.-]{1,128}$/;

/** Reads an expose of type `mcp`. */
export function readMcp(section: Section, known: Known): McpExpose {
  const exposed = readExposed(section);
  const port = readTransport(section);
  if (port === null && section.has('authentication')) {
    const message = 'nobody checks credentials over standard input';
    section.report.warn(section.keyPlace('authentication'), 'without-effect', message);
  }
  const names = new Names(section.report, 'tool');
  const tools = section.list('tools', (inner) => {
    const tool = readTool(inner, exposed.namespace, known);
    names.take(tool.name, inner.placeOf('name'));
    return tool;
  });
  const uris = new Names(section.report, 'resource');
  const resources = section.list('resources', (inner) => {
    const resource = readResource(inner, exposed.namespace, known);
    uris.take(resource.uri, inner.placeOf('uri'));
    return resource;
  });
  const promptNames = new Names(section.report, 'prompt');
  const prompts = section.list('prompts', (inner) => {
    const prompt = readPrompt(inner);
    promptNames.take(prompt.name, inner.placeOf('name'));
    return prompt;
  });
  if (!['tools', 'resources', 'prompts'].some((key) => section.has(key))) section.missing('tools');
  return { type: 'mcp', ...exposed, port, tools, resources, prompts };
}

/** The port; null over standard input and output. */
function readTransport(section: Section): number | null {
  const transport = section.choice('transport', ['http', 'stdio']);
  if (transport !== 'stdio') return readPort(section);
  if (section.has('port')) {
    section.report.error(section.keyPlace('port'), 'port-of-stdio', 'there is no port over standard input and output');
  }
  return null;
}

function readTool(section: Section, namespace: string, known: Known): Tool {
  const title = section.text('label');
  const description = readDescription(section);
  const hints = section.one('hints', readHints);
  const declared = section.has('inputParameters');
  const parameters = readArguments(section);
  const common = { title, hints, namespace, place: section.place };
  if (section.has('ref')) {
    ignoreInvocation(section);
    const found = readRef(section, known);
    const name = checkName(section, section.text('name') ?? found?.name ?? '');
    if (found === null) return { ...common, name, description: '', parameters, declared, invocation: noInvocation };
    const inherited = found.parameters.filter((one) => !parameters.some((own) => own.name === one.name));
    return {
      ...common,
      name,
      title: title ?? found.label,
      description: description ?? found.description,
      parameters: [...parameters, ...inherited],
      declared: declared || found.declared,
      hints: hintsOf(found, hints),
      invocation: found.invocation,
    };
  }
  if (description === null || description.trim() === '') section.needText('description');
  const invocation = readInvocation(section, known, { namespace, side: 'mcp', pathVariables: [], parameters });
  checkHints(section, hints, invocation);
  return {
    ...common,
    name: checkName(section, section.needText('name')),
    description: description ?? '',
    parameters: declared ? parameters : deriveArguments(invocation, known),
    declared,
    invocation,
  };
}

function checkName(section: Section, name: string): string {
  if (name === '' || toolName.test(name)) return name;
  const message = `${quote(name)} is no name of a tool: letters, digits and "_.-", at most 128`;
  section.report.error(section.placeOf('name'), 'tool-name', message);
  return name;
}

function readHints(section: Section): Hints {
  const hints = {
    readOnly: section.flag('readOnly'),
    destructive: section.flag('destructive'),
    idempotent: section.flag('idempotent'),
    openWorld: section.flag('openWorld'),
  };
  return present(hints);
}

/** Only those that are said. */
const present = (hints: Readonly<Record<keyof Hints, boolean | null>>): Hints => ({
  ...(hints.readOnly === null ? {} : { readOnly: hints.readOnly }),
  ...(hints.destructive === null ? {} : { destructive: hints.destructive }),
  ...(hints.idempotent === null ? {} : { idempotent: hints.idempotent }),
  ...(hints.openWorld === null ? {} : { openWorld: hints.openWorld }),
});

/** What the semantics of a function mean for a tool; hints that the file gives win one by one. */
function hintsOf({ safe, idempotent }: AggregateFunction, own: Hints | null): Hints | null {
  const derived = present({ readOnly: safe, destructive: safe === true ? false : null, idempotent, openWorld: null });
  const all = { ...derived, ...own };
  return own === null && Object.keys(all).length === 0 ? null : all;
}

function checkHints(section: Section, hints: Hints | null, invocation: Invocation): void {
  if (invocation.kind !== 'call' || hints === null) return;
  const { method } = invocation.operation;
  // Searches and previews are POST too: who says that one can be repeated as well means what he says.
  const meant = method === 'POST' && hints.idempotent === true;
  if (method !== 'GET' && hints.readOnly === true && !meant) {
    section.report.warn(section.placeOf('hints'), 'hints', `a ${method} is said to be read only`);
  }
  if (method === 'DELETE' && hints.destructive === false) {
    section.report.warn(section.placeOf('hints'), 'hints', 'a DELETE is said not to be destructive');
  }
}
