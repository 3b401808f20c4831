import { statSync } from 'node:fs';
import type { McpPrompt, McpResource } from '../capability.ts';
import { parseTemplate } from '../expressions/parse-template.ts';
import { type Known, type Scope, variablesInPath } from './known.ts';
import { readLocation } from './locate.ts';
import { quote } from './nearest.ts';
import { readDescription } from './read-exposed.ts';
import { readInvocation } from './read-invocation.ts';
import { readText } from './read-text.ts';
import type { Section } from './section.ts';
import { Names } from './unique.ts';

/** Reads one of `resources` of an MCP expose. */
export function readResource(section: Section, namespace: string, known: Known): McpResource {
  const name = section.needText('name');
  const uri = section.needText('uri');
  // A URI with variables is no URI yet.
  if (uri !== '' && !/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(uri)) {
    section.report.error(section.placeOf('uri'), 'wrong-value', `${quote(uri)} is no URI with a scheme`);
  }
  const scope: Scope = { namespace, side: 'mcp', pathVariables: variablesInPath(uri), parameters: [] };
  const path = readExistingLocation(section);
  if (path !== null && section.has('call')) {
    section.report.error(section.keyPlace('location'), 'two-ways', 'there is "call" already: one of them is too many');
  }
  const invocation = readInvocation(section, known, scope);
  return {
    name,
    title: section.text('label') ?? name,
    uri,
    description: readDescription(section) ?? section.needText('description'),
    mimeType: section.text('mimeType'),
    content: path === null ? { kind: 'invocation', invocation } : { kind: 'location', path },
    place: section.place,
  };
}

/** The absolute path of a file or directory that is there. */
export function readExistingLocation(section: Section): string | null {
  const path = readLocation(section, 'location');
  if (path === null || exists(path)) return path;
  section.report.error(section.placeOf('location'), 'unreadable-file', `there is no ${quote(path)}`);
  return null;
}

function exists(path: string): boolean {
  return !path.includes('\0') && statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Reads one of `prompts` of an MCP expose: messages in the file, or one message that is the text of another file. */
export function readPrompt(section: Section): McpPrompt {
  const name = section.needText('name');
  const names = new Names(section.report, 'argument');
  const template = section.list('template', (message) => ({
    role: message.needChoice('role', ['user', 'assistant']),
    content: message.needTemplate('content'),
  }));
  if (!section.has('template') && !section.has('location')) section.missing('template');
  return {
    name,
    title: section.text('label') ?? name,
    description: readDescription(section) ?? section.needText('description'),
    arguments: section.list('arguments', (argument) => {
      const called = argument.needText('name');
      names.take(called, argument.placeOf('name'));
      return {
        name: called,
        title: argument.text('label'),
        description: readDescription(argument) ?? argument.needText('description'),
        required: argument.flag('required') ?? true,
      };
    }),
    messages: [...template, ...readPromptFile(section)],
    place: section.place,
  };
}

function readPromptFile(section: Section): McpPrompt['messages'] {
  const path = readLocation(section, 'location');
  if (path === null) return [];
  if (section.has('template')) {
    section.report.error(
      section.keyPlace('location'),
      'two-ways',
      'there is "template" already: one of them is too many',
    );
  }
  const read = readText(path);
  if ('text' in read) return [{ role: 'user', content: parseTemplate(read.text) }];
  section.report.error(section.placeOf('location'), 'unreadable-file', `${quote(path)}: ${read.fault}`);
  return [];
}
