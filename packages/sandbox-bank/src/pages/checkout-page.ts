import type { Account } from '../accounts.ts';
import type { Checkout } from '../checkouts/checkout.ts';
import { formatAmount } from '../money.ts';
import { choiceForm } from './choice.ts';
import { type Html, html, nothing, page } from './html.ts';
import { amountInWords, ibanInWords, timeInWords, wayBack } from './words.ts';

/** What became of a checkout, as the bank says it. */
interface Status {
  status: string;
  reason: string | null;
  debtor: { name: string; iban: string } | null;
}

/** The page on which a payer pays once. `fault` is what was wrong with an earlier try. */
export function checkoutPage(checkout: Checkout, accounts: readonly Account[], fault: string | null): string {
  const amount = amountOf(checkout);
  const content = html`<h1>Pay ${nameOf(checkout)}?</h1>
${detailsOf(checkout)}
${choiceForm({ accounts, currency: checkout.currency, yes: `Pay ${amount}`, fault })}`;
  return page(`${fault === null ? '' : 'Not done: '}Pay ${amount} to ${nameOf(checkout)}`, content);
}

/** The page for a checkout that was decided: just now, or some time ago. */
export function checkoutDecidedPage(checkout: Checkout, status: Status, justNow: boolean): string {
  const words = wordsFor(checkout, status);
  const title = justNow ? words : 'This was decided already';
  const then = justNow ? nothing : html`<p><strong>${words}</strong></p>`;
  const from =
    status.debtor === null ? nothing : html`<p>Account: ${status.debtor.name}, ${ibanInWords(status.debtor.iban)}</p>`;
  const content = html`<h1>${title}</h1>
${then}${from}
${detailsOf(checkout)}
${wayBack(checkout.returnUrl)}`;
  return page(title, content);
}

function wordsFor(checkout: Checkout, { status, reason, debtor }: Status): string {
  const amount = amountOf(checkout);
  if (status === 'RTRN') return `You have paid ${amount}, and it was returned to you.`;
  if (status !== 'RJCT') return `You have paid ${amount}.`;
  if (debtor !== null) return `The bank could not pay ${amount}. ${reason ?? ''}`;
  return checkout.state === 'REFUSED' ? `You have refused to pay ${amount}.` : 'The time to pay is over.';
}

function amountOf({ amountMinor, currency }: Checkout): string {
  return amountInWords(formatAmount(amountMinor, currency), currency);
}

function nameOf(checkout: Checkout): string {
  return checkout.creditorName ?? `the holder of ${ibanInWords(checkout.creditorIban)}`;
}

function detailsOf(checkout: Checkout): Html {
  const { remittance } = checkout;
  return html`<p class="amount">${amountOf(checkout)}</p>
<dl>
<dt>To</dt><dd>${nameOf(checkout)}<small>${ibanInWords(checkout.creditorIban)}</small></dd>
${remittance === null || remittance.trim() === '' ? nothing : html`<dt>What for</dt><dd>${remittance}</dd>`}
<dt>Pay until</dt><dd>${timeInWords(checkout.expiresAt)}</dd>
</dl>`;
}
