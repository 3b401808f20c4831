import { conceal, type Variables } from '../binding/variables.ts';
import { createAuthorizer } from './authorize.ts';
import type { Calling } from './call-api.ts';
import { Fault } from './fault.ts';
import { forward } from './forward.ts';
import { invoke } from './invoke.ts';
import type { Outcome, Runtime } from './runtime.ts';
import { createWire } from './wire.ts';

export interface RuntimeOptions {
  readonly variables: Variables;
  /** Bases that stand in for those of the files, by the namespace of the consumed API. */
  readonly baseUris: ReadonlyMap<string, string>;
  readonly connectTimeoutMs?: number;
  /** Of one request to a consumed API, from connecting to the last byte. */
  readonly totalTimeoutMs?: number;
  readonly answerBytesMax?: number;
  /** Milliseconds since 1970, for the lifetimes of tokens. */
  now(): number;
}

/** Makes what carries invocations out. Its answers and faults are outcomes; it does not throw. */
export function createRuntime(options: RuntimeOptions): Runtime {
  const { variables, baseUris, answerBytesMax = 10 * 1024 * 1024 } = options;
  const { connectTimeoutMs = 5_000, totalTimeoutMs = 30_000 } = options;
  const wire = createWire({ connectTimeoutMs, totalTimeoutMs, answerBytesMax });
  const authorizer = createAuthorizer({ variables, wire, bodyBytesMax: answerBytesMax, now: options.now });
  const calling: Calling = { wire, authorizer, variables, baseUris, answerBytesMax };
  return {
    invoke: (invocation, input, sending) => settle(variables, () => invoke(calling, invocation, input, sending)),
    forward: (api, request) => settle(variables, () => forward(calling, api, request)),
    close: () => wire.close(),
  };
}

async function settle(variables: Variables, work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Fault)) {
      return {
        kind: 'fault',
        status: 500,
        code: 'internal-error',
        message: 'The call failed within Sarf.',
        outcomeUnknown: true,
      };
    }
    const { status, code, outcomeUnknown } = error;
    // A message may name a path, where a value stands encoded.
    const secrets = variables.secrets.flatMap((secret) => [secret, encodeURIComponent(secret.toWellFormed())]);
    return { kind: 'fault', status, code, message: conceal(error.message, { secrets }), outcomeUnknown };
  }
}
