import type { Json, Source, Template, With } from '../capability.ts';
import { parseTemplate } from '../expressions/parse-template.ts';
import type { Place } from '../problem.ts';
import { describe, type Item } from './item.ts';
import { jsonOf } from './json-of.ts';
import { hasName, type Scope } from './known.ts';
import { didYouMean, quote } from './nearest.ts';
import type { Report } from './report.ts';
import type { Section } from './section.ts';

const wholeName = /^[^\s{}]+$/;

/** Reads `with`: which argument of the consumed operation has its value where from. */
export function readWith(section: Section, scope: Scope): With {
  const entries = new Map<string, Source>();
  for (const [name, { item }] of section.members('with')) {
    const source = readSource(item, scope, section.report);
    if (source !== null) entries.set(name, source);
  }
  return entries;
}

/**
 * Where a value comes from: a reference to what the caller gave, in any of its forms, else a template, else the text
 * itself. Null for nothing, and for what is wrong, which is reported.
 */
export function readSource(item: Item, scope: Scope, report: Report): Source | null {
  if (item.kind !== 'scalar') {
    report.error(item.place, 'wrong-type', `a value of "with" must be text or a number, not ${describe(item)}`);
    return null;
  }
  if (item.value === null) return null;
  if (typeof item.value !== 'string') return { kind: 'literal', value: jsonOf(item, report) };
  return readText(item.value, item.place, scope, report);
}

function readText(text: string, place: Place, scope: Scope, report: Report): Source | null {
  const reference = findReference(text, scope);
  if (reference !== null) return checked(reference, text, place, scope, report);
  const template = parseTemplate(text);
  if (template.every((part) => typeof part === 'string')) {
    report.note(template, place);
    return literal(text, place, scope, report);
  }
  // `{{tools.x}}` is `tools.x`, with its type.
  const whole = wholeVariable(template);
  const named = whole === null ? null : findReference(whole, scope);
  if (whole !== null && named !== null) return checked(named, whole, place, scope, report);
  report.note(template, place);
  return { kind: 'template', template };
}

function wholeVariable(template: Template): string | null {
  const [only, ...more] = template;
  return typeof only === 'object' && more.length === 0 ? only.path.join('.') : null;
}

type Reference = Source | { readonly fault: string };

function findReference(text: string, scope: Scope): Reference | null {
  if (!wholeName.test(text)) return null;
  const own = `${scope.namespace}.`;
  if (text.startsWith(own) && text.length > own.length) return { kind: 'parameter', name: text.slice(own.length) };
  const [first = '', second, ...more] = text.split('.');
  if (second === undefined || second === '' || more.includes('')) return null;
  if (first === 'rest') return restReference(second, more, scope);
  if (first === 'tools') return toolsReference(second, more, scope);
  if (first !== '$this') return null;
  if (second === scope.namespace && more.length > 0) return { kind: 'parameter', name: more.join('.') };
  return { fault: `only parameters of this expose can be named: $this.${scope.namespace}.…` };
}

function restReference(second: string, more: readonly string[], { side }: Scope): Reference {
  if (side === 'mcp') return { fault: 'a tool has arguments and no request: write tools.…' };
  if (side === 'function') return { kind: 'parameter', name: more.at(-1) ?? second };
  const name = more.join('.');
  if (second === 'body') return { kind: 'body', path: more };
  if (name === '') return { kind: 'anywhere', name: second };
  if (second === 'path' || second === 'query' || second === 'header') return { kind: second, name };
  return { fault: 'it is none of rest.path.x, rest.query.x, rest.header.x, rest.body and rest.x' };
}

function toolsReference(second: string, more: readonly string[], { side }: Scope): Reference {
  if (side === 'rest') return { fault: 'a REST operation has a request and no arguments: write rest.…' };
  const name = [second, ...more].join('.');
  return side === 'function' ? { kind: 'parameter', name } : { kind: 'argument', name };
}

/** Says when a reference leads nowhere. */
function checked(reference: Reference, text: string, place: Place, scope: Scope, report: Report): Source | null {
  if ('fault' in reference) {
    report.error(place, 'unknown-reference', `${quote(text)}: ${reference.fault}`);
    return null;
  }
  const declared = scope.parameters.map(({ name }) => name);
  if (reference.kind === 'path' && !hasName(scope.pathVariables, reference.name)) {
    const guess = didYouMean(reference.name, scope.pathVariables);
    report.error(place, 'unknown-reference', `the path of the resource has no {${reference.name}}${guess}`);
  }
  const isBody = reference.kind === 'argument' && reference.name === 'body';
  if ((reference.kind === 'parameter' || reference.kind === 'argument') && !isBody && declared.length > 0) {
    if (hasName([...declared, ...scope.pathVariables], reference.name)) return reference;
    const guess = didYouMean(reference.name, declared);
    report.warn(place, 'undeclared-parameter', `no parameter ${quote(reference.name)} is declared${guess}`);
  }
  return reference;
}

function literal(value: string, place: Place, { parameters, pathVariables }: Scope, report: Report): Source {
  if ([...parameters.map(({ name }) => name), ...pathVariables].includes(value)) {
    const message = `${quote(value)} is sent as this very text, not as the parameter of that name: write {{${value}}} for that`;
    report.warn(place, 'literal-like-parameter', message);
  }
  const text: Json = value;
  return { kind: 'literal', value: text };
}
