import { isRefundState, refundStates, refundStatusOf, type schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { Deps } from '../deps.ts';
import { firstIdAt } from '../foundation/id.ts';
import { Refusal } from '../foundation/refuse.ts';
import { type HistoryLine, readHistory } from '../lifecycle/history.ts';
import { refundLifecycle } from './lifecycle.ts';
import type { Key, RefundRow } from './refund.ts';
import { selectPage, selectRefunds } from './store.ts';

type Query = Static<typeof schemas.RefundListQuery>;

/** Reads a refund. Refuses with UNKNOWN_REFUND. */
export async function findRefund(deps: Pick<Deps, 'sql'>, key: Key): Promise<RefundRow> {
  const [row] = await selectRefunds(deps.sql, [key]);
  if (!row) throw new Refusal('UNKNOWN_REFUND');
  return row;
}

/** The history of a refund. Refuses with UNKNOWN_REFUND. */
export async function findHistory(deps: Pick<Deps, 'sql'>, key: Key): Promise<HistoryLine[]> {
  const lines = await readHistory(deps.sql, refundLifecycle.objectType, key);
  if (lines.length === 0) throw new Refusal('UNKNOWN_REFUND');
  return lines;
}

/**
 * One page of refunds, newest first, with one more row than asked for where there is a next page. Refuses with
 * INVALID_PARAMETERS where `status` has a word that is none.
 */
export function listRefunds(
  deps: Pick<Deps, 'sql'>,
  applicationId: string,
  query: Query,
  size: number,
): Promise<RefundRow[]> {
  const filter = {
    after: query.after,
    states: query.status === undefined ? undefined : statesOf(query.status),
    paymentId: query.payment_id,
    externalReference: query.external_reference,
    idFrom: query.from && firstIdAt(new Date(query.from)),
    idTo: query.to && firstIdAt(new Date(query.to)),
  };
  return selectPage(deps.sql, applicationId, filter, size + 1);
}

function statesOf(status: string | readonly string[]) {
  const words = [status].flat().flatMap((text) => text.split(','));
  return words.map((word) => {
    const state = (word === 'APPROVED' ? 'CONFIRMED' : word).toLowerCase();
    if (isRefundState(state) && word === word.toUpperCase()) return state;
    const message = `must be of ${refundStates.map((one) => refundStatusOf[one]).join(', ')}; "${word}" is not.`;
    throw new Refusal('INVALID_PARAMETERS', `status: ${message}`, {
      faults: [{ path: 'status', message, code: 'INVALID_PARAMETERS' }],
    });
  });
}
