import { randomUUID } from 'node:crypto';
import { reconciliationEvent } from '@sarf/contract';
import { recordEvents } from '../src/events/record-events.ts';
import { inTransaction, type Tx } from '../src/foundation/database.ts';
import { newId } from '../src/foundation/id.ts';
import { textToMinor } from '../src/foundation/money.ts';
import { reconcilePayments } from '../src/payments/reconcile-payments.ts';
import { payer, recorded } from './calls-payments.ts';
import type { Json, RunningSarf } from './running-sarf.ts';

export { payer };

/** A payment of another system, in major units, and what of it is proven to have arrived. */
export interface Wish {
  readonly amount?: number;
  /** Without it all of the amount. */
  readonly proven?: number;
  readonly currency?: string;
  readonly reference?: string;
  readonly call?: RunningSarf['call'];
  readonly applicationId?: string;
}

/** Records a payment and lets a statement prove it, or a part of it. Gives its id. */
export async function provenPayment(sarf: RunningSarf, wish: Wish = {}): Promise<string> {
  const { amount = 100, currency = 'AED', call = sarf.call, applicationId = sarf.sandbox.applicationId } = wish;
  const { reference = `INV ${randomUUID().slice(0, 8)}` } = wish;
  const item = recorded(randomUUID(), { amount, currency, reference });
  const { status, body } = await call('POST', '/payments/v1/records', [item]);
  if (status !== 201) throw new Error(`the payment was refused: ${JSON.stringify(body)}`);
  await prove(sarf, body[0], wish.proven ?? amount, applicationId);
  return body[0].id;
}

/** Lets a statement entry prove so much more of a payment. */
export async function prove(sarf: RunningSarf, payment: Json, amount: number, applicationId: string): Promise<void> {
  const minor = textToMinor(String(amount), payment.currency) ?? 0n;
  if (minor === 0n) return;
  const by = { actor: 'reconciliation', at: new Date() };
  await inTransaction(sarf.sql, async (tx) => {
    await insertMatch(tx, applicationId, payment, minor);
    await reconcilePayments(tx, sarf.deps, [{ applicationId, id: payment.id }], by);
  });
}

/** What a statement with one entry leaves behind when the entry is matched with a payment. */
async function insertMatch(tx: Tx, applicationId: string, payment: Json, minor: bigint): Promise<void> {
  const [fileId, statementId, entryId, matchId] = Array.from({ length: 4 }, () => newId(Date.now()));
  const { payout_account_id: accountId, currency, id: paymentId } = payment;
  await tx`
    insert into statement_files (application_id, id, sha256, size, media_type, source, finished_at, created_at, created_by)
    values (${applicationId}, ${fileId ?? ''}, ${fileId ?? ''}, 1, 'text/csv', 'upload', now(), now(), 'test')`;
  await tx`
    insert into statement_file_parts (application_id, file_id, number, bytes)
    values (${applicationId}, ${fileId ?? ''}, 1, 'x')`;
  await tx`
    insert into statements (application_id, id, file_id, payout_account_id, source, currency, credit_minor, debit_minor,
      entries, new_entries, warnings, created_at)
    values (${applicationId}, ${statementId ?? ''}, ${fileId ?? ''}, ${accountId}, 'upload', ${currency}, ${minor}, 0, 1, 1,
      '{}', now())`;
  await tx`
    insert into entries (application_id, id, statement_id, number, payout_account_id, source, direction, amount_minor,
      currency, booked_on, is_return, reference_list, fingerprint, occurrence, created_at)
    values (${applicationId}, ${entryId ?? ''}, ${statementId ?? ''}, 1, ${accountId}, 'upload', 'credit', ${minor},
      ${currency}, current_date, false, '{}', ${entryId ?? ''}, 1, now())`;
  await tx`
    insert into transitions (object_type, from_state, to_state) values ('match', 'new', 'made') on conflict do nothing`;
  await tx`
    insert into history (application_id, object_id, sequence, object_type, from_state, to_state, at, actor)
    values (${applicationId}, ${matchId ?? ''}, 1, 'match', 'new', 'made', now(), 'reconciliation')`;
  await tx`
    insert into matches (application_id, id, kind, entry_id, payment_id, payout_account_id, amount_minor, currency, books,
      how, reasons, made_by, to_tell, created_at, state, sequence, updated_at)
    values (${applicationId}, ${matchId ?? ''}, 'payment', ${entryId ?? ''}, ${paymentId}, ${accountId}, ${minor},
      ${currency}, false, 'automatic', '{}', 'reconciliation', false, now(), 'made', 1, now())`;
  const told = { objectType: 'match', objectId: matchId ?? '', sequence: 1, type: reconciliationEvent.matched };
  await recordEvents(tx, [{ ...told, applicationId, payload: { id: matchId, status: 'MADE' } }], new Date());
}
