import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { ChargeOutcome, Party } from '../../collections.ts';
import type { News, Outcome } from '../../connector.ts';
import { Consent, consentNewsOf } from './read-consents.ts';
import { orNull, plain } from './wire-parts.ts';

const Item = Type.Object({
  end_to_end_id: Type.String(),
  status: Type.String(),
  reason_code: orNull(Type.String()),
  reason: orNull(Type.String()),
  bank_reference: orNull(Type.String()),
  /** What it is; without it, a payout. */
  kind: Type.Optional(Type.String()),
  /** Who paid a charge. */
  debtor: Type.Optional(orNull(Type.Object({ name: orNull(Type.String()), iban: Type.String() }))),
});
type Item = Static<typeof Item>;

const results = Compile(Type.Object({ results: Type.Array(Item) }));
const told = Compile(Type.Object({ notifications: Type.Array(Item), consents: Type.Optional(Type.Array(Consent)) }));

// ISO 20022 status codes, and the bank's own word for an id it has never seen.
const kinds: Readonly<Record<string, Outcome['kind']>> = {
  ACSC: 'accepted',
  ACCC: 'accepted',
  ACSP: 'pending',
  PDNG: 'pending',
  RJCT: 'rejected',
  RTRN: 'returned',
  NOTFOUND: 'not_known',
};

// The payer of a checkout has not decided yet.
const AWAITING = 'AWAITING';
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const COLLECTING: readonly unknown[] = ['charge', 'checkout'];

/** Is this the bank's word for money that is collected, rather than paid out? */
export const isCollecting = (kind: string | undefined): boolean => COLLECTING.includes(kind);

/** The outcomes in the bank's answer about payouts, or undefined when it is not one that can be read. */
export function readResults(body: unknown): Outcome[] | undefined {
  return results.Check(body) ? body.results.map(outcomeOf) : undefined;
}

/** The outcomes in the bank's answer about charges and checkouts, or undefined when it is not one that can be read. */
export function readChargeResults(body: unknown): ChargeOutcome[] | undefined {
  return results.Check(body) ? body.results.map(chargeOf) : undefined;
}

/** What is told in a callback, or undefined when it is not one that can be read. */
export function readNews(body: unknown): News | undefined {
  if (!told.Check(body)) return undefined;
  const { notifications, consents = [] } = body;
  return {
    outcomes: notifications.filter(({ kind }) => !isCollecting(kind)).map(outcomeOf),
    charges: notifications.filter(({ kind }) => isCollecting(kind)).map(chargeOf),
    // Their ids are ours. What is none cannot be looked up, and would fail all the news it came with.
    consents: consents.filter(({ consent_id }) => UUID.test(consent_id)).map(consentNewsOf),
  };
}

/** What a status word of the bank means for a payout; a word we do not know decides nothing. */
const kindOf = (status: string): Outcome['kind'] => kinds[status] ?? 'unknown';

/** The same for charges and checkouts. */
export const chargeKindOf = (status: string): ChargeOutcome['kind'] =>
  status === AWAITING ? 'awaiting' : kindOf(status);

function outcomeOf(item: Item): Outcome {
  return {
    endToEndId: plain(item.end_to_end_id),
    kind: kindOf(item.status),
    code: item.reason_code && plain(item.reason_code),
    message: item.reason && plain(item.reason),
    bankReference: item.bank_reference && plain(item.bank_reference),
  };
}

function chargeOf(item: Item): ChargeOutcome {
  return { ...outcomeOf(item), kind: chargeKindOf(item.status), payer: payerOf(item) };
}

function payerOf({ debtor }: Item): Party | null {
  return debtor ? { name: plain(debtor.name ?? ''), iban: plain(debtor.iban) } : null;
}
