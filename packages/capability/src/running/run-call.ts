import type { ConsumedOperation, Json, With } from '../capability.ts';
import { buildRequest } from './build-request.ts';
import { type Calling, callApi } from './call-api.ts';
import type { ApiAnswer } from './read-answer.ts';
import { resolveWith } from './resolve-with.ts';
import type { Sending } from './runtime.ts';
import { argumentIn, lookupIn, type Scope } from './scope.ts';

/** Calls an operation with what `with` takes from the scope; `given` is that. Throws Fault. */
export async function runCall(
  calling: Calling,
  operation: ConsumedOperation,
  sources: With,
  scope: Scope,
  sending: Sending,
): Promise<{ readonly answer: ApiAnswer; readonly given: ReadonlyMap<string, Json> }> {
  const given = resolveWith(sources, scope);
  const args = { lookup: lookupIn(scope, given), argument: argumentIn(scope, given), input: scope.input, sending };
  const request = buildRequest(operation, args);
  const answer = await callApi(calling, operation.api, { ...request, signal: sending.signal });
  return { answer, given };
}
