import type { BodyTemplate, ConsumedOperation, Template, TemplatedJson, With } from '../capability.ts';
import { variablesOf } from '../expressions/parse-template.ts';
import { hasName, type Known, type Scope } from './known.ts';
import { didYouMean, quote } from './nearest.ts';
import type { Section } from './section.ts';

/**
 * Warns of calls that cannot be what their author means: an argument that the operation has no use for, and a variable of
 * its path that nothing feeds.
 */
export function checkCall(
  section: Section,
  operation: ConsumedOperation,
  sources: With,
  scope: Scope,
  known: Known,
): void {
  const uses = usesOf(operation);
  for (const [name, { keyPlace }] of section.members('with')) {
    if (name === 'body' || hasName(uses, name)) continue;
    const message = `${operation.name} has no use for ${quote(name)}${didYouMean(name, uses)}`;
    section.report.warn(keyPlace, 'unused-argument', message);
  }
  const own = operation.parameters.filter(({ value }) => value !== null).map(({ name }) => name);
  const given = [...sources.keys(), ...own, ...scope.parameters.map(({ name }) => name), ...scope.pathVariables];
  for (const { path } of variablesOf(operation.path)) {
    const [name = '', ...more] = path;
    if (more.length > 0 || hasName(given, name) || known.isBound(path)) continue;
    section.report.warn(
      section.placeOf('call'),
      'unfed-variable',
      `nothing gives {${name}} in the path of ${operation.name}`,
    );
  }
}

/** The names by which an operation can use an argument. */
function usesOf({ path, parameters, body }: ConsumedOperation): string[] {
  const templates = [path, ...parameters.flatMap(({ value }) => (value === null ? [] : [value])), ...templatesIn(body)];
  const variables = templates.flatMap((template) => variablesOf(template).map((variable) => variable.path[0] ?? ''));
  return [...parameters.map(({ name }) => name), ...variables];
}

function templatesIn(body: BodyTemplate | null): readonly Template[] {
  if (body === null) return [];
  if (body.type === 'json') return templatesInJson(body.data);
  if (body.type === 'multipart') return body.parts.flatMap(({ value, filename }) => [value, filename ?? []]);
  return body.data instanceof Map ? [...body.data.values()] : isTemplate(body.data) ? [body.data] : [];
}

function templatesInJson(data: TemplatedJson): readonly Template[] {
  if (data.kind === 'template') return [data.template];
  if (data.kind === 'list') return data.items.flatMap(templatesInJson);
  return data.kind === 'object' ? [...data.members.values()].flatMap(templatesInJson) : [];
}

const isTemplate = (data: Template | ReadonlyMap<string, Template>): data is Template => Array.isArray(data);
