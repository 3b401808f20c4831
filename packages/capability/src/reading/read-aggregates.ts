import { deriveArguments } from './derive-arguments.ts';
import type { AggregateFunction, Known } from './known.ts';
import { readArguments } from './read-inputs.ts';
import { readInvocation } from './read-invocation.ts';
import type { Section } from './section.ts';
import { Names } from './unique.ts';

/** Reads `aggregates` into their functions, by `namespace.name`. */
export function readAggregates(section: Section, known: Known): Map<string, AggregateFunction> {
  const functions = new Map<string, AggregateFunction>();
  const namespaces = new Names(section.report, 'aggregate');
  section.list('aggregates', (aggregate) => {
    aggregate.allow('label', 'description');
    const namespace = aggregate.needText('namespace');
    namespaces.take(namespace, aggregate.placeOf('namespace'));
    if (!aggregate.has('functions')) aggregate.missing('functions');
    const names = new Names(section.report, 'function');
    aggregate.list('functions', (inner) => {
      const found = readFunction(inner, namespace, known);
      if (names.take(found.name, inner.placeOf('name'))) functions.set(`${namespace}.${found.name}`, found);
    });
  });
  return functions;
}

function readFunction(section: Section, namespace: string, known: Known): AggregateFunction {
  const parameters = readArguments(section);
  const invocation = readInvocation(section, known, { namespace, side: 'function', pathVariables: [], parameters });
  const semantics = section.one('semantics', (inner) => {
    inner.flag('cacheable');
    return { safe: inner.flag('safe'), idempotent: inner.flag('idempotent') };
  });
  if (semantics?.safe === true && invocation.kind === 'call' && invocation.operation.method !== 'GET') {
    section.report.warn(
      section.placeOf('semantics'),
      'semantics',
      `a ${invocation.operation.method} is said to be safe`,
    );
  }
  const declared = section.has('inputParameters');
  return {
    name: section.needText('name'),
    label: section.text('label'),
    description: section.needText('description'),
    safe: semantics?.safe ?? null,
    idempotent: semantics?.idempotent ?? null,
    parameters: declared ? parameters : deriveArguments(invocation, known),
    declared,
    invocation,
  };
}
