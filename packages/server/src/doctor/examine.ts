import type { Banks, Connector } from '../banks/connector.ts';
import type { Clock } from '../foundation/clock.ts';
import type { Sql } from '../foundation/database.ts';
import { bankChecks, isOpen, type Patience } from './bank-checks.ts';
import { checkBank } from './check-bank.ts';
import { checkBooks } from './check-books.ts';
import { type Examined, unexamined } from './finding.ts';
import type { Report } from './present.ts';
import { selectConnectors } from './store.ts';

interface Patient {
  readonly sql: Sql;
  readonly banks: Banks;
  readonly clock: Clock;
}

/**
 * Holds all books of an installation against themselves and against those of its banks. Changes nothing.
 * @param tell is told what came of each check as soon as it is made
 */
export async function examine(
  { sql, banks, clock }: Patient,
  patience: Patience,
  tell: (check: Examined) => void = () => {},
): Promise<Report> {
  const startedMs = clock.elapsedMs();
  const { payouts, checks } = await checkBooks(sql, tell);
  const all: Examined[] = [...checks];
  for (const name of await selectConnectors(sql)) {
    const atBank = await checkConnector(sql, name, banks.get(name), patience);
    atBank.forEach(tell);
    all.push(...atBank);
  }
  return { payouts, seconds: (clock.elapsedMs() - startedMs) / 1000, checks: all };
}

async function checkConnector(
  sql: Sql,
  name: string,
  connector: Connector | undefined,
  patience: Patience,
): Promise<readonly Examined[]> {
  const all = Object.values(bankChecks(name));
  if (!connector) return all.map((check) => unexamined(check, 'not_checked', `There is no bank connection "${name}".`));
  if (!isOpen(connector))
    return all.map((check) => unexamined(check, 'no_books', 'This bank does not show its books.'));
  return checkBank(sql, connector, patience);
}
