import { newPayment, type PaymentRow } from '../src/payments/payment.ts';

const epoch = new Date(0);

/** A payment for tests of pure decisions: a queued charge, with whatever the test wants otherwise. */
export function paymentRow(more: Partial<PaymentRow> = {}): PaymentRow & { readonly endToEndId: string } {
  return {
    ...newPayment,
    applicationId: 'app-1',
    id: '01890000-0000-7000-8000-000000000001',
    kind: 'charge',
    payoutAccountId: 'account-1',
    creditorIban: 'AE070331234567890123456',
    connector: 'sandbox',
    consentId: 'consent-1',
    paymentSourceId: 'source-1',
    amountMinor: 100n,
    currency: 'AED',
    reference: 'P00000000001',
    createdAt: epoch,
    updatedAt: epoch,
    state: 'queued',
    ...more,
    endToEndId: more.endToEndId ?? 'E2E1',
  };
}
