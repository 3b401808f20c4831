import { stringify } from 'yaml';
import type { ShownTool } from './example-of.ts';
import { firstSentence } from './markdown.ts';
import type { OfferedSkill } from './skills-of.ts';

const DESCRIPTION_LENGTH_MAX = 1024;
const COMPATIBILITY = 'Needs network access to the MCP server or the REST API of this capability.';

/**
 * The front matter of SKILL.md between its lines. It has the fields of the specification only; what other
 * clients know besides stands in `metadata`, where everything is text.
 */
export function frontMatter({ name, capability, skill }: OfferedSkill, tools: readonly ShownTool[]): string {
  const metadata = new Map<string, string>(skill?.metadata ?? []);
  metadata.set('capability', capability.name);
  metadata.set('spec', `naftiko-${capability.version}`);
  if (skill?.argumentHint != null) metadata.set('argument-hint', skill.argumentHint);
  if (skill?.userInvocable === false) metadata.set('user-invocable', 'false');
  if (skill?.disableModelInvocation) metadata.set('disable-model-invocation', 'true');
  const fields = {
    name,
    description: cut(skill?.description ?? describe(capability, tools)),
    ...(skill?.license == null ? {} : { license: skill.license }),
    compatibility: skill?.compatibility ?? COMPATIBILITY,
    metadata: Object.fromEntries(metadata),
    ...(skill?.allowedTools == null ? {} : { 'allowed-tools': skill.allowedTools }),
  };
  const yaml = stringify(fields, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' });
  return `---\n${yaml}---`;
}

/** What it does and when to use it, in the words of the file. */
function describe({ label, description, name }: OfferedSkill['capability'], tools: readonly ShownTool[]): string {
  const what = description ?? label ?? name;
  const uses = tools.map(({ tool }) => firstSentence(tool.description).replace(/[.!?]$/, ''));
  const does = /[.!?]$/.test(what) ? what : `${what}.`;
  return uses.length === 0 ? does : `${does} Use it for: ${uses.join('; ')}.`;
}

/** In one line, cut at a word where it is too long. */
function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= DESCRIPTION_LENGTH_MAX) return line;
  return `${line.slice(0, DESCRIPTION_LENGTH_MAX - 1).replace(/\s\S*$/, '')}…`;
}
