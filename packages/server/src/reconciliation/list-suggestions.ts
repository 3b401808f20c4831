import type { schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { Deps } from '../deps.ts';
import { amountToNumber } from '../foundation/money.ts';
import { cutPage, type Page } from '../foundation/page.ts';
import { assert } from '../foundation/refuse.ts';
import { findPayments } from '../payments/find-payments.ts';
import { showPayments } from '../payments/show-payments.ts';
import { findPayouts } from '../payouts/find-payouts.ts';
import { presentPayout } from '../payouts/present.ts';
import { presentEntry } from './present.ts';
import { findEntries } from './read-entries.ts';
import { countEntriesWaiting, type SuggestionRow, selectSuggestions } from './suggestions-store.ts';

type Suggestion = Static<typeof schemas.Suggestion>;
type Query = Static<typeof schemas.SuggestionListQuery>;

/** How many entries of an application wait for a person with a suggestion. */
export function countWaitingEntries(deps: Pick<Deps, 'sql'>, applicationId: string): Promise<number> {
  return countEntriesWaiting(deps.sql, applicationId);
}

/** One page of what waits for a person, the best first, with what it would tie together. */
export async function listSuggestions(
  deps: Pick<Deps, 'sql' | 'secretKey'>,
  applicationId: string,
  query: Query,
  size: number,
): Promise<Page<Suggestion>> {
  const filter = { after: query.after, payoutAccountId: query.payout_account_id };
  const rows = await selectSuggestions(deps.sql, applicationId, filter, size + 1);
  const { content, page } = cutPage(rows, size, (row) => row);
  return { content: await show(deps, content), page };
}

async function show(deps: Pick<Deps, 'sql' | 'secretKey'>, rows: readonly SuggestionRow[]): Promise<Suggestion[]> {
  const keysOf = (idOf: (row: SuggestionRow) => string | null) =>
    rows.flatMap((row) => {
      const id = idOf(row);
      return id === null ? [] : [{ applicationId: row.applicationId, id }];
    });
  const [entries, payments, payouts] = await Promise.all([
    findEntries(
      deps,
      keysOf(({ entryId }) => entryId),
    ),
    paymentsOf(
      deps,
      keysOf(({ paymentId }) => paymentId),
    ),
    findPayouts(
      deps,
      keysOf(({ payoutId }) => payoutId),
    ),
  ]);
  const entryOf = new Map(entries.map((entry) => [entry.id, entry]));
  const paymentOf = new Map(payments.map((payment) => [payment.id, payment]));
  const payoutOf = new Map(
    payouts.flatMap((outcome) =>
      'value' in outcome ? [[outcome.value.id, presentPayout(outcome.value, outcome.value.proofs)] as const] : [],
    ),
  );
  return rows.map((row) => {
    const entry = entryOf.get(row.entryId);
    assert(entry, 'a suggestion is of an entry');
    return {
      id: row.id,
      kind: row.kind,
      entry: presentEntry(entry, entry.matches),
      payment: (row.paymentId !== null && paymentOf.get(row.paymentId)) || null,
      payout: (row.payoutId !== null && payoutOf.get(row.payoutId)) || null,
      amount: amountToNumber(row.amountMinor, row.currency),
      currency: row.currency,
      step: row.step,
      score: row.score,
      reasons: [...row.reasons],
    };
  });
}

async function paymentsOf(
  deps: Pick<Deps, 'sql' | 'secretKey'>,
  keys: readonly { readonly applicationId: string; readonly id: string }[],
) {
  const rows = (await findPayments(deps.sql, keys)).filter((row) => row !== undefined);
  return showPayments(deps, rows, { masked: true });
}
