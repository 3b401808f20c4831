import type { Invocation, Json } from '../capability.ts';
import type { Calling } from './call-api.ts';
import { runCall } from './run-call.ts';
import { runSteps } from './run-steps.ts';
import type { Input, Outcome, Sending } from './runtime.ts';
import { lookupIn, openScope } from './scope.ts';
import { answerMock, shapeAnswer } from './shape-answer.ts';

/** Carries an invocation out. Throws Fault. */
export async function invoke(
  calling: Calling,
  invocation: Invocation,
  input: Input,
  sending: Sending,
): Promise<Outcome> {
  const steps = new Map<string, Json>();
  const scope = openScope(input, calling.variables, steps);
  switch (invocation.kind) {
    case 'call': {
      const { answer, given } = await runCall(calling, invocation.operation, invocation.with, scope, sending);
      const shaped = shapeAnswer(answer, invocation.operation, invocation.outputs, lookupIn(scope, given));
      return { kind: 'answer', ...shaped };
    }
    case 'steps':
      return { kind: 'answer', ...(await runSteps(calling, invocation, { ...scope, steps }, sending)) };
    case 'mock':
      return { kind: 'answer', ...answerMock(invocation.outputs, lookupIn(scope, new Map())) };
  }
}
