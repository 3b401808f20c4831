import type { Deps } from '../deps.ts';
import { findEvidence } from './evidence.ts';
import { openPayer } from './payer.ts';
import type { PaymentRow } from './payment.ts';
import { presentPayment } from './present.ts';

/** Payments as the contract shows them, with who paid and what proves them. */
export async function showPayments(
  deps: Pick<Deps, 'sql' | 'secretKey'>,
  rows: readonly PaymentRow[],
  how: { readonly masked: boolean },
) {
  const evidence = await findEvidence(deps.sql, rows);
  return rows.map((row) => presentPayment(row, openPayer(deps, row), evidence.get(row.id) ?? [], how));
}
