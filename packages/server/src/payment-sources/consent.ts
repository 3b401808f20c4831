import type { ConsentState, SourceState } from '@sarf/contract';
import type { ConsentLimits } from '../banks/collections.ts';
import type { Stateful } from '../lifecycle/define.ts';

/** How far a consent goes, and what was used of it. Amounts are in minor units of its currency. */
interface Allowance {
  readonly currency: string;
  readonly periodType: ConsentLimits['periodType'];
  readonly maxIndividualMinor: bigint | null;
  readonly maxCumulativeMinor: bigint | null;
  readonly maxCumulativeCount: number | null;
  readonly maxPeriodMinor: bigint | null;
  readonly maxPeriodCount: number | null;
  readonly startsAt: Date;
  readonly expiresAt: Date;
  /** What payments that did not fail have used. */
  readonly usedMinor: bigint;
  readonly usedCount: number;
  /** The day, in UTC, for which it was read, and the newest period up to that day in which something was used. */
  readonly readOn: string;
  readonly lastPeriodOn: string | null;
  readonly lastPeriodMinor: bigint;
  readonly lastPeriodCount: number;
}

/** What is known of a revocation: nothing starts here any more, the bank was told, the bank confirmed it. */
export interface RevocationFacts {
  readonly blockedAt: Date | null;
  readonly toldAt: Date | null;
  readonly confirmedAt: Date | null;
  readonly revocationReason: string | null;
  readonly revocationContext: string | null;
}

/** When a worker has something to tell or ask the bank. */
export interface Errand {
  readonly dueAt: Date | null;
  readonly leaseUntil: Date | null;
  /** How often that was tried without an answer that settles it. */
  readonly asks: number;
}

/** What the payment source under a consent adds to it: null until the customer has authorised it. */
interface Linked {
  readonly paymentSourceId: string | null;
  readonly ibanLast4: string | null;
  readonly sealedAccount: string | null;
}

/** A consent as it stands in the database, with what its payout account, its source and its period add. */
export interface ConsentRow extends Stateful<ConsentState>, Allowance, RevocationFacts, Errand, Linked {
  readonly customerId: string;
  readonly payoutAccountId: string;
  /** The IBAN of the payout account. */
  readonly creditorIban: string;
  /** The name of the bank connection that it goes through. */
  readonly connector: string;
  readonly reference: string | null;
  readonly purpose: string | null;
  readonly returnUrl: string | null;
  readonly createdAt: Date;
  /** Where the customer decides; null until the bank has said it. */
  readonly authorisationUrl: string | null;
  readonly bankIdentifier: string | null;
}

/** What a consent begins with. */
export const newConsent = {
  state: 'awaiting_authorisation',
  sequence: 1,
  authorisationUrl: null,
  bankIdentifier: null,
  asks: 0,
  usedMinor: 0n,
  usedCount: 0,
  lastPeriodOn: null,
  lastPeriodMinor: 0n,
  lastPeriodCount: 0,
  blockedAt: null,
  toldAt: null,
  confirmedAt: null,
  revocationReason: null,
  revocationContext: null,
  paymentSourceId: null,
  ibanLast4: null,
  sealedAccount: null,
} as const;

/** A payment source as it stands in the database. */
export interface SourceRow extends Stateful<SourceState> {
  readonly customerId: string;
  readonly consentId: string;
  readonly bankIdentifier: string;
  readonly currency: string;
  readonly ibanLast4: string;
  /** The name of the holder and the IBAN: see `openAccount`. */
  readonly sealedAccount: string;
  readonly createdAt: Date;
}

export interface Key {
  readonly applicationId: string;
  readonly id: string;
}

/** Who a row is, as one text. */
export const nameOf = ({ applicationId, id }: Key): string => `${applicationId}/${id}`;

/** What was used in one period. */
export interface PeriodUse {
  /** The first day of the period, in UTC; null where the consent has no periods. */
  readonly startsOn: string | null;
  readonly usedMinor: bigint;
  readonly usedCount: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The day of a time, in UTC: YYYY-MM-DD. */
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

/**
 * The first day of the period that a day is in: the day itself, its calendar month or year in UTC, or of the weeks of
 * seven days that are counted from the day on which the consent starts. Null where the consent has no periods.
 * @param on YYYY-MM-DD
 */
export function periodStart({ periodType, startsAt }: Pick<Allowance, 'periodType' | 'startsAt'>, on: string) {
  switch (periodType) {
    case null:
      return null;
    case 'Day':
      return on;
    case 'Month':
      return `${on.slice(0, 7)}-01`;
    case 'Year':
      return `${on.slice(0, 4)}-01-01`;
    case 'Week': {
      const first = Date.parse(dayOf(startsAt));
      const weeks = Math.floor((Date.parse(on) - first) / (7 * DAY_MS));
      return dayOf(new Date(first + weeks * 7 * DAY_MS));
    }
  }
}

/** What was used of a consent in the period of the day for which it was read. */
export function periodUse(row: Allowance): PeriodUse {
  const startsOn = periodStart(row, row.readOn);
  if (startsOn === null) return { startsOn, usedMinor: row.usedMinor, usedCount: row.usedCount };
  if (row.lastPeriodOn !== startsOn) return { startsOn, usedMinor: 0n, usedCount: 0 };
  return { startsOn, usedMinor: row.lastPeriodMinor, usedCount: row.lastPeriodCount };
}

/** Is a limit on all payments together used up? */
export function isUsedUp(row: Allowance): boolean {
  const { maxCumulativeMinor, maxCumulativeCount, usedMinor, usedCount } = row;
  return (
    (maxCumulativeMinor !== null && usedMinor >= maxCumulativeMinor) ||
    (maxCumulativeCount !== null && usedCount >= maxCumulativeCount)
  );
}
