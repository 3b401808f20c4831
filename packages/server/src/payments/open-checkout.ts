import type { ChargeOutcome, Invitation } from '../banks/collections.ts';
import type { Connector } from '../banks/connector.ts';
import type { Deps } from '../deps.ts';
import { after } from '../foundation/clock.ts';
import { assert } from '../foundation/refuse.ts';
import type { BankPayment, PaymentRow } from './payment.ts';
import { recordCharges } from './record-charges.ts';
import { askAgain, saveLink } from './work-store.ts';

// The first question after a page was opened; the bank tells by itself what becomes of it.
const FIRST_QUESTION_MS = 15_000;
const TRY_AGAIN_MS = 1000;

type Opening = Pick<Deps, 'sql' | 'clock'>;

/**
 * Has the bank open the page of a checkout and keeps its address. No transaction is open meanwhile. Doing it again is
 * safe: the bank gives the same page for the same end-to-end id.
 * @returns what the bank said, as news: it awaits the customer, refused to open a page, or did not answer
 */
export async function openCheckout(deps: Opening, connector: Connector, row: BankPayment): Promise<ChargeOutcome> {
  const { collections } = connector;
  assert(collections && row.expiresAt, `payment ${row.id} is a checkout at a bank that has them`);
  const invitation = await collections.requestCheckout({
    endToEndId: row.endToEndId,
    amountMinor: row.amountMinor,
    currency: row.currency,
    creditorIban: row.creditorIban,
    reference: row.reference,
    expiresAt: row.expiresAt,
    returnUrl: row.returnUrl,
  });
  const now = deps.clock.now();
  if (invitation.kind === 'invited') await saveLink(deps.sql, row, invitation.url, after(now, FIRST_QUESTION_MS));
  if (invitation.kind === 'no_answer') await askAgain(deps.sql, row, after(now, TRY_AGAIN_MS));
  return newsOf(row, invitation);
}

/**
 * The same for a checkout that was just made. Where the bank refuses to open a page, the payment has failed; where it
 * does not answer, a worker goes on asking.
 */
export async function openNewCheckout(deps: Deps, row: PaymentRow): Promise<void> {
  const connector = deps.banks.get(row.connector);
  const { endToEndId } = row;
  assert(connector && endToEndId !== null, `the checkout ${row.id} is for a bank`);
  const news = await openCheckout(deps, connector, { ...row, endToEndId });
  if (news.kind === 'rejected') await recordCharges(deps, { connector, actor: `bank:${connector.name}` }, [news]);
}

function newsOf({ endToEndId }: BankPayment, invitation: Invitation): ChargeOutcome {
  const nothing = { endToEndId, code: null, message: null, bankReference: null, payer: null };
  switch (invitation.kind) {
    case 'invited':
      return { ...nothing, kind: 'awaiting' };
    case 'refused':
      return { ...nothing, kind: 'rejected', code: invitation.code, message: invitation.message };
    case 'no_answer':
      return { ...nothing, kind: 'unknown', message: invitation.message };
  }
}
