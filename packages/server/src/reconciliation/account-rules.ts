import type { PayoutAccount } from '../banks/payout-accounts.ts';
import { maskIban } from '../foundation/iban.ts';
import { Refusal } from '../foundation/refuse.ts';
import type { StatementHead } from './statement.ts';

type Account = Pick<PayoutAccount, 'id' | 'iban' | 'currency'>;

const compact = (text: string): string => text.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase();

/**
 * The account that a statement is of: the one that it names, or where it names none, the one that whoever brought it
 * named. Refuses with UNKNOWN_PAYOUT_ACCOUNT.
 */
export function accountOf<Known extends Account>(
  { accountIban, accountOther, currency }: Pick<StatementHead, 'accountIban' | 'accountOther' | 'currency'>,
  accounts: readonly Known[],
  namedAccountId: string | null,
): Known {
  const named = accountIban ?? accountOther;
  const found = accounts.filter((account) => {
    if (currency !== null && account.currency !== currency) return false;
    return named === null ? account.id === namedAccountId : isNamed(account, accountIban, accountOther);
  });
  const [account] = found;
  if (account !== undefined && found.length === 1) return account;
  throw refusalFor(named, currency, found.length);
}

/** Some banks give the number of an account without what makes it an IBAN: country, check digits and bank. */
function isNamed({ iban }: Account, accountIban: string | null, accountOther: string | null): boolean {
  const own = compact(iban);
  if (accountIban !== null) return own === compact(accountIban);
  const other = compact(accountOther ?? '');
  return own === other || (other.length >= 8 && own.slice(4).endsWith(other));
}

function refusalFor(named: string | null, currency: string | null, found: number): Refusal {
  const inCurrency = currency === null ? '' : ` in ${currency}`;
  if (named === null) {
    const message = `The statement names no account${inCurrency}; send payout_account_id.`;
    return new Refusal('UNKNOWN_PAYOUT_ACCOUNT', message);
  }
  const account = maskIban(named);
  const message =
    found > 1
      ? `The account ${account} of the statement is more than one payout account; it names no currency.`
      : `The statement is of the account ${account}${inCurrency}, which is no payout account.`;
  return new Refusal('UNKNOWN_PAYOUT_ACCOUNT', message, { metadata: { account, currency } });
}
