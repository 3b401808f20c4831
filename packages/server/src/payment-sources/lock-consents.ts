import type { Tx } from '../foundation/database.ts';
import { type ConsentRow, type Key, nameOf, type PeriodUse, periodUse } from './consent.ts';
import { lockConsentRows, lockInForce, selectConsents } from './consents-store.ts';
import { selectSources } from './sources-store.ts';

/** A consent under which somebody wants to charge: named by its own id, by that of its payment source, or by both. */
export interface ChargeKey {
  readonly applicationId: string;
  readonly consentId?: string;
  readonly paymentSourceId?: string;
  /** The day for which its period is wanted, in UTC: YYYY-MM-DD. */
  readonly on: string;
}

/** A consent as it is while it is locked, and what was used of it in the period that the day is in. */
export interface ChargeableConsent extends ConsentRow {
  readonly period: PeriodUse;
}

/**
 * Locks consents until the end of the transaction, in the order of their ids, and reads what a charge is to be judged
 * by. Nothing is refused here, whatever their state.
 * @returns one for each key, in their order; undefined where the application has none such, or the two ids of a key do
 * not belong together
 */
export async function lockConsents(tx: Tx, keys: readonly ChargeKey[]): Promise<(ChargeableConsent | undefined)[]> {
  const found = await findIds(tx, keys);
  const wanted = found.filter((key) => key !== undefined);
  if (wanted.length === 0) return keys.map(() => undefined);
  const [, ...days] = await Promise.all([
    lockConsentRows(tx, wanted),
    // A day of its own for each: nearly always it is the same one.
    ...[...new Set(keys.map(({ on }) => on))].map((on) => selectConsents(tx, wanted, on)),
  ]);
  const rows = new Map(days.flat().map((row) => [`${row.readOn}/${nameOf(row)}`, row]));
  return keys.map(({ on, paymentSourceId }, index) => {
    const key = found[index];
    const row = key && rows.get(`${on}/${nameOf(key)}`);
    if (!row || (paymentSourceId !== undefined && row.paymentSourceId !== paymentSourceId.toLowerCase()))
      return undefined;
    return { ...row, period: periodUse(row) };
  });
}

// Which consent a source lives under never changes, so this can be looked up before it is locked.
async function findIds(tx: Tx, keys: readonly ChargeKey[]): Promise<(Key | undefined)[]> {
  const bySource = keys.flatMap(({ applicationId, consentId, paymentSourceId: id }) =>
    consentId === undefined && id !== undefined ? [{ applicationId, id }] : [],
  );
  const sources = bySource.length > 0 ? await selectSources(tx, bySource) : [];
  const consents = new Map(sources.map((source) => [nameOf(source), source.consentId]));
  return keys.map(({ applicationId, consentId, paymentSourceId }) => {
    const id = consentId ?? consents.get(nameOf({ applicationId, id: paymentSourceId?.toLowerCase() ?? '' }));
    return id === undefined ? undefined : { applicationId, id: id.toLowerCase() };
  });
}

/**
 * Which consents are in force at this moment: authorised, begun, and not over by the database's clock. They stay so
 * until the end of the transaction, because whoever ends one waits for it.
 * @returns one answer for each key, in their order
 */
export async function consentsInForce(
  tx: Tx,
  keys: readonly { readonly applicationId: string; readonly consentId: string }[],
): Promise<boolean[]> {
  const wanted = keys.map(({ applicationId, consentId }) => ({ applicationId, id: consentId }));
  const inForce = new Set((await lockInForce(tx, wanted)).map(nameOf));
  return wanted.map((key) => inForce.has(nameOf(key)));
}
