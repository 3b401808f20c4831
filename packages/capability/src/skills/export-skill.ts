import type { Capability, Skill } from '../capability.ts';
import { describeTool } from '../mcp/describe-tool.ts';
import type { OpenApiDocuments } from '../openapi/document.ts';
import { type ShownTool, shown } from './example-of.ts';
import { frontMatter } from './front-matter.ts';
import { block, code, firstSentence, table } from './markdown.ts';
import { errorsPage, restPage, toolsPage } from './reference-pages.ts';
import { type OfferedSkill, skillsOf } from './skills-of.ts';

export interface SkillOptions {
  readonly openapi: OpenApiDocuments;
  /** Where the MCP server and the REST adapter are reached; null where there is none. */
  readonly mcpUrl: string | null;
  readonly restUrl: string | null;
}

/** A file by its path with slashes. */
export interface SkillFile {
  readonly path: string;
  readonly text: string;
}

/**
 * A capability as Agent Skills: a folder with SKILL.md and references for each skill that it declares, or one for all of
 * it. Names variables and never has their values; the table of tools is what tools/list has.
 */
export const exportSkill = (capability: Capability, options: SkillOptions): readonly SkillFile[] =>
  skillsOf([capability]).skills.flatMap((offered) =>
    skillFiles(offered, options).map(({ path, text }) => ({ path: `${offered.name}/${path}`, text })),
  );

/** The files of one skill, by their paths within its folder. */
export function skillFiles(offered: OfferedSkill, options: SkillOptions): readonly SkillFile[] {
  const tools = toolsOf(offered, options.openapi);
  const rest = offered.capability.exposes.filter((expose) => expose.type === 'rest');
  const pages: SkillFile[] = [
    ...(tools.length > 0 ? [{ path: 'references/tools.md', text: toolsPage(tools) }] : []),
    ...(rest.length > 0 ? [{ path: 'references/rest.md', text: restPage(rest, options.restUrl) }] : []),
    { path: 'references/errors.md', text: errorsPage(tools) },
  ];
  const references = pages.map(({ path }) => path);
  return [
    { path: 'SKILL.md', text: `${frontMatter(offered, tools)}\n${body(offered, tools, references, options)}` },
    ...pages,
  ];
}

/** The tools that a skill is about: those that it declares, else all of its capability, in their order. */
function toolsOf({ capability, skill }: OfferedSkill, openapi: OpenApiDocuments): readonly ShownTool[] {
  const exposes = capability.exposes.filter((expose) => expose.type === 'mcp');
  return exposes.flatMap(({ namespace, tools }) =>
    tools.filter(({ name }) => isOf(skill, namespace, name)).map((tool) => shown(describeTool(tool, openapi))),
  );
}

function isOf(skill: Skill | null, namespace: string, action: string): boolean {
  if (skill === null) return true;
  return skill.tools.some(
    ({ from }) => from.kind === 'derived' && from.namespace === namespace && from.action === action,
  );
}

