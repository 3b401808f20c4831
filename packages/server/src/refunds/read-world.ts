import type { LimitsOfClients } from '../auth/agent-limits.ts';
import { selectWishedAccounts } from '../banks/payout-accounts.ts';
import type { Deps } from '../deps.ts';
import type { Tx } from '../foundation/database.ts';
import { openPayer } from '../payments/payer.ts';
import type { PaymentRow } from '../payments/payment.ts';
import { knownReasons } from './reasons.ts';
import { itemKeyOf, type RefundRequest } from './request.ts';
import type { World } from './rules.ts';
import { selectEarlier } from './store.ts';

interface Key {
  readonly applicationId: string;
  readonly id: string;
}

interface AskedLine {
  readonly applicationId: string;
  readonly clientId: string;
  /** Null: of a payment that there is not. */
  readonly currency: string | null;
}

/** How the world is looked at: under locks by whoever is about to change it, without by whoever only wants to know. */
export interface Sources {
  /** Reads payments, in the order of the keys. */
  payments(tx: Tx, keys: readonly Key[]): Promise<(PaymentRow | undefined)[]>;
  /** Reads the limits of those who ask for these. */
  limits(asked: readonly AskedLine[]): Promise<LimitsOfClients>;
  /** An earlier try of the same requests may be saved: they are looked up by their ids too. */
  readonly alsoIds: boolean;
}

/** Reads what the rules of refunds want to know of the world. The payments come first, so that locks on them do. */
export async function readWorld(
  tx: Tx,
  deps: Pick<Deps, 'banks' | 'secretKey'>,
  requests: readonly RefundRequest[],
  sources: Sources,
): Promise<World & { readonly payments: readonly PaymentRow[] }> {
  const [found, earlier, reasons] = await Promise.all([
    sources.payments(tx, paymentKeysOf(requests)),
    selectEarlier(tx, lookupsOf(requests), { alsoIds: sources.alsoIds }),
    knownReasons(tx, requests),
  ]);
  const payments = found.filter((row) => row !== undefined);
  const payers = new Map(
    [...payments, ...earlier.map((row) => ({ id: row.paymentId, sealedPayer: row.sealedPayer }))].flatMap((row) => {
      const payer = openPayer(deps, row);
      return payer ? [[row.id, payer] as const] : [];
    }),
  );
  const [limits, payable] = await Promise.all([
    sources.limits(askedLinesOf(requests, payments)),
    payableOf(tx, deps, payments),
  ]);
  return { payments, payers, earlier, reasons, limits, payable };
}

/** In which currencies each client asks for something: those of the payments. */
function askedLinesOf(requests: readonly RefundRequest[], payments: readonly PaymentRow[]): AskedLine[] {
  const currencies = new Map(payments.map((row) => [`${row.applicationId}/${row.id}`, row.currency]));
  return requests.flatMap(({ applicationId, clientId, items }) =>
    items.map(({ paymentId }) => {
      return { applicationId, clientId, currency: currencies.get(`${applicationId}/${paymentId}`) ?? null };
    }),
  );
}

function paymentKeysOf(requests: readonly RefundRequest[]): Key[] {
  return requests.flatMap(({ applicationId, items }) =>
    items.map(({ paymentId }) => ({ applicationId, id: paymentId })),
  );
}

function lookupsOf(requests: readonly RefundRequest[]) {
  return requests.flatMap(({ applicationId, items, listKey }) => [
    ...items.map(({ id, idempotencyKey }) => ({ applicationId, id, idempotencyKey })),
    // What a longer list under the same key would have next.
    ...items.slice(-1).flatMap(({ id }) => {
      return listKey === null ? [] : [{ applicationId, id, idempotencyKey: itemKeyOf(listKey, items.length) }];
    }),
  ]);
}

/** Those payments whose account is in their currency, with a bank connection that there is. */
async function payableOf(
  tx: Tx,
  { banks }: Pick<Deps, 'banks'>,
  payments: readonly PaymentRow[],
): Promise<ReadonlySet<string>> {
  const accounts = await selectWishedAccounts(tx, payments, { lock: false });
  const able = new Map(accounts.filter(({ connector }) => banks.has(connector)).map((one) => [one.id, one]));
  const payable = payments.filter((row) => able.get(row.payoutAccountId)?.currency === row.currency);
  return new Set(payable.map(({ id }) => id));
}
