import type { ConsumedOperation, ConsumedParameter, Invocation, Tool } from '../capability.ts';

/** The one operation a tool calls; null for steps and mocks, where no argument belongs to one operation alone. */
export const operationOf = (invocation: Invocation): ConsumedOperation | null =>
  invocation.kind === 'call' ? invocation.operation : null;

/** Every operation that an invocation may call. */
export function operationsOf(invocation: Invocation): readonly ConsumedOperation[] {
  if (invocation.kind === 'call') return [invocation.operation];
  if (invocation.kind === 'mock') return [];
  return invocation.steps.flatMap((step) => (step.kind === 'call' ? [step.operation] : []));
}

/**
 * Where an argument of a tool ends up in the request to the consumed API; null when it is not passed on as it is.
 * `with` says so, and without it the same name does.
 */
export function parameterFedBy(tool: Tool, argument: string): Pick<ConsumedParameter, 'name' | 'in' | 'type'> | null {
  const { invocation } = tool;
  if (invocation.kind !== 'call') return null;
  const fed = [...invocation.with].find(
    ([, source]) => (source.kind === 'argument' || source.kind === 'parameter') && source.name === argument,
  );
  const name = fed?.[0] ?? argument;
  if (fed === undefined && invocation.with.has(name)) return null;
  const parameter = invocation.operation.parameters.find((candidate) => candidate.name === name);
  return parameter && parameter.value === null ? parameter : null;
}

/**
 * Does a tool change something, so that doing it twice may pay twice? Every method but GET does, with two exceptions,
 * for which the file itself vouches: a tool that it marks as only reading (a preview by POST), and a PUT or DELETE that
 * it marks as idempotent, which HTTP says of them too (RFC 9110 section 9.2.2): a setting may be set to and fro.
 */
export function isWriting({ invocation, hints }: Tool): boolean {
  if (hints?.readOnly === true) return false;
  return operationsOf(invocation).some(({ method }) => {
    if (method === 'GET') return false;
    return !(hints?.idempotent === true && (method === 'PUT' || method === 'DELETE'));
  });
}
