import assert from 'node:assert/strict';
import type { DatabaseSync } from 'node:sqlite';
import { money, type Row, text, textOrNull, whole, wholeOrNull } from '../row.ts';
import { type Checkout, type CheckoutRequest, type CheckoutState, isCheckoutState } from './checkout.ts';

const requestColumns = `end_to_end_id, amount_minor, currency, creditor_iban, creditor_name, remittance, return_url,
  expires_at`;
const columns = `${requestColumns}, token, state, created_at, decided_at`;

/** The statements on checkouts; each runs in the transaction of its caller, if there is one. */
export function checkoutsIn(db: DatabaseSync) {
  const insert = db.prepare(`
    insert into checkout (${requestColumns}, token, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    on conflict (end_to_end_id) do nothing`);
  const byId = db.prepare(`select ${columns} from checkout where end_to_end_id = ?`);
  const byToken = db.prepare(`select ${columns} from checkout where token = ?`);
  const expired = db.prepare(`
    select ${columns} from checkout where state = 'AWAITING' and expires_at <= ? order by expires_at limit ?`);
  const firstDue = db.prepare("select min(expires_at) as at from checkout where state = 'AWAITING'");
  const decide = db.prepare('update checkout set state = ?, decided_at = ? where end_to_end_id = ?');
  return {
    /** Notes what a payer is asked; one that is there already stays as it is. */
    add: (request: CheckoutRequest, token: string, createdAt: number): unknown =>
      insert.run(...valuesOf(request), token, createdAt),
    find(endToEndId: string): Checkout | undefined {
      const row = byId.get(endToEndId);
      return row === undefined ? undefined : checkoutFrom(row);
    },
    findByToken(token: string): Checkout | undefined {
      const row = byToken.get(token);
      return row === undefined ? undefined : checkoutFrom(row);
    },
    /** Up to `limit` checkouts that wait although their time is over at a bank time. */
    expired: (at: number, limit: number): Checkout[] => expired.all(at, limit).map(checkoutFrom),
    /** When the next checkout expires, bank time in milliseconds; null when none waits. */
    firstDueAt(): number | null {
      const row = firstDue.get();
      return row === undefined ? null : wholeOrNull(row, 'at');
    },
    decide: (endToEndId: string, state: CheckoutState, at: number): unknown => decide.run(state, at, endToEndId),
  };
}

function valuesOf(request: CheckoutRequest) {
  return [
    request.endToEndId,
    request.amountMinor,
    request.currency,
    request.creditorIban,
    request.creditorName,
    request.remittance,
    request.returnUrl,
    request.expiresAt,
  ];
}

function checkoutFrom(row: Row): Checkout {
  const state = text(row, 'state');
  assert(isCheckoutState(state), `${state} is not a state of a checkout`);
  return {
    endToEndId: text(row, 'end_to_end_id'),
    amountMinor: money(row, 'amount_minor'),
    currency: text(row, 'currency'),
    creditorIban: text(row, 'creditor_iban'),
    creditorName: textOrNull(row, 'creditor_name'),
    remittance: textOrNull(row, 'remittance'),
    returnUrl: textOrNull(row, 'return_url'),
    expiresAt: whole(row, 'expires_at'),
    token: text(row, 'token'),
    state,
    createdAt: whole(row, 'created_at'),
    decidedAt: wholeOrNull(row, 'decided_at'),
  };
}
