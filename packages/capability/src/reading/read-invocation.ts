import type { Invocation, Output } from '../capability.ts';
import { checkCall } from './check-call.ts';
import { type Known, noInvocation, readCall, type Scope } from './known.ts';
import { readOutputs } from './read-outputs.ts';
import { readSteps } from './read-steps.ts';
import { readWith } from './read-with.ts';
import type { Section } from './section.ts';

/** Reads what happens when something is used: a `call`, `steps`, or neither, which is a mock of its outputs. */
export function readInvocation(section: Section, known: Known, scope: Scope): Invocation {
  const ways = ['call', 'steps', 'ref'].filter((key) => section.has(key));
  for (const other of ways.slice(1)) {
    section.report.error(section.keyPlace(other), 'two-ways', `there is "${ways[0]}" already: one of them is too many`);
  }
  const sources = readWith(section, scope);
  const steps = readSteps(section, known, scope);
  const outputs = readOutputs(section);
  if (section.has('call')) {
    const operation = readCall(section, known);
    if (operation === null) return noInvocation;
    checkCall(section, operation, sources, scope, known);
    return { kind: 'call', operation, with: sources, outputs };
  }
  if (section.has('steps')) return { ...steps, outputs };
  for (const key of ['with', 'mappings']) {
    if (section.has(key)) section.report.error(section.keyPlace(key), 'no-call', `"${key}" stands here without a call`);
  }
  if (section.has('outputParameters') && !outputs.some(hasValue)) {
    const message = 'without a call an output needs a "value"';
    section.report.warn(section.keyPlace('outputParameters'), 'no-value', message);
  }
  return { kind: 'mock', outputs };
}

const hasValue = ({ value, properties, items }: Output): boolean =>
  value !== null || [...(properties?.values() ?? []), ...(items === null ? [] : [items])].some(hasValue);

/** With `ref` the function decides; what stands beside it is said to be without effect. */
export function ignoreInvocation(section: Section): void {
  for (const key of ['call', 'steps']) {
    if (section.has(key))
      section.report.error(section.keyPlace(key), 'two-ways', 'there is "ref" already: one of them is too many');
  }
  for (const key of ['with', 'mappings', 'outputParameters']) {
    if (section.has(key))
      section.report.warn(section.keyPlace(key), 'without-effect', `"${key}" has no effect beside "ref"`);
  }
}
