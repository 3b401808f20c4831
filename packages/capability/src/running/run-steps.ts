import type { Invocation, Json, Step } from '../capability.ts';
import { isJsonObject } from '../json/json.ts';
import type { Calling } from './call-api.ts';
import { Fault } from './fault.ts';
import { lookUp, stepValue } from './lookup-step.ts';
import type { ApiAnswer } from './read-answer.ts';
import { runCall } from './run-call.ts';
import type { Sending } from './runtime.ts';
import { lookupIn, type Scope } from './scope.ts';
import { answerJson, shapeAnswer, stepOutput } from './shape-answer.ts';
import { writes } from './wire.ts';

type Steps = Extract<Invocation, { kind: 'steps' }>;
type Call = Extract<Step, { kind: 'call' }>;
interface StepsScope extends Scope {
  readonly steps: Map<string, Json>;
}

/**
 * Runs steps one after the other. The first call that does not succeed ends them, and its answer is the answer; else it
 * is made by the mappings, or without any is the last call's, shaped by the outputs. Throws Fault, whose outcome is
 * unknown too where an earlier step has written.
 */
export async function runSteps(
  calling: Calling,
  invocation: Steps,
  scope: StepsScope,
  sending: Sending,
): Promise<ApiAnswer> {
  let last: { readonly answer: ApiAnswer; readonly step: Call } | null = null;
  let wrote = false;
  try {
    for (const step of invocation.steps) {
      if (step.kind === 'lookup') {
        const found = lookUp(step, scope);
        if (found !== undefined) scope.steps.set(step.name, found);
        continue;
      }
      const { answer } = await runCall(calling, step.operation, step.with, scope, sendingOf(step, invocation, sending));
      if (answer.status >= 300) return answer;
      wrote ||= writes(step.operation.method);
      last = { answer, step };
      scope.steps.set(step.name, stepOutput(answer, step.operation));
    }
    if (invocation.mappings.length === 0 && last !== null) {
      return shapeAnswer(last.answer, last.step.operation, invocation.outputs, lookupIn(scope, new Map()));
    }
    return answerJson(mapped(invocation.mappings, scope), { status: 200, headers: {} });
  } catch (error) {
    if (!(error instanceof Fault) || !wrote) throw error;
    throw new Fault(error.status, error.code, error.message, true);
  }
}

// Two different writes under one idempotency key would be taken for a mistake, so each step has its own, made from the
// caller's: the same call again has the same keys again. Query parameters that pass through belong to single calls.
function sendingOf(step: Call, { steps }: Steps, sending: Sending): Sending {
  const key = sending.headers['idempotency-key'];
  const writers = steps.filter((other) => other.kind === 'call' && writes(other.operation.method));
  const headers =
    key === undefined || writers.length < 2 || !writes(step.operation.method)
      ? sending.headers
      : { ...sending.headers, 'idempotency-key': `${key}-${step.name}` };
  return { ...sending, headers, query: [] };
}

/** One object of what is found; null where nothing is. */
function mapped(mappings: Steps['mappings'], { steps }: Scope): Json {
  return mappings.reduce<Json>((result, { target, value }) => {
    const found = stepValue(steps, value);
    return found === undefined ? result : placed(result, target, found);
  }, null);
}

function placed(into: Json, [key, ...rest]: readonly string[], value: Json): Json {
  if (key === undefined) return value;
  const members = isJsonObject(into) ? into : {};
  const inner = Object.hasOwn(members, key) ? (members[key] ?? null) : null;
  return Object.fromEntries([...Object.entries(members), [key, placed(inner, rest, value)]]);
}
