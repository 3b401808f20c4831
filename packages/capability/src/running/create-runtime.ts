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
  const underWay = new Set<Promise<Outcome>>();
  let closing = false;
  const run = async (work: () => Promise<Outcome>): Promise<Outcome> => {
    if (closing)
      return settle(variables, () => Promise.reject(new Fault(502, 'shutting-down', 'Sarf is shutting down.')));
    const running = settle(variables, work);
    underWay.add(running);
    return running.finally(() => underWay.delete(running));
  };
  return {
    invoke: (invocation, input, sending) => run(() => invoke(calling, invocation, input, sending)),
    forward: (api, request) => run(() => forward(calling, api, request)),
    async close() {
      // Not only requests: what is under way may have more of them to send.
      closing = true;
      await Promise.all(underWay);
      await wire.close();
    },
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
