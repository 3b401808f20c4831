import { cleanReference, cleanText, compactAccount } from './clean-text.ts';
import { readDirection, readTableAmount, readTableDay } from './csv-cells.ts';
import type { ColumnMap, ColumnName, ColumnPlaces } from './csv-columns.ts';
import type { CsvRow } from './csv-rows.ts';
import { knownCurrency } from './read-amount.ts';
import type { EntryPart, StatementEntry } from './statement.ts';
import { shown, unreadable } from './unreadable.ts';

/** How a table is read: its map, where its columns are, and the currency of rows that name none. */
export interface TableReading {
  readonly map: ColumnMap | undefined;
  readonly cells: readonly string[];
  readonly places: ColumnPlaces;
  readonly currency: string | null;
}

/** What one row of a table says. */
export interface TableEntry {
  readonly entry: StatementEntry;
  /** As the row names it; nothing where it names none. */
  readonly account: string | null;
  readonly signedMinor: bigint;
  readonly balanceMinor: bigint | null;
}

/** The entry of a row. Refuses with UNREADABLE_STATEMENT, line and column what is no day, no money, or ambiguous. */
export function tableEntryOf(row: CsvRow, reading: TableReading): TableEntry {
  const cell = (name: ColumnName): string => cellOf(row, reading, name);
  const written = cell('currency') === '' ? reading.currency : cell('currency');
  if (written === null)
    throw unreadable(`Line ${row.line} names no currency, and neither did you.`, { line: row.line });
  const currency = knownCurrency(written);
  if (currency === null) throw faultOf(row, reading, 'currency', 'is not a currency we know');
  const bookedOn = readTableDay(cell('booked_on'), reading.map?.dateFormat);
  if (bookedOn === null) throw faultOf(row, reading, 'booked_on', dayFault(reading));
  const valueOn = cell('value_on') === '' ? null : readTableDay(cell('value_on'), reading.map?.dateFormat);
  if (valueOn === null && cell('value_on') !== '') throw faultOf(row, reading, 'value_on', dayFault(reading));
  const signedMinor = signedAmountOf(row, reading, currency);
  const amountMinor = signedMinor.minor < 0n ? -signedMinor.minor : signedMinor.minor;
  const balance = cell('balance');
  return {
    entry: {
      direction: signedMinor.direction,
      amountMinor,
      currency,
      bookedOn,
      valueOn,
      reversal: false,
      bankReference: cleanReference(cell('reference')),
      entryReference: null,
      bankCode: null,
      info: null,
      parts: [partOf(cell, amountMinor)],
    },
    account: cleanText(cell('account')),
    signedMinor: signedMinor.minor,
    balanceMinor: balance === '' ? null : amountOf(row, reading, 'balance', currency),
  };
}

function cellOf(row: CsvRow, { places }: TableReading, name: ColumnName): string {
  const at = places.get(name);
  return at === undefined ? '' : (row.cells[at]?.trim() ?? '');
}

function faultOf(row: CsvRow, reading: TableReading, name: ColumnName, fault: string) {
  const column = reading.cells[reading.places.get(name) ?? -1]?.trim() ?? name;
  const text = shown(cellOf(row, reading, name));
  return unreadable(`Line ${row.line}, column "${shown(column)}": "${text}" ${fault}.`, { line: row.line, column });
}

function dayFault({ map }: TableReading): string {
  return `is not a day written as ${map?.dateFormat ?? 'YYYY-MM-DD'}`;
}

function amountOf(row: CsvRow, reading: TableReading, name: ColumnName, currency: string): bigint {
  const minor = readTableAmount(cellOf(row, reading, name), currency, reading.map);
  if (minor === undefined) throw faultOf(row, reading, name, `is not an amount of ${currency}`);
  return minor;
}

/** An amount with its direction, which zero alone would not have. Below zero is a debit. */
interface Signed {
  readonly minor: bigint;
  readonly direction: StatementEntry['direction'];
}

function signedAmountOf(row: CsvRow, reading: TableReading, currency: string): Signed {
  if (!reading.places.has('amount')) return splitAmountOf(row, reading, currency);
  const minor = amountOf(row, reading, 'amount', currency);
  if (!reading.places.has('direction')) return { minor, direction: minor < 0n ? 'debit' : 'credit' };
  const direction = readDirection(cellOf(row, reading, 'direction'));
  if (direction === null) throw faultOf(row, reading, 'direction', 'is neither credit nor debit');
  if (direction === 'debit') return { minor: minor < 0n ? minor : -minor, direction };
  if (minor < 0n) throw faultOf(row, reading, 'amount', 'is below zero, and the row calls itself a credit');
  return { minor, direction };
}

/** Credits and debits in columns of their own: one of the two, the other empty or zero. Some banks write debits below zero. */
function splitAmountOf(row: CsvRow, reading: TableReading, currency: string): Signed {
  const minorOf = (name: ColumnName): bigint | null =>
    cellOf(row, reading, name) === '' ? null : amountOf(row, reading, name, currency);
  const credit = minorOf('credit');
  const debit = minorOf('debit');
  if (credit === null && debit === null) throw faultOf(row, reading, 'credit', 'is no amount, and there is no debit');
  if (credit !== null && credit < 0n)
    throw faultOf(row, reading, 'credit', 'is below zero, and in the column of credits');
  if (credit && debit) throw faultOf(row, reading, 'debit', 'is a debit in a row that has a credit, too');
  if (debit && debit !== 0n) return { minor: debit < 0n ? debit : -debit, direction: 'debit' };
  return { minor: credit ?? 0n, direction: credit === null ? 'debit' : 'credit' };
}

function partOf(cell: (name: ColumnName) => string, amountMinor: bigint): EntryPart {
  const name = cleanText(cell('counterparty_name'));
  const iban = compactAccount(cell('counterparty_iban'));
  return {
    amountMinor,
    endToEndId: cleanReference(cell('end_to_end_id')),
    instructionId: null,
    uetr: null,
    messageId: null,
    batchId: null,
    remittance: cleanText(cell('remittance')),
    counterparty: name === null && iban === null ? null : { name, iban },
    returnReason: null,
  };
}
