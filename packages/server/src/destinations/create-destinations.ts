import { createHash } from 'node:crypto';
import { DESTINATION_CREATED } from '@sarf/contract';
import type { Deps } from '../deps.ts';
import { recordEvents } from '../events/record-events.ts';
import type { Outcome } from '../foundation/batch.ts';
import { inTransaction } from '../foundation/database.ts';
import { newId, timeOfId } from '../foundation/id.ts';
import { assert, refusalOf } from '../foundation/refuse.ts';
import type { Destination } from './find-destinations.ts';
import { presentDestination } from './present.ts';
import { type DestinationRequest, type Details, readDestination } from './rules.ts';
import { insertDestinations, selectByFingerprint } from './store.ts';

export interface NewDestination {
  readonly applicationId: string;
  readonly request: DestinationRequest;
}

/**
 * Registers destinations, many in one transaction. The same details again give the destination that is there.
 * Refuses with the faults of `readDestination`.
 */
export async function createDestinations(
  deps: Pick<Deps, 'sql' | 'clock'>,
  items: readonly NewDestination[],
): Promise<Outcome<Destination>[]> {
  const rows = items.map(({ applicationId, request }) => {
    const reading = readDestination(request);
    return 'details' in reading ? rowOf(applicationId, reading.details, deps) : refusalOf(reading.faults);
  });
  const wanted = new Map<string, Destination>();
  for (const row of rows) if (row && 'fingerprint' in row) wanted.set(`${row.applicationId}/${row.fingerprint}`, row);
  const kept = await save(deps, [...wanted.values()]);
  return rows.map((row) => {
    if (!row || !('fingerprint' in row)) {
      assert(row, 'a request without details has faults');
      return { refusal: row };
    }
    const value = kept.get(`${row.applicationId}/${row.fingerprint}`);
    assert(value, 'a saved destination can be read');
    return { value };
  });
}

async function save(
  deps: Pick<Deps, 'sql' | 'clock'>,
  rows: readonly Destination[],
): Promise<Map<string, Destination>> {
  if (rows.length === 0) return new Map();
  // In one order for every batch: two that add the same details at once then wait for each other, and do not deadlock.
  const ordered = rows.toSorted((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  const kept = await inTransaction(deps.sql, async (tx) => {
    const [added, found] = await Promise.all([insertDestinations(tx, ordered), selectByFingerprint(tx, ordered)]);
    const happenings = found
      .filter((row) => added.has(row.id))
      .map((row) => ({
        applicationId: row.applicationId,
        objectType: 'destination',
        objectId: row.id,
        sequence: 1,
        type: DESTINATION_CREATED,
        payload: presentDestination(row),
      }));
    if (happenings.length > 0) await recordEvents(tx, happenings, deps.clock.now());
    return found;
  });
  return new Map(kept.map((row) => [`${row.applicationId}/${row.fingerprint}`, row]));
}

function rowOf(applicationId: string, details: Details, deps: Pick<Deps, 'clock'>): Destination {
  const id = newId(deps.clock.now().getTime());
  const text = JSON.stringify([
    details.beneficiaryName,
    details.iban,
    details.accountNumber,
    details.bankCode,
    details.country,
    details.currency,
  ]);
  const fingerprint = createHash('sha256').update(text).digest('base64url');
  return { applicationId, id, fingerprint, ...details, createdAt: timeOfId(id) };
}
