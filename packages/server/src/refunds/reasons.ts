import type { Deps } from '../deps.ts';
import type { Tx } from '../foundation/database.ts';
import { Refusal } from '../foundation/refuse.ts';
import { type ReasonRow, selectKnownReasons, selectReasons, upsertReason } from './reasons-store.ts';
import type { RefundRequest } from './request.ts';

/** The reasons that all applications have. */
const standard: readonly ReasonRow[] = [
  { code: 'CUSTOMER_REQUEST', description: 'Requested by the client' },
  { code: 'DUPLICATED_PAYMENT', description: 'Duplicated Payment' },
  { code: 'ORDER_CANCELLED', description: 'Service/Order Cancellation' },
  { code: 'FRAUDULENT_PAYMENT', description: 'Fraudulent Payment' },
];
const isStandard = (code: string): boolean => standard.some((reason) => reason.code === code);

/** The reasons that a refund of this application may have: those of all, then its own. */
export async function listReasons(deps: Pick<Deps, 'sql'>, applicationId: string): Promise<ReasonRow[]> {
  return [...standard, ...(await selectReasons(deps.sql, applicationId))];
}

/** Adds a reason, or describes one anew. Refuses with OPERATION_NOT_ALLOWED to change those that all have. */
export async function addReason(
  deps: Pick<Deps, 'sql' | 'clock'>,
  applicationId: string,
  reason: ReasonRow,
): Promise<void> {
  if (isStandard(reason.code)) {
    throw new Refusal('OPERATION_NOT_ALLOWED', `${reason.code} is a reason of all applications and is not changed.`);
  }
  await upsertReason(deps.sql, applicationId, reason, deps.clock.now());
}

/** Which of the reasons in these requests there are, as `application/code`. */
export async function knownReasons(tx: Tx, requests: readonly RefundRequest[]): Promise<ReadonlySet<string>> {
  const named = requests.flatMap(({ applicationId, items }) =>
    items.map(({ reasonCode }) => ({ applicationId, code: reasonCode })),
  );
  const own = named.filter(({ code }) => !isStandard(code));
  const added = own.length > 0 ? await selectKnownReasons(tx, own) : [];
  const known = [...named.filter(({ code }) => isStandard(code)), ...added];
  return new Set(known.map(({ applicationId, code }) => `${applicationId}/${code}`));
}
