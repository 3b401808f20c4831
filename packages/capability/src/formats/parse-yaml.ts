import { parseDocument, visit } from 'yaml';
import type { Json } from '../capability.ts';
import { numberOf } from '../json/parse-json.ts';

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * YAML 1.2 (core schema, one document) as JSON, numbers digit by digit as `parseJson` keeps them. Throws Error for what is
 * no YAML, for keys that come twice, and for more than 100 uses of aliases.
 */
export function parseYaml(text: string): Json {
  const document = parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: true });
  const [error] = document.errors;
  if (error !== undefined) throw error;
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'number' && JSON_NUMBER.test(node.source ?? ''))
        node.value = numberOf(node.source ?? '');
    },
  });
  return toJson(document.toJS({ maxAliasCount: 100 }));
}

function toJson(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(toJson);
  if (JSON.isRawJSON(value)) return value;
  if (typeof value !== 'object') return String(value);
  const pairs: [string, Json][] = Object.entries(value).map(([key, member]) => [key, toJson(member)]);
  return Object.fromEntries(pairs);
}
