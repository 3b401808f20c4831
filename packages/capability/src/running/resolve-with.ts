import type { Json, Source, With } from '../capability.ts';
import { fillTemplate } from '../expressions/fill-template.ts';
import {
  anywhereValue,
  argumentValue,
  headerValue,
  lookupIn,
  parameterValue,
  pathValue,
  queryValue,
  type Scope,
  within,
} from './scope.ts';

const NOTHING: ReadonlyMap<string, Json> = new Map();

/** The values that `with` gives, with their types; what is absent is left out (naftiko, expressions and references). */
export function resolveWith(sources: With, scope: Scope): ReadonlyMap<string, Json> {
  const values = new Map<string, Json>();
  for (const [name, source] of sources) {
    const value = resolveSource(source, scope);
    if (value !== undefined) values.set(name, value);
  }
  return values;
}

/** The value of one source, or undefined. */
export function resolveSource(source: Source, scope: Scope): Json | undefined {
  const { input } = scope;
  switch (source.kind) {
    case 'parameter':
      return parameterValue(scope, source.name);
    case 'path':
      return pathValue(input, source.name);
    case 'query':
      return queryValue(input, source.name);
    case 'header':
      return headerValue(input, source.name);
    case 'body':
      return within(input.body, source.path);
    case 'anywhere':
      return anywhereValue(input, source.name);
    case 'argument':
      return argumentValue(input, source.name);
    case 'template':
      return fillTemplate(source.template, lookupIn(scope, NOTHING));
    case 'literal':
      return source.value;
  }
}
