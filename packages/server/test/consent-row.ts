import { type ConsentRow, newConsent } from '../src/payment-sources/consent.ts';

const epoch = new Date(0);

/** A consent for tests of pure decisions: one that waits for the customer, with whatever the test wants otherwise. */
export function consentRow(more: Partial<ConsentRow> = {}): ConsentRow {
  return {
    applicationId: 'app-1',
    id: 'consent-1',
    customerId: 'customer-1',
    payoutAccountId: 'account-1',
    creditorIban: 'AE070331234567890123456',
    connector: 'sandbox',
    currency: 'AED',
    reference: null,
    purpose: null,
    returnUrl: null,
    periodType: null,
    maxIndividualMinor: 100n,
    maxCumulativeMinor: null,
    maxCumulativeCount: null,
    maxPeriodMinor: null,
    maxPeriodCount: null,
    startsAt: epoch,
    expiresAt: new Date('2030-01-01T00:00:00Z'),
    ...newConsent,
    createdAt: epoch,
    updatedAt: epoch,
    authorisationUrl: 'https://bank.example/authorise/1',
    dueAt: null,
    leaseUntil: null,
    readOn: '2026-03-10',
    ...more,
  };
}
