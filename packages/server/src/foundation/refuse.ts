import { type Fault, type RefusalCode, refusals } from '@sarf/contract';

interface Details {
  readonly faults?: readonly Fault[];
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** A named no: a request that was understood and is not done. Not a bug. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly faults: readonly Fault[];
  readonly metadata: Readonly<Record<string, unknown>> | null;

  constructor(code: RefusalCode, message?: string, details: Details = {}) {
    super(message ?? refusals[code].sentence);
    this.name = 'Refusal';
    this.code = code;
    this.faults = details.faults ?? [];
    this.metadata = details.metadata ?? null;
  }
}

/**
 * All faults of a request as one refusal: under the faults' own name when they share one, else as
 * INVALID_PARAMETERS. Returns nothing when there are none.
 */
export function refusalOf(faults: readonly Fault[]): Refusal | undefined {
  const [first] = faults;
  if (!first) return undefined;
  const code = faults.every((fault) => fault.code === first.code) ? first.code : 'INVALID_PARAMETERS';
  const message = faults.length === 1 ? `${first.path}: ${first.message}` : undefined;
  return new Refusal(code, message, { faults });
}

/** Stops the program on a bug: something that the code promises did not hold. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`bug: ${message}`);
}
