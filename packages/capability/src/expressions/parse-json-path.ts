import type { JsonPath, JsonStep } from '../capability.ts';

type Found = { readonly step: JsonStep; readonly length: number };

const name = /^[^\s.[\]()?*,'"$@{}]+/;
const bracket = /^\[\s*(?:(\*)|(-?\d{1,9})|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*\]/;

/**
 * Reads a path into JSON (a part of RFC 9535, as Jayway JsonPath writes it): `$`, `.a`, `['a']`, `[0]`, `[-1]`, `[*]`, `.*`,
 * `..a`, `..['a']`. `$.` is `$`. Filters, slices, unions and functions are a fault, which says what is in the way.
 */
export function parseJsonPath(text: string): JsonPath | { readonly fault: string } {
  const source = text.trim();
  if (!source.startsWith('$')) return { fault: 'a path begins with "$", as in "$.amount"' };
  if (source === '$.') return [];
  const steps: JsonStep[] = [];
  for (let rest = source.slice(1); rest !== ''; ) {
    const found = nextStep(rest);
    if (found === null) return { fault: faultIn(rest) };
    steps.push(found.step);
    rest = rest.slice(found.length);
  }
  return steps;
}

function nextStep(rest: string): Found | null {
  if (rest.startsWith('..')) return anywhere(rest);
  if (rest.startsWith('.*')) return { step: { kind: 'all' }, length: 2 };
  if (rest.startsWith('[')) return inBrackets(rest);
  const [key] = rest.startsWith('.') ? (name.exec(rest.slice(1)) ?? []) : [];
  return key === undefined ? null : { step: { kind: 'key', key }, length: key.length + 1 };
}

function anywhere(rest: string): Found | null {
  const after = rest.slice(2);
  const [key] = name.exec(after) ?? [];
  if (key !== undefined) return { step: { kind: 'anywhere', key }, length: key.length + 2 };
  const quoted = inBrackets(after);
  if (quoted?.step.kind !== 'key') return null;
  return { step: { kind: 'anywhere', key: quoted.step.key }, length: quoted.length + 2 };
}

function inBrackets(rest: string): Found | null {
  const [all, star, index, single, double] = bracket.exec(rest) ?? [];
  if (all === undefined) return null;
  if (star !== undefined) return { step: { kind: 'all' }, length: all.length };
  if (index !== undefined) return { step: { kind: 'index', index: Number(index) }, length: all.length };
  const key = (single ?? double ?? '').replaceAll(/\\(.)/g, '$1');
  return { step: { kind: 'key', key }, length: all.length };
}

function faultIn(rest: string): string {
  const shown = JSON.stringify(rest.slice(0, 30));
  if (/^\.?\.?\[\s*\?/.test(rest)) return `filters are not supported: ${shown}`;
  if (/^\[[^\]]*:/.test(rest)) return `slices are not supported: ${shown}`;
  if (/^\[[^\]]*,/.test(rest)) return `unions are not supported: ${shown}`;
  if (rest.startsWith('(')) return `functions are not supported: ${shown}`;
  return `it is not to be understood from ${shown} on`;
}
