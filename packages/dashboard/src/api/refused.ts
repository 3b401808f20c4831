import type { RefusalCode } from '@sarf/contract/refusals';
import type { components } from '@sarf/sdk';

/** What Sarf says when it does not do something. */
export type Refusal = components['schemas']['Refusal'];

/** A request that was not done: what Sarf says of it, or what we say when nothing came that we can trust. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.name = 'Refused';
    this.refusal = refusal;
  }
}

/** Is this error a refusal of that name? */
export const isRefused = (error: unknown, status: RefusalCode): error is Refused =>
  error instanceof Refused && error.refusal.status === status;

/** The refusal that an error is; whatever else went wrong is told in the same form. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  return ownRefusal('BAD_ANSWER', error instanceof Error ? error.message : 'Something went wrong on this page.', 'no');
}

/** Has this the shape of a refusal? Its name is taken on trust. */
export function isRefusal(value: unknown): value is Refusal {
  if (typeof value !== 'object' || value === null) return false;
  return 'status' in value && typeof value.status === 'string' && 'money_moved' in value && 'errors' in value;
}

/**
 * A refusal that no server gave.
 * @param moved may it have been done all the same?
 */
export function ownRefusal(
  status: 'NO_ANSWER' | 'BAD_ANSWER',
  message: string,
  moved: Refusal['money_moved'],
): Refusal {
  return {
    status,
    message,
    timestamp: '',
    request_id: '',
    retryable: true,
    money_moved: moved,
    errors: [],
    metadata: null,
  };
}
