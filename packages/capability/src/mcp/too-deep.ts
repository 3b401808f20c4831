import type { Json } from '../capability.ts';
import { isJsonArray, isJsonObject } from '../json/json.ts';

// Far more than any message needs, far less than what recursion over it takes.
const DEPTH_MAX = 100;

/** Is a value nested so deep that walking through it could end the process? Walks level by level itself. */
export function isTooDeep(value: Json): boolean {
  let level: readonly Json[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEPTH_MAX) return true;
    level = level.flatMap((item) => (isJsonArray(item) ? item : isJsonObject(item) ? Object.values(item) : []));
  }
  return false;
}
