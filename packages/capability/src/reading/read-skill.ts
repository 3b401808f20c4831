import type { Expose, McpExpose, RestExpose, Skill, SkillExpose } from '../capability.ts';
import { didYouMean, quote } from './nearest.ts';
import { readExposed, readPort } from './read-exposed.ts';
import { readExistingLocation } from './read-mcp-content.ts';
import type { Section } from './section.ts';
import { Names } from './unique.ts';

/** Reads an expose of type `skill`. */
export function readSkills(section: Section, siblings: readonly Expose[]): SkillExpose {
  const exposed = readExposed(section);
  const port = readPort(section);
  const names = new Names(section.report, 'skill');
  if (!section.has('skills')) section.missing('skills');
  const skills = section.list('skills', (inner) => {
    const skill = readSkill(inner, siblings);
    names.take(skill.name, inner.placeOf('name'));
    return skill;
  });
  return { type: 'skill', ...exposed, port, skills };
}

function readSkill(section: Section, siblings: readonly Expose[]): Skill {
  const location = readExistingLocation(section);
  const names = new Names(section.report, 'tool of the skill');
  return {
    name: section.needText('name'),
    description: limited(section, 'description', 1024) ?? section.needText('description'),
    license: section.text('license'),
    compatibility: limited(section, 'compatibility', 500),
    metadata: readMetadata(section),
    allowedTools: limited(section, 'allowed-tools', 1024),
    argumentHint: section.text('argument-hint'),
    userInvocable: section.flag('user-invocable') ?? true,
    disableModelInvocation: section.flag('disable-model-invocation') ?? false,
    location,
    tools: section.list('tools', (tool) => {
      const name = tool.needText('name');
      names.take(name, tool.placeOf('name'));
      return { name, description: tool.needText('description'), from: readOrigin(tool, location, siblings) };
    }),
  };
}

function limited(section: Section, key: string, max: number): string | null {
  const text = section.text(key);
  if (text !== null && text.length > max) {
    section.report.error(section.placeOf(key), 'too-long', `${quote(key)} has more than ${max} characters`);
  }
  return text;
}

function readMetadata(section: Section): ReadonlyMap<string, string> {
  const metadata = new Map<string, string>();
  for (const [key, { item }] of section.members('metadata')) {
    if (item.kind === 'scalar') metadata.set(key, item.text);
    else section.report.error(item.place, 'wrong-type', 'metadata maps text to text');
  }
  return metadata;
}

type Origin = Skill['tools'][number]['from'];

function readOrigin(tool: Section, location: string | null, siblings: readonly Expose[]): Origin {
  const file = tool.text('instruction');
  const derived = tool.one('from', (from) => readDerived(from, siblings));
  if (derived === null && file === null && !tool.has('from')) tool.missing('from');
  if (tool.has('from') && file !== null) {
    tool.report.error(tool.keyPlace('instruction'), 'two-ways', 'there is "from" already: one of them is too many');
  }
  if (derived !== null) return derived;
  if (file !== null && location === null) {
    const message = 'an instruction is a file in "location", which the skill has not';
    tool.report.error(tool.placeOf('instruction'), 'no-location', message);
  }
  if (file !== null && (file.startsWith('/') || file.split(/[\\/]/).includes('..'))) {
    tool.report.error(tool.placeOf('instruction'), 'wrong-value', `${quote(file)} leads out of "location"`);
  }
  return { kind: 'instruction', file: file ?? '' };
}

/** A tool or an operation of another expose of the same file. */
function readDerived(from: Section, siblings: readonly Expose[]): Origin {
  const namespace = from.needText('sourceNamespace');
  const action = from.needText('action');
  const able = siblings.filter((expose) => expose.type === 'rest' || expose.type === 'mcp');
  const sibling = able.find((expose) => expose.namespace === namespace);
  if (sibling === undefined && namespace !== '') {
    const guess = didYouMean(
      namespace,
      able.map((expose) => expose.namespace),
    );
    const message = `no rest or mcp expose here is called ${quote(namespace)}${guess}`;
    from.report.error(from.placeOf('sourceNamespace'), 'unknown-from', message);
  }
  const actions = sibling === undefined ? [] : actionsOf(sibling);
  if (sibling !== undefined && action !== '' && !actions.includes(action)) {
    const message = `${quote(namespace)} has no tool or operation ${quote(action)}${didYouMean(action, actions)}`;
    from.report.error(from.placeOf('action'), 'unknown-from', message);
  }
  return { kind: 'derived', namespace, action, mode: sibling?.type ?? 'mcp' };
}

function actionsOf(expose: RestExpose | McpExpose): string[] {
  if (expose.type === 'mcp') return expose.tools.map(({ name }) => name);
  return expose.resources.flatMap(({ operations }) => operations.flatMap(({ name }) => name ?? []));
}
