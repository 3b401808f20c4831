import assert from 'node:assert/strict';
import { connectSandbox } from '../src/banks/connectors/sandbox/connect.ts';
import { isOpen } from '../src/doctor/bank-checks.ts';
import { checkBank } from '../src/doctor/check-bank.ts';
import { checkBooks, examineBooks } from '../src/doctor/check-books.ts';
import type { Examined } from '../src/doctor/finding.ts';
import type { Sql, Tx } from '../src/foundation/database.ts';

interface Audited {
  /** Our books: the database, or a transaction on it. */
  readonly sql: Sql | Tx;
  /** The bank whose books are held against ours. */
  readonly bankUrl: string;
}

// A callback may be on its way while a test audits; it does not take longer than this.
const PATIENCE = { looks: 3, pauseMs: 250 };

/**
 * Has the doctor look at our books and at the bank's, and fails with everything that it finds or cannot check.
 * Payouts and payments may be open.
 */
export async function audit({ sql, bankUrl }: Audited): Promise<void> {
  const checks = await examineAll(sql, bankUrl);
  const lines = checks.flatMap(({ result, name, findings, remark }) => {
    if (result === 'ok') return [];
    return result === 'wrong' ? findings.map(({ id, what }) => `${id} ${what}`) : [`${name}: ${remark}`];
  });
  assert.equal(lines.length, 0, `the books do not fit:\n${lines.join('\n')}`);
}

/** Everything that the doctor looks at. */
export async function examineAll(sql: Sql | Tx, bankUrl: string): Promise<readonly Examined[]> {
  const bank = connectSandbox({ bankUrl, callbackSecret: '' });
  assert(isOpen(bank), 'the sandbox bank shows its books');
  const { checks } = 'begin' in sql ? await checkBooks(sql) : await examineBooks(sql);
  return [...checks, ...(await checkBank(sql, bank, PATIENCE))];
}
