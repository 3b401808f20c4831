import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import type { McpPrompt, Template } from '../capability.ts';

/** Prompts as prompts/list has them; a title of an argument only where the file has one. */
export const listPrompts = (prompts: readonly McpPrompt[]) =>
  prompts.map((prompt) => ({
    name: prompt.name,
    title: prompt.title,
    description: prompt.description,
    arguments: prompt.arguments.map(({ name, title, description, required }) => ({
      name,
      ...(title === null ? {} : { title }),
      description,
      required,
    })),
  }));

/**
 * The messages of a prompt with its arguments put in. What an argument brings is not looked through for variables again,
 * and a variable without an argument stays as it stands. Throws -32602 for an unknown prompt and a missing argument.
 */
export function getPrompt(prompts: readonly McpPrompt[], name: string, given: Readonly<Record<string, string>>) {
  const prompt = prompts.find((candidate) => candidate.name === name);
  if (!prompt) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown prompt: ${name.slice(0, 128)}`);
  const missing = prompt.arguments.find((argument) => argument.required && !Object.hasOwn(given, argument.name));
  if (missing) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `The argument "${missing.name}" is required.`);
  return {
    description: prompt.description,
    messages: prompt.messages.map(({ role, content }) => ({
      role,
      content: { type: 'text' as const, text: fillIn(content, given) },
    })),
  };
}

function fillIn(template: Template, given: Readonly<Record<string, string>>): string {
  return template
    .map((part) => {
      if (typeof part === 'string') return part;
      const name = part.path.join('.');
      return Object.hasOwn(given, name) ? given[name] : `{{${name}}}`;
    })
    .join('');
}
