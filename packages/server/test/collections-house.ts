import { approveConsent, askConsent, reachConsent } from './calls-customers.ts';
import { charge, reachPayment } from './calls-payments.ts';
import { XML } from './desk.ts';
import { assertAnswer } from './doors.ts';
import { type Json, type RunningSarf, until } from './running-sarf.ts';
import { camtFile } from './statement-file.ts';

const limits = {
  max_individual_amount: 500,
  max_cumulative_amount: 1000,
  max_cumulative_number_of_payments: 10,
  period_type: 'Month',
  max_cumulative_amount_per_period: 800,
  max_cumulative_number_of_payments_per_period: 8,
};

/** Records a payment of another system, and gives its id. */
async function record(sarf: RunningSarf, amount: number, reference: string): Promise<string> {
  const payer = { name: 'Layla Mansour', iban: 'AE070331234567890123456' };
  const paid_at = new Date().toISOString();
  const item = { external_reference: reference, amount, currency: 'AED', reference, payer, paid_at };
  return assertAnswer('recordPayments', await sarf.call('POST', '/payments/v1/records', [item]))[0].id;
}

async function askRefund(sarf: RunningSarf, payment_id: string, amount: number): Promise<string> {
  const item = { payment_id, amount, reason_code: 'CUSTOMER_REQUEST' };
  return assertAnswer('createRefund', await sarf.call('POST', '/payouts/refunds', item)).id;
}

async function decideRefund(sarf: RunningSarf, refund_id: string, status: string): Promise<void> {
  assertAnswer('processRefunds', await sarf.call('PUT', '/payouts/refunds', [{ refund_id, status }]));
}

/** Confirms a refund, and waits until it has come to its end. */
async function endRefund(sarf: RunningSarf, id: string, status: string): Promise<void> {
  await decideRefund(sarf, id, 'CONFIRMED');
  await until(`the refund is ${status}`, async () => {
    const { body } = await sarf.call('GET', `/payouts/refunds/${id}`);
    return body.status === status;
  });
}

/** A charge and a checkout that are paid, a charge that failed, consents in every state that matters. Gives the charge. */
async function collect(sarf: RunningSarf): Promise<{ paid: Json; consentId: string }> {
  const consent = await approveConsent(sarf, { control_parameters: limits });
  const other = await approveConsent(sarf);
  await askConsent(sarf.call);
  const under = (amount: number) => charge(sarf.call, { amount, consent_id: consent.id });
  const [paid, failed] = [(await under(100)).body, (await under(10.91)).body];
  const opened = await sarf.call('POST', '/payments/v1/intents', { amount: 30, currency: 'AED' });
  const [checkout] = opened.body.payments;
  await sarf.bank('POST', `/checkouts/${checkout.end_to_end_id}/decision`, { decision: 'approve' });
  await sarf.call('POST', `/consents/v1/${other.id}/revocation`);
  await reachPayment(sarf, paid.id, 'ACCEPTED_BY_BANK');
  await reachPayment(sarf, failed.id, 'FAILED');
  await reachPayment(sarf, checkout.id, 'ACCEPTED_BY_BANK');
  await reachConsent(sarf, other.id, 'REVOKED');
  await until('the bank has confirmed the revocation', async () => {
    const { body } = await sarf.call('GET', `/consents/v1/${other.id}/revocation`);
    return body.confirmed_at !== null;
  });
  return { paid, consentId: consent.id };
}

/** A statement that proves the charge, all of one record, a part of another, and a third one for a while. */
async function reconcile(sarf: RunningSarf, paid: Json): Promise<string> {
  const whole = await record(sarf, 120.5, 'whole');
  const part = await record(sarf, 100, 'part');
  const undone = await record(sarf, 70, 'undone');
  const account = sarf.sandbox.accounts.find(({ currency }) => currency === 'AED');
  const lines = [
    { amount: '100.00', bankReference: 'L1', endToEndId: paid.end_to_end_id },
    { amount: '120.50', bankReference: 'L2' },
    { amount: '40.00', bankReference: 'L3' },
    { amount: '70.00', bankReference: 'L4' },
    { amount: '2.50', bankReference: 'L5', direction: 'debit' as const, code: 'ACMT/MDOP/CHRG' },
  ];
  const file = camtFile({ iban: account?.iban ?? '', lines });
  assertAnswer('uploadStatement', await sarf.call('POST', '/reconciliation/v1/statements', file, XML));
  const { content } = (await sarf.call('GET', '/reconciliation/v1/entries')).body;
  const entryOf = (reference: string): string => content.find((one: Json) => one.bank_reference === reference).id;
  const matches = [
    { entry_id: entryOf('L2'), payment_id: whole },
    { entry_id: entryOf('L3'), payment_id: part },
    { entry_id: entryOf('L4'), payment_id: undone },
  ];
  const made = assertAnswer('createMatches', await sarf.call('POST', '/reconciliation/v1/matches', { matches }));
  const last = made.content.find((one: Json) => one.payment_id === undone);
  const path = `/reconciliation/v1/matches/${last.id}`;
  assertAnswer('undoMatch', await sarf.call('DELETE', path, { reason: 'It was another one' }));
  return whole;
}

/**
 * Lets a Sarf have one of everything: consents, sources, charges, a checkout, records, a statement, matches and refunds
 * in every state. In the end no worker runs; a charge and the payout of a refund wait in their queues.
 */
export async function furnishCollections(sarf: RunningSarf): Promise<void> {
  const worker = await sarf.join({ worker: true });
  const { paid, consentId } = await collect(sarf);
  const whole = await reconcile(sarf, paid);
  await askRefund(sarf, whole, 10);
  await endRefund(sarf, await askRefund(sarf, whole, 30), 'COMPLETED');
  await endRefund(sarf, await askRefund(sarf, whole, 1.91), 'FAILED');
  await decideRefund(sarf, await askRefund(sarf, whole, 5), 'REJECTED');
  await sarf.reach(await sarf.pay(30, { reference: 'plain' }), 'completed');
  // Nobody moves anything any more.
  await worker.stop();
  await decideRefund(sarf, await askRefund(sarf, whole, 20), 'CONFIRMED');
  const waiting = await charge(sarf.call, { amount: 50, consent_id: consentId, description: 'waiting' });
  assertAnswer('createAccountOnFilePayment', waiting);
}
