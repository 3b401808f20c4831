import type { Payout } from '@sarf/sdk';
import { answer, api } from '../../api/api.ts';

const at = (id: string) => ({ params: { path: { payment_id: id } } });

/** Releases a payout that waits. Repeated, it is refused with INVALID_STATE, and never pays twice. */
export const approvePayout = (id: string): Promise<Payout> =>
  answer(api.POST('/payouts/v1/payments/{payment_id}/approve', at(id)));

export const rejectPayout = (id: string, reason: string): Promise<Payout> =>
  answer(api.POST('/payouts/v1/payments/{payment_id}/reject', { ...at(id), body: reason === '' ? {} : { reason } }));

export const cancelPayout = (id: string): Promise<Payout> =>
  answer(api.POST('/payouts/v1/payments/{payment_id}/cancel', at(id)));
