import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Books } from '../books.ts';
import { formatAmount } from '../money.ts';
import { amountXml, dateOf, directionCode, entryXml } from './entry-xml.ts';
import { statementId } from './present-statement.ts';
import type { Statement } from './statements.ts';
import { element, escapeXml, textElement } from './xml.ts';

/** Lines that are read and written at once. */
const pageMax = 200;

/**
 * A statement as camt.053.001.08, part by part, so that none is ever in memory as a whole; between two parts other
 * requests get their turn.
 */
export async function* statementXml(books: Books, statement: Statement, currency: string): AsyncGenerator<string> {
  const { iban } = statement;
  yield beginning(statement, currency);
  for (let afterId = statement.afterEntry; ; ) {
    const page = books.entries.list(iban, afterId, statement.throughEntry, pageMax);
    const last = page.at(-1);
    if (last === undefined) break;
    yield `${page.map((entry) => entryXml(entry, currency)).join('\n')}\n`;
    afterId = last.id;
    await nextTurn();
  }
  yield '</Stmt></BkToCstmrStmt></Document>\n';
}

function beginning(statement: Statement, currency: string): string {
  const id = statementId(statement.id);
  const made = element('CreDtTm', timeOf(statement.createdAt));
  const parts = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>',
    element('GrpHdr', element('MsgId', id), made),
    '<Stmt>',
    element('Id', id) + element('ElctrncSeqNb', String(statement.sequence)) + made,
    element('FrToDt', element('FrDtTm', timeOf(statement.fromAt)), element('ToDtTm', timeOf(statement.createdAt))),
    accountXml(statement, currency),
    balanceXml('OPBD', statement.openingMinor, currency, statement.fromAt),
    balanceXml('CLBD', statement.closingMinor, currency, statement.createdAt),
    summaryXml(statement, currency),
  ];
  return `${parts.join('\n')}\n`;
}

function accountXml({ iban, holderName }: Statement, currency: string): string {
  const owner = textElement('Nm', holderName);
  return element(
    'Acct',
    element('Id', element('IBAN', iban)),
    element('Ccy', escapeXml(currency)),
    owner === '' ? '' : element('Ownr', owner),
    element(
      'Svcr',
      element('FinInstnId', element('Nm', 'Sarf sandbox bank'), element('Othr', element('Id', 'SANDBOX'))),
    ),
  );
}

function balanceXml(code: 'OPBD' | 'CLBD', minor: bigint, currency: string, at: number): string {
  return element(
    'Bal',
    element('Tp', element('CdOrPrtry', element('Cd', code))),
    amountXml(absolute(minor), currency),
    signOf(minor),
    element('Dt', element('Dt', dateOf(at))),
  );
}

function summaryXml(statement: Statement, currency: string): string {
  const { credits, debits, creditedMinor, debitedMinor } = statement;
  const netMinor = creditedMinor - debitedMinor;
  const sumOf = (entries: number, minor: bigint) =>
    element('NbOfNtries', String(entries)) + element('Sum', formatAmount(minor, currency));
  const net = element('TtlNetNtry', element('Amt', formatAmount(absolute(netMinor), currency)), signOf(netMinor));
  return element(
    'TxsSummry',
    element('TtlNtries', sumOf(credits + debits, creditedMinor + debitedMinor), net),
    element('TtlCdtNtries', sumOf(credits, creditedMinor)),
    element('TtlDbtNtries', sumOf(debits, debitedMinor)),
  );
}

function absolute(minor: bigint): bigint {
  return minor < 0n ? -minor : minor;
}

function signOf(minor: bigint): string {
  return element('CdtDbtInd', directionCode(minor < 0n ? 'debit' : 'credit'));
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}
