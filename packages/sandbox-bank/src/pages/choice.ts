import { type Account, balanceMinor } from '../accounts.ts';
import { formatAmount } from '../money.ts';
import { type Html, html, nothing } from './html.ts';
import { amountInWords, ibanInWords } from './words.ts';

/** What a payer can do on a page: choose one of the accounts and say yes, or say no. */
export interface Choice {
  accounts: readonly Account[];
  currency: string;
  yes: string;
  /** What was wrong with the choice that was sent; null when none was. */
  fault: string | null;
}

/** The form in which a payer decides. It works without scripts and sends `account` and `decision`. */
export function choiceForm({ accounts, currency, yes, fault }: Choice): Html {
  const wrong = fault === null ? nothing : html`<p class="wrong" role="alert">${fault}</p>`;
  if (accounts.length === 0) {
    return html`${wrong}<p>No customer of this bank has an account in ${currency}, so nobody can agree.</p>
<form method="post"><p class="buttons"><button name="decision" value="refuse">Refuse</button></p></form>`;
  }
  return html`${wrong}<form method="post">
<fieldset>
<legend>Which account pays?</legend>
${accounts.map((account, index) => option(account, index === 0))}
</fieldset>
<p class="buttons">
<button class="go" name="decision" value="approve">${yes}</button>
<button name="decision" value="refuse">Refuse</button>
</p>
</form>`;
}

function option(account: Account, checked: boolean): Html {
  const balance = amountInWords(formatAmount(balanceMinor(account), account.currency), account.currency);
  return html`<label><input type="radio" name="account" value="${account.iban}" required${checked ? html` checked` : nothing}>
<span>${account.holderName ?? account.iban}<small>${ibanInWords(account.iban)}</small><small>Balance: ${balance}</small></span></label>
`;
}
