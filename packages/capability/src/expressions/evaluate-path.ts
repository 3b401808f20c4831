import type { Json, JsonPath, JsonStep } from '../capability.ts';
import { isJsonArray, isJsonObject, memberOf } from '../json/json.ts';

/**
 * What a path finds in a value. A definite path gives one node, undefined where there is none; a path with `[*]` or `..`
 * gives the list of all that it finds, perhaps empty (Jayway JsonPath does the same).
 */
export function evaluatePath(path: JsonPath, root: Json): Json | undefined {
  const found = path.reduce<readonly Json[]>((nodes, step) => nodes.flatMap((node) => [...follow(step, node)]), [root]);
  return path.every(isDefinite) ? found[0] : found;
}

const isDefinite = ({ kind }: JsonStep): boolean => kind === 'key' || kind === 'index';

function* follow(step: JsonStep, node: Json): Iterable<Json> {
  if (step.kind === 'all') {
    yield* childrenOf(node);
  } else if (step.kind === 'anywhere') {
    yield* anywhere(step.key, node);
  } else {
    const child = step.kind === 'key' ? memberOf(node, step.key) : isJsonArray(node) ? node.at(step.index) : undefined;
    if (child !== undefined) yield child;
  }
}

// With a list of what is still to be seen, not by calling itself: an answer may be nested as deep as it likes.
function* anywhere(key: string, root: Json): Iterable<Json> {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const child = memberOf(node, key);
    if (child !== undefined) yield child;
    for (const next of childrenOf(node).toReversed()) open.push(next);
  }
}

function childrenOf(node: Json): readonly Json[] {
  if (isJsonArray(node)) return node;
  return isJsonObject(node) ? Object.values(node) : [];
}
