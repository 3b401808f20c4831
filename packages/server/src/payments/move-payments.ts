import type { Deps } from '../deps.ts';
import type { Tx } from '../foundation/database.ts';
import { type By, type Walk, walk } from '../lifecycle/walk.ts';
import { lockConsents } from '../payment-sources/lock-consents.ts';
import { settleConsents } from '../payment-sources/settle-consents.ts';
import type { PaymentTurn } from './charge-evidence-rules.ts';
import { paymentLifecycle } from './lifecycle.ts';
import type { BankPayment } from './payment.ts';

type Going = Walk<BankPayment, PaymentTurn>;

/**
 * Moves payments that exist, each through its turns one after another; a consent that is used up by a charge that
 * completes is consumed. The payments must be locked.
 * @returns the payments as they are now, in the order of the walks
 */
export async function movePayments(
  tx: Tx,
  deps: Pick<Deps, 'metrics'>,
  walks: readonly Going[],
  by: By,
): Promise<BankPayment[]> {
  if (walks.length === 0) return [];
  await lockEnding(tx, walks, by);
  const moved = await walk(tx, { lifecycle: paymentLifecycle, metrics: deps.metrics }, walks, by);
  await settleConsents(tx, deps, consentsOf(walks, ['completed']), by);
  return walks.map(({ row }, index) => ({ ...(moved[index] ?? row), endToEndId: row.endToEndId }));
}

// Charges that fail give back to their consents, and those that complete may use them up. Whoever touches several
// consents, in several statements, locks all of them before, in the one order that everybody keeps.
async function lockEnding(tx: Tx, walks: readonly Going[], { at }: By): Promise<void> {
  const ending = consentsOf(walks, ['completed', 'failed', 'rejected']);
  const on = at.toISOString().slice(0, 10);
  if (ending.length > 1)
    await lockConsents(
      tx,
      ending.map((key) => ({ ...key, on })),
    );
}

/** The consents of those charges that enter one of these states. */
function consentsOf(
  walks: readonly Going[],
  states: readonly PaymentTurn['to'][],
): { readonly applicationId: string; readonly consentId: string }[] {
  const consents = new Map<string, { readonly applicationId: string; readonly consentId: string }>();
  for (const { row, turns } of walks) {
    const { applicationId, consentId } = row;
    if (consentId !== null && turns.some(({ to }) => states.includes(to))) {
      consents.set(`${applicationId}/${consentId}`, { applicationId, consentId });
    }
  }
  return [...consents.values()];
}
