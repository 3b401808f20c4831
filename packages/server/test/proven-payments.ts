import { randomUUID } from 'node:crypto';
import { payer, recorded } from './calls-payments.ts';
import type { Json, RunningSarf } from './running-sarf.ts';
import { camtFile } from './statement-file.ts';

export { payer };

/** Calls the API as somebody. */
export type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<{ readonly status: number; readonly body: Json }>;

/** A payment of another system, in major units, and what of it is proven to have arrived. */
export interface Wish {
  readonly amount?: number;
  /** Without it all of the amount. */
  readonly proven?: number;
  readonly currency?: string;
  readonly reference?: string;
  readonly call?: Call;
}

/** Records a payment and lets a statement prove it, or a part of it. Gives its id. */
export async function provenPayment(sarf: Pick<RunningSarf, 'call'>, wish: Wish = {}): Promise<string> {
  const { amount = 100, currency = 'AED', call = sarf.call } = wish;
  const { reference = `INV ${randomUUID().slice(0, 8)}` } = wish;
  const item = recorded(randomUUID(), { amount, currency, reference });
  const [payment] = succeed(await call('POST', '/payments/v1/records', [item]));
  await prove(call, payment, wish.proven ?? amount);
  return payment.id;
}

/** Lets an entry of a statement prove so much more of a payment, in major units, as a person does who knows it. */
export async function prove(call: Call, payment: Json, amount: number): Promise<void> {
  if (amount === 0) return;
  const { content: accounts } = succeed(await call('GET', '/payouts/v1/accounts'));
  const { iban } = accounts.find(({ id }: Json) => id === payment.payout_account_id);
  // Of a day before the account was opened here, so that the balance stays as the tests know it.
  const line = {
    amount: String(amount),
    bookedOn: '2026-01-02',
    bankReference: randomUUID(),
    remittance: 'see advice',
  };
  const file = camtFile({ iban, currency: payment.currency, day: line.bookedOn, lines: [line] });
  const { statements } = succeed(
    await call('POST', '/reconciliation/v1/statements', file, { 'content-type': 'application/xml' }),
  );
  const { content: entries } = succeed(
    await call('GET', `/reconciliation/v1/entries?statement_id=${statements[0].id}`),
  );
  succeed(
    await call('POST', '/reconciliation/v1/matches', {
      matches: [{ entry_id: entries[0].id, payment_id: payment.id }],
    }),
  );
}

function succeed({ status, body }: Awaited<ReturnType<Call>>): Json {
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}
