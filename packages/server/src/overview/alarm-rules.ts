import { amountToText } from '../foundation/money.ts';

/** Something that needs a look. */
export interface Alarm {
  readonly kind: 'in_doubt' | 'stuck' | 'unknown_debit' | 'failing_endpoint';
  readonly objectType: 'payout' | 'payment' | 'refund' | 'entry' | 'endpoint';
  readonly objectId: string;
  /** Null: it is not about money. */
  readonly amountMinor: bigint | null;
  readonly currency: string | null;
  readonly since: Date;
  /** Of an endpoint: how many attempts in a row failed; null where it is gone, and of all others. */
  readonly failures: number | null;
}

/** The most alarms that are told at once. */
export const ALARMS_MAX = 50;

/** The oldest of these alarms, so many as are told at once. Pure. */
export const oldestOf = (alarms: readonly Alarm[]): Alarm[] =>
  alarms
    .toSorted((a, b) => a.since.getTime() - b.since.getTime() || (a.objectId < b.objectId ? -1 : 1))
    .slice(0, ALARMS_MAX);

/** An alarm in plain words. Pure. */
export function sentenceOf({ kind, objectType, amountMinor, currency, failures }: Alarm): string {
  const money = amountMinor === null || currency === null ? '' : `${amountToText(amountMinor, currency)} ${currency}`;
  if (kind === 'failing_endpoint') {
    return failures === null
      ? 'A webhook endpoint answered that it is gone, so nothing is sent to it any more.'
      : `A webhook endpoint failed ${failures} times in a row; its events wait.`;
  }
  if (kind === 'unknown_debit') return `${money} left an account, and nothing that we know of explains it.`;
  if (kind === 'in_doubt') {
    return `A ${objectType} of ${money} was submitted and the bank has not said what became of it; it is being asked.`;
  }
  return `A ${objectType} of ${money} should have gone to the bank by now; is a worker running, and does the bank answer?`;
}