function body(
  offered: OfferedSkill,
  tools: readonly ShownTool[],
  references: readonly string[],
  options: SkillOptions,
): string {
  const { capability, skill } = offered;
  const sections = [
    `# ${(skill?.name ?? capability.label ?? capability.name).replaceAll(/\s+/g, ' ')}`,
    skill?.description ?? capability.description ?? '',
    connecting(capability, options),
    tools.length > 0 ? `## Tools\n\n${toolTable(offered, tools)}` : '',
    instructions(skill),
    howTo(tools),
    rules(tools),
    `## More\n\n${references.map((path) => `- [${TITLES[path] ?? path}](${path})`).join('\n')}`,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

const TITLES: Readonly<Record<string, string>> = {
  'references/tools.md': 'Every tool with its arguments and an example call',
  'references/rest.md': 'The same over HTTP',
  'references/errors.md': 'What goes wrong, and what to do then',
};

function connecting({ exposes, binds }: Capability, { mcpUrl, restUrl }: SkillOptions): string {
  const secured = exposes.filter(({ authentication }) => authentication !== null);
  const names = [
    ...new Set(binds.flatMap(({ keys, file }) => [...keys].map(([name, key]) => (file === null ? key : name)))),
  ];
  const lines = [
    mcpUrl === null ? '' : `- MCP over streamable HTTP: ${mcpUrl}`,
    restUrl === null ? '' : `- REST: ${restUrl}`,
    secured.length === 0
      ? ''
      : `- It asks for credentials (${[...new Set(secured.map(({ authentication }) => authentication?.type))].join(', ')}); ask whoever runs it.`,
    names.length === 0
      ? ''
      : `- Whoever runs the server sets ${names.map(code).join(', ')} there. You need no values of them: never ask for one, and never show one.`,
  ];
  const known = lines.filter((line) => line !== '');
  return known.length === 0 ? '' : `## Connect\n\n${known.join('\n')}`;
}

function toolTable({ skill }: OfferedSkill, tools: readonly ShownTool[]): string {
  const rows = tools.map(({ entry, tool, input }) => {
    const declared = skill?.tools.find(({ from }) => from.kind === 'derived' && from.action === tool.name);
    const required = new Set([input.schema.required ?? []].flat());
    const names = Object.keys(input.schema.properties ?? {});
    const marked = names.map((name) => (required.has(name) ? `**${name}**` : name)).join(', ');
    const does = declared?.description ?? firstSentence(tool.description);
    return [code(entry.name), does, marked || 'none', safetyOf(tool.hints)];
  });
  return `${table(['Tool', 'Does', 'Arguments (needed in bold)', 'Safety'], rows)}`;
}

function safetyOf(hints: ShownTool['tool']['hints']): string {
  if (hints?.readOnly === true) return 'read-only';
  const words = [
    'writes',
    ...(hints?.destructive === false ? [] : ['destructive']),
    ...(hints?.idempotent === true ? ['idempotent'] : []),
  ];
  return words.join(', ');
}

/** Files of the author that say how something is done. */
function instructions(skill: Skill | null): string {
  const items = (skill?.tools ?? []).flatMap(({ name, description, from }) =>
    from.kind === 'instruction' ? [`- [${name}](${encodeURI(from.file)}): ${description.replaceAll(/\s+/g, ' ')}`] : [],
  );
  return items.length === 0 ? '' : `## Instructions\n\n${items.join('\n')}`;
}

function howTo(tools: readonly ShownTool[]): string {
  const reading = tools.find(({ isWriting, tool }) => !isWriting && !/preview/i.test(tool.name));
  const writing = tools.find((tool) => tool.isWriting);
  const chosen = [
    ...(reading ? [{ title: 'Look something up', tool: reading }] : []),
    ...(writing ? [{ title: 'Change something', tool: writing }] : []),
  ];
  const parts = chosen.flatMap(({ title, tool }) =>
    tool.example === null
      ? []
      : [
          `### ${title}\n\nCall ${code(tool.entry.name)} with:\n\n${block('json', JSON.stringify(tool.example, null, 2))}`,
        ],
  );
  return parts.length === 0 ? '' : `## How to\n\n${parts.join('\n\n')}`;
}

function rules(tools: readonly ShownTool[]): string {
  const previews = tools.filter(({ tool }) => tool.hints?.readOnly === true && /preview/i.test(tool.name));
  const lines = [
    'Before you call a tool that writes, say what it will do, with amounts and names, and have the person agree.',
    ...(previews.length > 0
      ? [`See first what would happen: ${previews.map(({ entry }) => code(entry.name)).join(', ')}.`]
      : []),
    'Take ids, codes and amounts from answers or from the person; do not make any up, and do not round.',
    'The same call of a tool that writes is carried out once within a day; called again it gives the first result and says so. To do the same thing a second time on purpose, give a new `idempotency_key`.',
    'An answer with an error says whether money moved. Where it is `unknown`, or no answer came, read or list first; the same call again is safe.',
  ];
  return `## Rules\n\n${lines.map((line, at) => `${at + 1}. ${line}`).join('\n')}`;
}
