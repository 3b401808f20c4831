import { decimalsOf } from '@sarf/contract';
import { createPayoutAccount, listPayoutAccounts } from '../banks/payout-accounts.ts';
import { inTransaction } from '../foundation/database.ts';
import { readIban } from '../foundation/iban.ts';
import { amountToText, textToMinor } from '../foundation/money.ts';
import { application, applicationOf, type Command, command, type Flag, UsageFault } from './command.ts';

/** Payout accounts. */
export const accountCommands: readonly Command[] = [
  createAccountCommand(),
  command('list-accounts', 'List the payout accounts with their balances.', [application], (flags) => async (deps) => {
    const rows = await listPayoutAccounts(deps.sql, await applicationOf(deps, flags));
    if (rows.length === 0) return ['There is no payout account yet.'];
    return rows.map((row) => {
      const money = (minor: bigint): string => amountToText(minor, row.currency);
      const available = money(row.postedMinor - row.heldMinor);
      return `${row.id}  ${row.iban}  ${row.currency}  available ${available}  held ${money(row.heldMinor)}`;
    });
  }),
];

function createAccountCommand(): Command {
  const flags: Flag[] = [
    application,
    { name: 'name', required: true, show: 'NAME' },
    { name: 'currency', required: true, show: 'AED' },
    { name: 'iban', required: true, show: 'IBAN' },
    { name: 'opening', required: true, show: 'AMOUNT' },
    { name: 'connector', show: 'sandbox' },
    { name: 'default', show: 'yes|no' },
    { name: 'binding', show: 'yes|no' },
  ];
  const help =
    'Register one of your own bank accounts. --opening is what the bank holds on it now; with --binding no a payout ' +
    'that the balance does not cover is not refused.';
  return command('create-account', help, flags, (given) => {
    const currency = given.currency ?? '';
    if (decimalsOf(currency) === undefined) throw new UsageFault(`${currency} is not an ISO 4217 code in use.`);
    const iban = readIban(given.iban ?? '');
    if (!iban.ok) throw new UsageFault(`--iban: ${iban.message}`);
    const openingMinor = textToMinor(given.opening ?? '', currency);
    if (openingMinor === undefined || openingMinor < 0n) {
      throw new UsageFault(`--opening must be an amount in ${currency}, such as 1000.00.`);
    }
    return async (deps) => {
      const connector = given.connector ?? 'sandbox';
      const bank = deps.banks.get(connector);
      if (!bank)
        throw new UsageFault(`There is no connector ${connector}; there is: ${[...deps.banks.keys()].join(', ')}.`);
      const applicationId = await applicationOf(deps, given);
      const known = await listPayoutAccounts(deps.sql, applicationId);
      const isDefault =
        given.default === undefined
          ? !known.some((a) => a.currency === currency && a.isDefault)
          : given.default === 'yes';
      if (isDefault && known.some((a) => a.currency === currency && a.isDefault)) {
        throw new UsageFault(`There is a default account in ${currency} already; use --default no.`);
      }
      const account = { applicationId, name: given.name ?? '', currency, iban: iban.iban, connector, isDefault };
      const id = await inTransaction(deps.sql, (sql) =>
        createPayoutAccount({ ...deps, sql }, { ...account, balanceBinding: given.binding !== 'no', openingMinor }),
      );
      const fault = await bank.openAccount?.({ iban: iban.iban, currency, openingMinor });
      return [
        `payout_account_id  ${id}`,
        ...(fault ? [`It is not open at the bank: ${fault} The next start of Sarf with that bank opens it.`] : []),
      ];
    };
  });
}
