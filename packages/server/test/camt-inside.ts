import assert from 'node:assert/strict';
import { readCamt053 } from '../src/reconciliation/read-camt053.ts';
import type { EntryPart, StatementEntry } from '../src/reconciliation/statement.ts';
import { inPieces } from './camt-file.ts';
import { readWhole, type WholeStatement } from './read-statement.ts';

// Statements written by hand, of which only the inside matters.

export const ourIban = 'AE070331234567890123456';
export const theirIban = 'AE210351234567890123456';

export const account = `<Id>S1</Id><Acct><Id><IBAN>${ourIban}</IBAN></Id><Ccy>AED</Ccy></Acct>`;
/** The least that an entry needs. */
export const booked =
  '<Amt Ccy="AED">10.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-01-05</Dt></BookgDt>';

/** The part of an entry that has no more than that. */
export const noPart: EntryPart = {
  amountMinor: 1050n,
  endToEndId: null,
  instructionId: null,
  uetr: null,
  messageId: null,
  batchId: null,
  remittance: null,
  counterparty: null,
  returnReason: null,
};

export const statementsOf = (text: string): Promise<WholeStatement[]> =>
  readWhole(readCamt053(inPieces(Buffer.from(text))));

/** The one statement that has this inside its Stmt. */
export async function statementOf(inside: string): Promise<WholeStatement> {
  const [statement, ...others] = await statementsOf(
    `<Document><BkToCstmrStmt><GrpHdr/><Stmt>${inside}</Stmt></BkToCstmrStmt></Document>`,
  );
  assert(statement !== undefined && others.length === 0);
  return statement;
}

/** The one entry that has this inside its Ntry. */
export async function entryOf(inside: string): Promise<StatementEntry> {
  const { entries } = await statementOf(`${account}<Ntry>${inside}</Ntry>`);
  const [entry] = entries;
  assert(entry !== undefined && entries.length === 1);
  return entry;
}
