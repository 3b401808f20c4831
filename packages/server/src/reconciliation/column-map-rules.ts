import type { Fault, schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import { type ColumnMap, dateFormats, delimiters, isEnough } from './csv-columns.ts';

/** A column map as the contract shows it. */
export type WireMap = Static<typeof schemas.ColumnMap>;

/** What is wrong with a column map beyond its form. What has the wrong form is left to the schema. */
export function columnMapFaults(body: unknown): Fault[] {
  const wire: Record<string, unknown> = { ...Object(body) };
  const { columns, decimal = '.', thousands, encoding } = wire;
  const faults: Fault[] = [];
  const add = (path: string, message: string): void => void faults.push({ path, message, code: 'INVALID_PARAMETERS' });
  if (typeof columns === 'object' && columns !== null && !isEnough(new Set(Object.keys(columns)))) {
    add('columns', 'must have booked_on, and amount or both credit and debit');
  }
  if (thousands === decimal) add('thousands', 'must be another mark than that before the decimals');
  if (typeof encoding === 'string' && !isEncoding(encoding)) add('encoding', 'is not an encoding we know');
  return faults;
}

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}

const DECIMALS = ['.', ','] as const;
const THOUSANDS = ['.', ',', ' ', "'"] as const;

/** The map as the reader of tables takes it. */
export function readColumnMap(wire: WireMap): ColumnMap {
  const dateFormat = dateFormats.find((format) => format === wire.date_format);
  const decimal = DECIMALS.find((mark) => mark === wire.decimal);
  const thousands = THOUSANDS.find((mark) => mark === wire.thousands);
  const delimiter = delimiters.find((mark) => mark === wire.delimiter);
  return {
    columns: wire.columns,
    ...(dateFormat && { dateFormat }),
    ...(decimal && { decimal }),
    ...(thousands && { thousands }),
    ...(delimiter && { delimiter }),
    ...(wire.encoding && { encoding: wire.encoding }),
  };
}
