import type { Outcome } from './runtime.ts';

export type FaultOutcome = Extract<Outcome, { kind: 'fault' }>;

/** Thrown inside of the runtime where an invocation cannot go on; `invoke` gives it back as an outcome. */
export class Fault extends Error {
  readonly status: FaultOutcome['status'];
  readonly code: string;
  readonly outcomeUnknown: boolean;

  constructor(status: FaultOutcome['status'], code: string, message: string, outcomeUnknown = false) {
    super(message);
    this.status = status;
    this.code = code;
    this.outcomeUnknown = outcomeUnknown;
  }
}

/** The caller did not give what is needed: 400 `missing-argument`. */
export const missingArgument = (name: string): Fault =>
  new Fault(400, 'missing-argument', `The argument "${name}" is required.`);

/** The caller gave what cannot be sent: 400 `bad-argument`. */
export const badArgument = (name: string, why: string): Fault =>
  new Fault(400, 'bad-argument', `The argument "${name}" cannot be used: ${why}.`);

/** The answer cannot be shaped as the file says: 502 `mapping-failed`. */
export const mappingFailed = (why: string): Fault => new Fault(502, 'mapping-failed', why);
