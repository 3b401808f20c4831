import type { Counterparty, Entry } from '../entries/entries.ts';
import { formatAmount } from '../money.ts';
import { element, textElement } from './xml.ts';

/** A line of an account as an `Ntry` of camt.053; `currency` is that of the account. */
export function entryXml(entry: Entry, currency: string): string {
  const amount = amountXml(entry.amountMinor, currency);
  const direction = element('CdtDbtInd', directionCode(entry.direction));
  const date = element('Dt', dateOf(entry.bookedAt));
  return element(
    'Ntry',
    element('NtryRef', String(entry.id)),
    amount,
    direction,
    entry.kind === 'return' ? element('RvslInd', 'true') : '',
    element('Sts', element('Cd', 'BOOK')),
    element('BookgDt', date),
    element('ValDt', date),
    textElement('AcctSvcrRef', entry.bankReference),
    element('BkTxCd', element('Domn', bankCode(entry))),
    element('NtryDtls', element('TxDtls', ...detailsOf(entry, amount, direction))),
  );
}

/** An amount with its currency; minor units, never below zero. */
export function amountXml(amountMinor: bigint, currency: string): string {
  return `<Amt Ccy="${currency}">${formatAmount(amountMinor, currency)}</Amt>`;
}

export function directionCode(direction: 'credit' | 'debit'): 'CRDT' | 'DBIT' {
  return direction === 'credit' ? 'CRDT' : 'DBIT';
}

/** The day of a time, in UTC. */
export function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function detailsOf(entry: Entry, amount: string, direction: string): string[] {
  const { counterparty, endToEndId, reasonCode, remittance } = entry;
  const parties = counterparty === null ? '' : partiesOf(entry.direction, counterparty);
  const purpose = textElement('Ustrd', remittance);
  return [
    element('Refs', textElement('AcctSvcrRef', entry.bankReference), textElement('EndToEndId', endToEndId)),
    amount,
    direction,
    parties === '' ? '' : element('RltdPties', parties),
    purpose === '' ? '' : element('RmtInf', purpose),
    reasonCode === null ? '' : element('RtrInf', element('Rsn', element('Cd', reasonCode))),
  ];
}

/** The other side: who paid what came in, and whom what went out was paid to. */
function partiesOf(direction: 'credit' | 'debit', { name, iban, accountNumber }: Counterparty): string {
  const role = direction === 'credit' ? 'Dbtr' : 'Cdtr';
  const party = textElement('Nm', name);
  const account = iban === null ? textElement('Id', accountNumber) : textElement('IBAN', iban);
  const id = iban === null && account !== '' ? element('Othr', account) : account;
  return [
    party === '' ? '' : element(role, element('Pty', party)),
    id === '' ? '' : element(`${role}Acct`, element('Id', id)),
  ].join('');
}

/** The ISO 20022 bank transaction code: domain, family and sub-family. */
function bankCode({ kind, direction }: Entry): string {
  const isCredit = direction === 'credit';
  if (kind === 'return') return codes('PMNT', 'ICDT', 'RRTN');
  if (kind === 'transfer') return codes('PMNT', isCredit ? 'RCDT' : 'ICDT', 'ESCT');
  return codes('ACMT', isCredit ? 'MCOP' : 'MDOP', kind === 'fee' ? 'CHRG' : 'INTR');
}

function codes(domain: string, family: string, subFamily: string): string {
  return element('Cd', domain) + element('Fmly', element('Cd', family), element('SubFmlyCd', subFamily));
}
