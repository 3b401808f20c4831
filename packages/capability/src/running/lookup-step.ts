import type { Json, Step } from '../capability.ts';
import { isJsonArray, memberOf, textOf } from '../json/json.ts';
import { mappingFailed } from './fault.ts';
import { resolveSource } from './resolve-with.ts';
import { type Scope, within } from './scope.ts';

/**
 * Looks values up in the list that an earlier step gave. Compares as text and takes the declared fields of the first hit,
 * null for those it lacks; for a list of values the list of their hits, in the order of the values. Undefined where nothing
 * is found. Throws Fault 502 `mapping-failed` where there is no list to look in.
 */
export function lookUp(step: Extract<Step, { kind: 'lookup' }>, scope: Scope): Json | undefined {
  const found = scope.steps.get(step.index);
  if (found === undefined)
    throw mappingFailed(`The step "${step.index}", in which "${step.name}" looks, gave nothing.`);
  const rows = isJsonArray(found) ? found : [found];
  const wanted =
    step.lookupValue.kind === 'step'
      ? stepValue(scope.steps, step.lookupValue.path)
      : resolveSource(step.lookupValue, scope);
  if (wanted === undefined) return undefined;
  const hit = (value: Json): readonly Json[] => {
    const row = rows.find((candidate) => {
      const compared = memberOf(candidate, step.match);
      return compared !== undefined && textOf(compared) === textOf(value);
    });
    return row === undefined ? [] : [project(row, step.outputs)];
  };
  if (!isJsonArray(wanted)) return hit(wanted)[0];
  const hits = wanted.flatMap(hit);
  return hits.length === 0 ? undefined : hits;
}

/** What a path `step.field.field` finds in the outputs of the steps; a field of a list is the list of that field. */
export function stepValue(steps: ReadonlyMap<string, Json>, [name = '', ...keys]: readonly string[]): Json | undefined {
  return keys.reduce<Json | undefined>((value, key) => {
    const inside = within(value, [key]);
    if (inside !== undefined || !isJsonArray(value)) return inside;
    const fields = value.flatMap((item) => within(item, [key]) ?? []);
    return fields.length === 0 ? undefined : fields;
  }, steps.get(name));
}

const project = (row: Json, names: readonly string[]): Json =>
  Object.fromEntries(names.map((name) => [name, memberOf(row, name) ?? null]));
