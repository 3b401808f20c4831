import type { Invocation, Json } from '../capability.ts';
import { buildRequest } from './build-request.ts';
import { type Calling, callApi } from './call-api.ts';
import { Fault } from './fault.ts';
import { resolveWith } from './resolve-with.ts';
import type { Input, Outcome, Sending } from './runtime.ts';
import { argumentIn, lookupIn, openScope } from './scope.ts';

/** Carries an invocation out. Throws Fault. */
export async function invoke(
  calling: Calling,
  invocation: Invocation,
  input: Input,
  sending: Sending,
): Promise<Outcome> {
  const steps = new Map<string, Json>();
  const scope = openScope(input, calling.variables, steps);
  if (invocation.kind !== 'call') throw new Fault(500, 'not-supported', 'Not yet.');
  const given = resolveWith(invocation.with, scope);
  const args = { lookup: lookupIn(scope, given), argument: argumentIn(scope, given), input, sending };
  const request = buildRequest(invocation.operation, args);
  const answer = await callApi(calling, invocation.operation.api, { ...request, signal: sending.signal });
  return { kind: 'answer', ...answer };
}
