import type { Json, Output } from '../capability.ts';
import { evaluatePath } from '../expressions/evaluate-path.ts';
import { fillTemplate, type Lookup } from '../expressions/fill-template.ts';
import { isJsonArray, isRawNumber, memberOf, textOf } from '../json/json.ts';
import { tryParseJson } from '../json/parse-json.ts';
import { mappingFailed } from './fault.ts';

/** The first output that is something, which is the whole answer; null where none is. Throws Fault 502 `mapping-failed`. */
export function shapeOutputs(outputs: readonly Output[], node: Json, lookup: Lookup): Json {
  for (const output of outputs) {
    const value = shapeOutput(output, node, lookup);
    if (value !== null) return value;
  }
  return null;
}

/**
 * What an output makes of a node, all the way down; null where there is nothing. Mappings of properties and items are
 * relative to what their parent's mapping found.
 */
export function shapeOutput(output: Output, node: Json, lookup: Lookup): Json {
  if (output.value !== null) return finished(output, constant(output, fillTemplate(output.value, lookup)));
  const found = output.mapping === null ? node : evaluatePath(output.mapping, node);
  if (found === undefined || found === null) return null;
  if (output.type === 'array') return shapeList(output, found, lookup);
  if (output.type !== 'object' || output.properties === null) return finished(output, found);
  const members: [string, Json][] = [];
  for (const [name, property] of output.properties) {
    members.push([name, shapeOutput(property, startOf(property, name, found), lookup)]);
  }
  return Object.fromEntries(members);
}

// A property without a path of its own is the member of that name; an object with properties only groups.
function startOf(property: Output, name: string, node: Json): Json {
  const groups = property.type === 'object' && property.properties !== null;
  return property.mapping !== null || groups ? node : (memberOf(node, name) ?? null);
}

// One node where a list is wanted is a list of one: XML does not tell them apart.
function shapeList({ items }: Output, found: Json, lookup: Lookup): Json {
  const list = isJsonArray(found) ? found : [found];
  return items === null ? list : list.map((item) => shapeOutput(items, item, lookup));
}

function constant({ type }: Output, value: Json | undefined): Json {
  if (value === undefined || value === null) return null;
  if (type === 'string') return textOf(value);
  const typed = typeof value === 'string' ? tryParseJson(value) : value;
  if (typed === undefined || !isOfType(typed, type))
    throw mappingFailed(`A value that is declared as ${type} is none.`);
  return typed;
}

function isOfType(value: Json, type: Output['type']): boolean {
  switch (type) {
    case 'number':
      return typeof value === 'number' || isRawNumber(value);
    case 'integer':
      return /^-?\d+$/.test(textOf(value)) && typeof value !== 'string';
    case 'array':
      return isJsonArray(value);
    default:
      return typeof value === type;
  }
}

function finished({ values, maxLength }: Output, value: Json): Json {
  const replaced = values?.get(textOf(value)) ?? value;
  if (maxLength === null || typeof replaced !== 'string' || replaced.length <= maxLength) return replaced;
  return [...replaced].slice(0, maxLength).join('');
}
