import { parseDocument } from 'yaml';

// The rules of Agent Skills (agentskills.io, specification), taken strictly: what is not named there is a fault.
const FIELDS = new Set(['name', 'description', 'license', 'compatibility', 'metadata', 'allowed-tools']);

/** What is wrong with a SKILL.md in a directory; empty when nothing is. */
export function checkSkill(directory: string, text: string): string[] {
  const [, yaml, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  if (yaml === undefined || body === undefined) return ['There is no front matter between lines of ---.'];
  const document = parseDocument(yaml, { uniqueKeys: true });
  const fields: unknown = document.toJS();
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return ['The front matter is no map.'];
  const at = new Map<string, unknown>(Object.entries(fields));
  const faults = [...document.errors, ...document.warnings].map(({ message }) => message);
  const check = (isRight: boolean, fault: string): void => void (isRight || faults.push(fault));
  const isText = (value: unknown, max: number): boolean =>
    typeof value === 'string' && value.trim() !== '' && value.length <= max;
  for (const key of at.keys()) check(FIELDS.has(key), `${key} is no field.`);
  const name = at.get('name');
  check(
    isText(name, 64) && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(String(name)),
    `The name ${String(name)} breaks the rules.`,
  );
  check(name === directory, `The name ${String(name)} is not that of the directory ${directory}.`);
  check(isText(at.get('description'), 1024), 'The description breaks the rules.');
  check(!at.has('license') || isText(at.get('license'), 500), 'The license breaks the rules.');
  check(!at.has('compatibility') || isText(at.get('compatibility'), 500), 'The compatibility breaks the rules.');
  check(!at.has('allowed-tools') || isText(at.get('allowed-tools'), 1024), 'The allowed tools break the rules.');
  const metadata = at.get('metadata') ?? {};
  check(
    typeof metadata === 'object' && Object.values(metadata).every((value) => typeof value === 'string'),
    'The metadata are not all text.',
  );
  check(!yaml.includes('\t'), 'There are tabs in the front matter.');
  check(body.trim() !== '' && body.split('\n').length < 500, 'The body is empty or too long.');
  return faults;
}

/** Paths of the files that a text links to beside it. */
export const linksOf = (text: string): string[] =>
  [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = '']) => decodeURI(path));
