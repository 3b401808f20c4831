import type { ChargeOutcome, Party } from '../banks/collections.ts';
import type { Outcome } from '../banks/connector.ts';
import type { Deps } from '../deps.ts';
import { readIban } from '../foundation/iban.ts';
import { recordCharges } from '../payments/record-charges.ts';
import { recordOutcomes } from '../payouts/record-outcomes.ts';
import type { AccountKey } from './match.ts';
import { markTold, selectToTell, type ToTell } from './matches-store.ts';

const AT_ONCE = 500;
const ACTOR = 'reconciliation';

/**
 * Tells payouts and payments of an account what booked entries prove of them, as if the bank had said it: that they were
 * paid, or came back. Whoever did not come to that is followed by the next one: telling it twice changes nothing.
 */
export async function tellProofs(deps: Deps, account: AccountKey): Promise<void> {
  for (let more = true; more; ) {
    const rows = await selectToTell(deps.sql, account, AT_ONCE);
    const [first] = rows;
    if (first === undefined) return;
    const capabilities = deps.banks.get(first.connector)?.capabilities;
    const source = {
      connector: { name: first.connector, capabilities: capabilities ?? NO_CAPABILITIES },
      actor: ACTOR,
    };
    const proven = rows.filter(({ isProven, isUndone }) => isProven && !isUndone);
    const charges = proven.filter(({ kind }) => kind === 'payment').flatMap(chargesOf);
    const outcomes = proven.filter(({ kind }) => kind !== 'payment').flatMap(outcomesOf);
    if (charges.length > 0) await recordCharges(deps, source, charges);
    if (outcomes.length > 0) await recordOutcomes(deps, source, outcomes);
    await markTold(
      deps.sql,
      account.applicationId,
      rows.map(({ matchId }) => matchId),
    );
    more = rows.length === AT_ONCE;
  }
}

// Of a bank that this installation no longer reaches. None of it matters for what is proven.
const NO_CAPABILITIES = { instructionsMax: 1, timeoutMs: 1000, settlesWithinMs: 1000 };

function outcomesOf({ kind, endToEndId, bankReference, returnReason }: ToTell): Outcome[] {
  if (endToEndId === null) return [];
  const message = kind === 'return' ? 'A booked statement entry shows that the money came back.' : null;
  const code = kind === 'return' ? (returnReason ?? 'NARR') : null;
  return [{ endToEndId, kind: kind === 'return' ? 'returned' : 'accepted', code, message, bankReference }];
}

const chargesOf = (row: ToTell): ChargeOutcome[] =>
  outcomesOf(row).map((outcome) => ({ ...outcome, payer: payerOf(row) }));

/** Who paid, where the entry says that in full. */
function payerOf({ counterpartyName: name, counterpartyIban }: ToTell): Party | null {
  const reading = name === null || counterpartyIban === null ? undefined : readIban(counterpartyIban);
  return name !== null && reading?.ok ? { name, iban: reading.iban } : null;
}
