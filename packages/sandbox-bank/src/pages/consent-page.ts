import type { Account } from '../accounts.ts';
import type { Consent, ConsentStatus, Limits } from '../consents/consent.ts';
import { choiceForm } from './choice.ts';
import { type Html, html, nothing, page } from './html.ts';
import { amountInWords, ibanInWords, timeInWords, wayBack } from './words.ts';

/** The page on which a payer allows somebody to collect payments. `fault` is what was wrong with an earlier try. */
export function consentPage(consent: Consent, accounts: readonly Account[], fault: string | null): string {
  const who = nameOf(consent);
  const content = html`<h1>May ${who} collect payments from your account?</h1>
${detailsOf(consent)}
${choiceForm({ accounts, currency: consent.currency, yes: 'Approve', fault })}`;
  return page(`${fault === null ? '' : 'Not done: '}Allow payments to ${who}`, content);
}

/** The page for a consent that was decided: just now, or some time ago. */
export function consentDecidedPage(consent: Consent, status: ConsentStatus, justNow: boolean): string {
  const title = justNow ? words[status] : 'This was decided already';
  const then = justNow ? nothing : html`<p><strong>${words[status]}</strong></p>`;
  const from =
    consent.accountIban === null
      ? nothing
      : html`<p>Account: ${consent.holderName ?? ''}, ${ibanInWords(consent.accountIban)}</p>`;
  const content = html`<h1>${title}</h1>
${then}${from}
${detailsOf(consent)}
${wayBack(consent.returnUrl)}`;
  return page(title, content);
}

const words: Record<ConsentStatus, string> = {
  AWAITING: 'Nobody has decided yet.',
  AUTHORISED: 'You have approved it.',
  REJECTED: 'You have refused it.',
  SUSPENDED: 'It was approved, and is suspended for the time being.',
  REVOKED: 'It was withdrawn; nothing more can be collected.',
  EXPIRED: 'Its time is over.',
};

function nameOf(consent: Consent): string {
  return consent.creditorName ?? `the holder of ${ibanInWords(consent.creditorIban)}`;
}

function detailsOf(consent: Consent): Html {
  const limits = limitsInWords(consent.limits, consent.currency);
  return html`<dl>
<dt>Who asks</dt><dd>${nameOf(consent)}<small>${ibanInWords(consent.creditorIban)}</small></dd>
<dt>What for</dt><dd>${consent.reference}</dd>
<dt>Limits</dt>${limits.map((limit) => html`<dd>${limit}</dd>`)}
<dt>Good until</dt><dd>${timeInWords(consent.expiresAt)}</dd>
</dl>`;
}

function limitsInWords(limits: Limits, currency: string): string[] {
  const period = limits.period_type === undefined ? 'in each period' : `a ${limits.period_type.toLowerCase()}`;
  const amount = (most: string | undefined, when: string) =>
    most === undefined ? [] : [`At most ${amountInWords(most, currency)} ${when}`];
  const count = (most: number | undefined, when: string) =>
    most === undefined ? [] : [`At most ${most} ${most === 1 ? 'payment' : 'payments'} ${when}`];
  const all = [
    ...amount(limits.max_individual_amount, 'each time'),
    ...amount(limits.max_amount_per_period, period),
    ...count(limits.max_count_per_period, period),
    ...amount(limits.max_cumulative_amount, 'in all'),
    ...count(limits.max_cumulative_count, 'in all'),
  ];
  return all.length === 0 ? [`None: any number of payments in ${currency}, each of any amount`] : all;
}
