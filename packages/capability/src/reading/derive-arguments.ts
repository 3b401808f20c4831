import type { ConsumedOperation, InputParameter, Invocation, Source, With } from '../capability.ts';
import { variablesOf } from '../expressions/parse-template.ts';
import type { Known } from './known.ts';

/**
 * The arguments of a tool that declares none: those that its `with` uses, each as the consumed parameter says that it
 * feeds. An argument `body` that is the body of the request is an object and required.
 */
export function deriveArguments(invocation: Invocation, known: Known): InputParameter[] {
  const derived = new Map<string, InputParameter>();
  for (const { operation, sources } of callsOf(invocation)) {
    for (const [target, source] of sources) {
      for (const name of argumentsIn(source, known)) {
        const found = describe(name, target, source, operation);
        const earlier = derived.get(name);
        derived.set(name, earlier ? { ...earlier, required: earlier.required || found.required } : found);
      }
    }
  }
  return [...derived.values()];
}

function callsOf(invocation: Invocation): { readonly operation: ConsumedOperation | null; readonly sources: With }[] {
  if (invocation.kind === 'call') return [{ operation: invocation.operation, sources: invocation.with }];
  if (invocation.kind === 'mock') return [];
  return invocation.steps.map((step) => {
    if (step.kind === 'call') return { operation: step.operation, sources: step.with };
    const value = step.lookupValue;
    return { operation: null, sources: new Map(value.kind === 'step' ? [] : [[step.match, value]]) };
  });
}

/** Which arguments of the caller a value is made of; bound variables and outputs of steps are none. */
function argumentsIn(source: Source, { isBound }: Known): string[] {
  if (source.kind === 'argument' || source.kind === 'parameter') return [source.name];
  if (source.kind !== 'template') return [];
  return variablesOf(source.template).flatMap(({ path }) => {
    const [first = '', second] = path;
    if (isBound(path)) return [];
    if (first === 'tools' && second !== undefined) return [path.slice(1).join('.')];
    return second === undefined ? [first] : [];
  });
}

function describe(name: string, target: string, source: Source, operation: ConsumedOperation | null): InputParameter {
  const same = (other: string): boolean => other.toLowerCase() === target.toLowerCase();
  const consumed = operation?.parameters.find((parameter) => same(parameter.name));
  const inPath = operation?.path.some((part) => typeof part === 'object' && same(part.path.join('.'))) ?? false;
  const isBody = name === 'body' && (consumed?.in ?? 'body') === 'body';
  return {
    name,
    in: 'argument',
    type: isBody ? 'object' : source.kind === 'template' ? 'string' : (consumed?.type ?? 'string'),
    required: isBody || inPath || (consumed?.required ?? false),
    description: consumed?.description ?? null,
    pattern: null,
    value: null,
  };
}
