import { approveAsPayer, transferAsPayer } from '../banks/connectors/sandbox/play.ts';
import { createCustomers } from '../customers/create-customers.ts';
import type { Deps } from '../deps.ts';
import type { Outcome } from '../foundation/batch.ts';
import { after, pause } from '../foundation/clock.ts';
import { makeIban } from '../foundation/iban.ts';
import { newId } from '../foundation/id.ts';
import { assert } from '../foundation/refuse.ts';
import { inviteCustomer } from '../payment-sources/call-banks.ts';
import type { ConsentRow } from '../payment-sources/consent.ts';
import { createConsents } from '../payment-sources/create-consents.ts';
import { findConsent } from '../payment-sources/find-consents.ts';
import { createCharges } from '../payments/create-charges.ts';
import { listPayments } from '../payments/find-payments.ts';
import { recordPayments } from '../payments/record-payments.ts';
import type { Sandbox } from './seed-sandbox.ts';

interface Seeding {
  readonly sandbox: Sandbox;
  readonly bankUrl: string;
  /** Given when nothing more is to be made. */
  readonly stopping: AbortSignal;
}

const CURRENCY = 'AED';
const YEAR_MS = 365 * 86_400_000;
const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 30_000;

/** In major units. None of them ends as the amounts do that make the sandbox bank misbehave. */
const CHARGES = [
  { amount: 250, externalReference: 'ORDER-1041', description: 'Standing desk' },
  { amount: 1250.5, externalReference: 'ORDER-1042', description: 'Office chairs' },
  { amount: 89, externalReference: 'ORDER-1043', description: 'Desk lamp' },
] as const;
/** What another system has collected. The first arrives without saying what it is for, the second does not arrive. */
const RECORDED = [
  {
    amountMinor: 32_000n,
    reference: 'INV-2044',
    name: 'Omar Siddiqui',
    bban: '9997784000000000002',
    description: 'Rug',
  },
  { amountMinor: 7525n, reference: 'INV-2045', name: 'Mariam Aziz', bban: '9997784000000000003', description: 'Clock' },
] as const;

/**
 * Gives an application that has no payments some to try refunds with, as they would come about by themselves: a customer
 * consents at the sandbox bank and is charged, and somebody transfers money that a person has to match. The worker and
 * the statements of the bank do the rest, within seconds.
 */
export async function seedPayments(deps: Deps, { sandbox, bankUrl, stopping }: Seeding): Promise<void> {
  const { applicationId } = sandbox;
  const actor = `client:${sandbox.client.clientId}`;
  if ((await listPayments(deps, applicationId, {}, 1)).length > 0) return;
  const consent = await askForConsent(deps, applicationId, actor);
  await approveAsPayer(bankUrl, consent.id);
  if (!(await isAuthorised(deps, consent, stopping))) return;
  const nowMs = deps.clock.now().getTime();
  const charged = await createCharges(
    deps,
    CHARGES.map((charge) => ({
      ...{ ...charge, applicationId, actor, currency: CURRENCY, consentId: consent.id, paymentSourceId: null },
      ...{ id: newId(nowMs), endToEndId: deps.newEndToEndId(nowMs), idempotencyKey: null },
    })),
  );
  charged.forEach(granted);
  await recordTransfers(deps, applicationId, actor);
  const [{ amountMinor, name: from }] = RECORDED;
  const transfer = { iban: consent.creditorIban, amountMinor, currency: CURRENCY, from };
  await transferAsPayer(bankUrl, { ...transfer, remittance: 'Thank you' });
}

async function askForConsent(deps: Deps, applicationId: string, actor: string): Promise<ConsentRow> {
  const now = deps.clock.now();
  const customer = { applicationId, id: newId(now.getTime()), appUserId: 'layla-nasser' };
  const [made] = await createCustomers(deps, [customer]);
  // An earlier start may have been stopped before it came to the payments.
  const known = made && 'refusal' in made ? made.refusal.metadata?.customer_id : customer.id;
  const limits = { maxIndividualMinor: 200_000n, maxCumulativeMinor: 2_000_000n, maxCumulativeCount: null };
  const [consent] = await createConsents(deps, [
    {
      ...{ applicationId, actor, id: newId(now.getTime()), customerId: String(known), currency: CURRENCY },
      ...{ payoutAccountId: null, reference: 'Orders', purpose: null, returnUrl: null },
      limits: { ...limits, periodType: null, maxPerPeriodMinor: null, maxPerPeriodCount: null },
      ...{ startsAt: now, expiresAt: after(now, YEAR_MS) },
    },
  ]);
  return inviteCustomer(deps, granted(consent), actor);
}

/** Waits until the bank has told of it. False: there is no more time. */
async function isAuthorised(deps: Deps, consent: ConsentRow, stopping: AbortSignal): Promise<boolean> {
  const untilMs = deps.clock.elapsedMs() + PATIENCE_MS;
  while (!stopping.aborted && deps.clock.elapsedMs() < untilMs) {
    if ((await findConsent(deps, consent)).state === 'authorised') return true;
    await pause(LOOK_EVERY_MS, stopping);
  }
  return false;
}

async function recordTransfers(deps: Deps, applicationId: string, actor: string): Promise<void> {
  const items = RECORDED.map(({ amountMinor, reference, name, bban, description }) => ({
    ...{ externalReference: reference, amountMinor, currency: CURRENCY, reference, description },
    ...{ payer: { name, iban: makeIban('AE', bban) }, paidAt: deps.clock.now() },
    ...{ customerId: null, payoutAccountId: null },
  }));
  const recorded = await recordPayments(deps, [{ applicationId, actor, items }]);
  recorded.forEach(granted);
}

function granted<T>(outcome: Outcome<T> | undefined): T {
  assert(outcome, 'what was asked for has an outcome');
  if ('refusal' in outcome) throw outcome.refusal;
  return outcome.value;
}
