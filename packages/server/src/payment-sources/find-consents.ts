import { consentStates, consentStatusOf, type schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { Deps } from '../deps.ts';
import { Refusal } from '../foundation/refuse.ts';
import { type HistoryLine, readHistory } from '../lifecycle/history.ts';
import { type ConsentRow, dayOf, type Key } from './consent.ts';
import { selectConsents, selectPage } from './consents-store.ts';
import { consentLifecycle } from './lifecycle.ts';

type Reading = Pick<Deps, 'sql' | 'clock'>;

/** Reads a consent. Refuses with UNKNOWN_CONSENT. */
export async function findConsent({ sql, clock }: Reading, key: Key): Promise<ConsentRow> {
  const [row] = await selectConsents(sql, [key], dayOf(clock.now()));
  if (!row) throw new Refusal('UNKNOWN_CONSENT');
  return row;
}

/** One page of consents, newest first, with one more row than asked for where there is a next page. */
export function listConsents(
  { sql, clock }: Reading,
  applicationId: string,
  { after, customer_id: customerId, status }: Static<typeof schemas.ConsentListQuery>,
  size: number,
): Promise<ConsentRow[]> {
  const state = consentStates.find((one) => consentStatusOf[one] === status);
  return selectPage(sql, applicationId, { after, customerId, state }, dayOf(clock.now()), size + 1);
}

/** The history of a consent. Refuses with UNKNOWN_CONSENT. */
export async function findHistory({ sql }: Pick<Deps, 'sql'>, key: Key): Promise<HistoryLine[]> {
  const lines = await readHistory(sql, consentLifecycle.objectType, key);
  if (lines.length === 0) throw new Refusal('UNKNOWN_CONSENT');
  return lines;
}
