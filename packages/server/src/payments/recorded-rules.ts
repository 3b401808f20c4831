import type { Fault, schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { Party } from '../banks/collections.ts';
import { after } from '../foundation/clock.ts';
import { readIban } from '../foundation/iban.ts';
import { amountFaults, parseAmount } from '../foundation/money.ts';
import { assert } from '../foundation/refuse.ts';

type Wire = Static<typeof schemas.PaymentRecords>[number];

/** A payment that another system collected, after its form was checked. */
export interface Recorded {
  readonly externalReference: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly reference: string;
  readonly payer: Party;
  readonly paidAt: Date;
  readonly description: string | null;
  readonly customerId: string | null;
  /** Null: the default account in the currency. */
  readonly payoutAccountId: string | null;
}

const DAY_MS = 86_400_000;
// No payment by bank was made before there were such payments, and the database keeps no year 0.
const EARLIEST = new Date('1970-01-01T00:00:00Z');

/**
 * The faults of a list of recorded payments that only a look at the values shows; what the schema refuses is left to
 * it. Clocks differ, so a payment may have been made a day from now at most.
 */
export function recordFaults(body: unknown, now: Date): Fault[] {
  return Array.isArray(body) ? body.flatMap((item, index) => faultsAt(item, `[${index}].`, now)) : [];
}

function faultsAt(item: unknown, at: string, now: Date): Fault[] {
  if (typeof item !== 'object' || item === null) return [];
  const { payer, paid_at: paidAt }: { payer?: unknown; paid_at?: unknown } = item;
  const { name, iban }: { name?: unknown; iban?: unknown } = typeof payer === 'object' && payer !== null ? payer : {};
  const faults = amountFaults(item, at);
  if (typeof name === 'string' && !/\p{L}|\p{N}/u.test(name)) {
    faults.push({ path: `${at}payer.name`, message: 'A name needs letters or digits.', code: 'INVALID_NAME' });
  }
  const reading = typeof iban === 'string' ? readIban(iban) : undefined;
  if (reading && !reading.ok) {
    faults.push({ path: `${at}payer.iban`, message: reading.message, code: 'INVALID_IBAN' });
  }
  const time = typeof paidAt === 'string' ? new Date(paidAt) : undefined;
  if (time && (time < EARLIEST || time > after(now, DAY_MS))) {
    faults.push({
      path: `${at}paid_at`,
      message: 'must not be before 1970, nor more than a day from now',
      code: 'INVALID_PARAMETERS',
    });
  }
  return faults;
}

/** A recorded payment in the one form in which it is kept and compared. It was checked at the door. */
export function readRecorded(wire: Wire): Recorded {
  const amount = parseAmount(wire.amount, wire.currency);
  const iban = readIban(wire.payer.iban);
  assert(amount.ok && iban.ok, 'recorded payments were checked at the door');
  return {
    externalReference: wire.external_reference,
    amountMinor: amount.minor,
    currency: wire.currency,
    reference: wire.reference,
    payer: { name: wire.payer.name.trim().replaceAll(/\s+/g, ' '), iban: iban.iban },
    paidAt: new Date(wire.paid_at),
    description: wire.description ?? null,
    customerId: wire.customer_id?.toLowerCase() ?? null,
    payoutAccountId: wire.payout_account_id?.toLowerCase() ?? null,
  };
}
