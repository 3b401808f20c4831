import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Refusal } from '../foundation/refuse.ts';
import { accountOf } from './account-rules.ts';

const aed = { id: 'aed', iban: 'AE070331234567890123456', currency: 'AED' };
const usd = { id: 'usd', iban: 'AE070331234567890123456', currency: 'USD' };
const other = { id: 'other', iban: 'AE460090000000123456789', currency: 'AED' };
const accounts = [aed, usd, other];

const head = (accountIban: string | null, accountOther: string | null = null, currency: string | null = 'AED') => ({
  accountIban,
  accountOther,
  currency,
});
const refused = (words: RegExp, run: () => unknown) =>
  assert.throws(run, (error) => {
    assert(error instanceof Refusal && error.code === 'UNKNOWN_PAYOUT_ACCOUNT');
    assert.match(error.message, words);
    assert.doesNotMatch(error.message, /1234567890/);
    return true;
  });

describe('the account of a statement', () => {
  test('is the one that it names, in its currency', () => {
    assert.equal(accountOf(head('AE07 0331 2345 6789 0123 456'), accounts, null), aed);
    assert.equal(accountOf(head(aed.iban, null, 'USD'), accounts, other.id), usd);
    assert.equal(accountOf(head(other.iban, null, null), accounts, null), other);
  });

  test('may be named by its number alone', () => {
    assert.equal(accountOf(head(null, '0000000123456789'), accounts, null), other);
    assert.equal(accountOf(head(null, other.iban), accounts, null), other);
    refused(/which is no payout account/, () => accountOf(head(null, '6789'), accounts, null));
  });

  test('is the one that was named beside it, where it names none', () => {
    assert.equal(accountOf(head(null), accounts, other.id), other);
    refused(/names no account in USD; send payout_account_id/, () =>
      accountOf(head(null, null, 'USD'), accounts, aed.id),
    );
    refused(/names no account/, () => accountOf(head(null), accounts, null));
  });

  test('is nobody’s, or not only one', () => {
    refused(/in KWD, which is no payout account/, () => accountOf(head(aed.iban, null, 'KWD'), accounts, null));
    refused(/more than one payout account/, () => accountOf(head(aed.iban, null, null), accounts, null));
  });
});
