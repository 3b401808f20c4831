import { dayOf, readDay } from './calendar.ts';
import type { ColumnMap } from './csv-columns.ts';
import { readAmount } from './read-amount.ts';
import type { StatementEntry } from './statement.ts';

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** A day in the format of the table, as YYYY-MM-DD; a time after it is left out. Nothing for what is no such day. */
export function readTableDay(cell: string, format: ColumnMap['dateFormat'] = 'YYYY-MM-DD'): string | null {
  const text = cell.trim().replace(/(?:T|\s+)\d{1,2}:\d\d.*$/, '');
  switch (format) {
    case 'YYYY-MM-DD':
      return text.length === 10 ? readDay(text) : null;
    case 'DD/MM/YYYY':
    case 'MM/DD/YYYY': {
      const [, first = '', second = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
      return format === 'DD/MM/YYYY' ? dayOf(year, second, first) : dayOf(year, first, second);
    }
    case 'DD.MM.YYYY': {
      const [, day = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
      return dayOf(year, month, day);
    }
    case 'DDMMMYYYY': {
      const [, day = '', word = '', year = ''] = /^(\d{1,2})[ ./-]?([A-Za-z]{3})[ ./-]?(\d{4})$/.exec(text) ?? [];
      return dayOf(year, String(months.indexOf(word.toUpperCase()) + 1), day);
    }
  }
}

/**
 * A signed amount in the format of the table, in minor units: a sign before or after it, or brackets for below zero.
 * Nothing for what is not money, and for a mark that the table was not said to have: it is never guessed which of
 * two marks is the decimal one.
 */
export function readTableAmount(cell: string, currency: string, map: ColumnMap | undefined): bigint | undefined {
  const text = cell
    .trim()
    .replaceAll(/[\u2212\u2013]/g, '-')
    .replaceAll(/[\u00a0\u202f]/g, ' ');
  const match = /^(?:\((?<inside>[^()+-]+)\)|(?<before>[+-]?) ?(?<number>[^()+-]+?)(?<after>-?))$/.exec(text)?.groups;
  const number = (match?.inside ?? match?.number ?? '').trim();
  if (match === undefined || number === '' || (match.before && match.after)) return undefined;
  const isNegative = match.inside !== undefined || match.before === '-' || match.after === '-';
  const plain = plainNumber(number, map?.decimal ?? '.', map?.thousands);
  const minor = plain === null ? undefined : readAmount(plain, currency);
  return minor !== undefined && isNegative ? -minor : minor;
}

/** The number with a point for its decimals and without marks between its thousands. */
function plainNumber(number: string, decimal: string, thousands: string | undefined): string | null {
  const parts = number.split(decimal);
  const [whole = '', decimals = ''] = parts;
  if (parts.length > 2 || decimals.length > 20 || !/^\d*$/.test(decimals)) return null;
  const groups = thousands === undefined || thousands === decimal ? [whole] : whole.split(thousands);
  const [first = '', ...others] = groups;
  // Groups of two before the last one are how thousands are written in India.
  const isGrouped = others.every(
    (group, at) => /^\d\d\d?$/.test(group) && (group.length === 3 || at < others.length - 1),
  );
  if (!/^\d*$/.test(first) || !isGrouped || (others.length > 0 && first === '')) return null;
  return `${groups.join('')}${decimals === '' ? '' : `.${decimals}`}`;
}

/** The direction that a word tells, in English or as a code. */
export function readDirection(cell: string): StatementEntry['direction'] | null {
  switch (cell.trim().toUpperCase()) {
    case 'C':
    case 'CR':
    case 'CRDT':
    case 'CREDIT':
      return 'credit';
    case 'D':
    case 'DR':
    case 'DBIT':
    case 'DEBIT':
      return 'debit';
    default:
      return null;
  }
}
