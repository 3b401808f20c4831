import { type Html, html } from './html.ts';

/** An amount as people read it: `1234.50` AED is `1,234.50 AED`. */
export function amountInWords(amount: string, currency: string): string {
  const [whole = '', fraction] = amount.split('.');
  const grouped = whole.replaceAll(/\B(?=([0-9]{3})+$)/g, ',');
  return `${grouped}${fraction === undefined ? '' : `.${fraction}`} ${currency}`;
}

const times = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/** A time of the bank, in milliseconds, as people read it. */
export function timeInWords(at: number): string {
  return `${times.format(at)} UTC`;
}

/** An IBAN in groups of four, as people read it. */
export function ibanInWords(iban: string): string {
  return iban.replaceAll(/(.{4})(?=.)/g, '$1 ');
}

/** Where the payer can go back to, as a link; nothing when nobody said. */
export function wayBack(url: string | null): Html {
  return url === null
    ? html`<p>You can close this page.</p>`
    : html`<p><a href="${url}">Go back to ${URL.parse(url)?.host ?? 'where you came from'}</a></p>`;
}
