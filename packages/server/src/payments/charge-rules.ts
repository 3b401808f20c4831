import { consentStatusOf, type Fault } from '@sarf/contract';
import { amountToNumber, amountToText, parseAmount } from '../foundation/money.ts';
import { assert, Refusal } from '../foundation/refuse.ts';
import type { ChargeableConsent } from '../payment-sources/lock-consents.ts';
import { type Asked, type Decision, decideByKey, differing, type Made, madeAt, note, refuse } from './keyed-rules.ts';
import { newPayment, type PaymentRow } from './payment.ts';

/** A charge that somebody asks for, after its form was checked. */
export interface ChargeAsked extends Asked {
  /** In major units, as it was sent: its currency is the consent's. */
  readonly amount: number;
  /** Null: that of the consent. */
  readonly currency: string | null;
  readonly consentId: string | null;
  readonly paymentSourceId: string | null;
  readonly description: string | null;
  readonly externalReference: string | null;
}

export interface ChargeWorld {
  /** The consent that each request names, locked; undefined where there is none. */
  readonly consents: readonly (ChargeableConsent | undefined)[];
  readonly made: Made;
  /** A new reference for each request. */
  readonly references: readonly string[];
  readonly now: Date;
}

/** What is used of a consent: as it was read, and what this batch adds. */
interface Used {
  minor: bigint;
  count: number;
  periodMinor: bigint;
  periodCount: number;
}

/** The faults of a body that no schema can express: it has to name a consent or a payment source. */
export function chargeFaults(body: unknown): Fault[] {
  if (typeof body !== 'object' || body === null || 'consent_id' in body || 'payment_source_id' in body) return [];
  const message = 'Send consent_id or payment_source_id.';
  return [{ path: 'consent_id', message, code: 'MISSING_PARAMETERS' }];
}

/**
 * Decides on charges that are asked for at once, one after another, as if each came alone. Pure: the consents are read
 * under locks before, and what is decided is written after.
 */
export function decideCharges(requests: readonly ChargeAsked[], world: ChargeWorld): Decision[] {
  const used = new Map<string, Used>();
  return requests.map((asked, index) => {
    const consent = world.consents[index];
    const decision = decide(asked, consent, world, { used, reference: world.references[index] ?? '' });
    if (decision.kind === 'create' && consent) {
      note(world.made, decision.row);
      add(usedOf(used, consent), decision.row.amountMinor);
    }
    return decision;
  });
}

// The order is part of the contract: an answer that was given once is given again before anything else is looked at.
function decide(
  asked: ChargeAsked,
  consent: ChargeableConsent | undefined,
  world: ChargeWorld,
  { used, reference }: { readonly used: Map<string, Used>; readonly reference: string },
): Decision {
  const before = decideByKey(asked, world.made, (row) => differingFields(asked, row));
  if (before) return before;
  if (!consent) return refuse(unknown(asked));
  const amount = amountOf(asked, consent);
  if (amount instanceof Refusal) return refuse(amount);
  const refusal = notInForce(consent, world.now) ?? overLimit(consent, usedOf(used, consent), amount);
  return refusal
    ? refuse(refusal)
    : { kind: 'create', row: rowOf(asked, consent, amount, { reference, at: world.now }) };
}

function unknown({ consentId, paymentSourceId }: ChargeAsked): Refusal {
  if (paymentSourceId === null) return new Refusal('UNKNOWN_CONSENT');
  if (consentId === null) return new Refusal('UNKNOWN_PAYMENT_SOURCE');
  return new Refusal('UNKNOWN_PAYMENT_SOURCE', 'There is no payment source with that id under a consent with that id.');
}

/** The amount in minor units of the consent's currency; or the refusal. */
function amountOf({ amount, currency }: ChargeAsked, consent: ChargeableConsent): bigint | Refusal {
  if (currency !== null && currency !== consent.currency) {
    const message = `The consent is for ${consent.currency}, not ${currency}.`;
    return new Refusal('CURRENCY_MISMATCH', message, {
      faults: [{ path: 'currency', message, code: 'CURRENCY_MISMATCH' }],
    });
  }
  const parsed = parseAmount(amount, consent.currency);
  if (parsed.ok) return parsed.minor;
  const faults = [{ path: 'amount', message: parsed.message, code: parsed.code }];
  return new Refusal(parsed.code, `amount: ${parsed.message}`, { faults });
}

function notInForce(consent: ChargeableConsent, now: Date): Refusal | undefined {
  const { state, startsAt, expiresAt } = consent;
  const why =
    state === 'authorised' ? whyByTime({ startsAt, expiresAt }, now) : `The consent is ${state.replaceAll('_', ' ')}.`;
  if (why === undefined) return undefined;
  return new Refusal('CONSENT_EXPIRED', `${why} Nothing was charged.`, {
    metadata: { consent_status: consentStatusOf[state] },
  });
}

function whyByTime({ startsAt, expiresAt }: Pick<ChargeableConsent, 'startsAt' | 'expiresAt'>, now: Date) {
  if (now < startsAt) return `The consent is in force from ${startsAt.toISOString()} on.`;
  if (now >= expiresAt) return `The consent was in force until ${expiresAt.toISOString()}.`;
  return undefined;
}

interface Limit {
  /** As the contract names it. */
  readonly name: string;
  readonly max: bigint | number | null;
  readonly used: bigint | number;
  readonly needed: bigint | number;
}

/** The first limit, in the order of the contract, that the charge would exceed; as a refusal. */
function overLimit(consent: ChargeableConsent, used: Used, amountMinor: bigint): Refusal | undefined {
  const limits: Limit[] = [
    { name: 'max_individual_amount', max: consent.maxIndividualMinor, used: 0n, needed: amountMinor },
    {
      name: 'max_cumulative_amount_per_period',
      max: consent.maxPeriodMinor,
      used: used.periodMinor,
      needed: amountMinor,
    },
    {
      name: 'max_cumulative_number_of_payments_per_period',
      max: consent.maxPeriodCount,
      used: used.periodCount,
      needed: 1,
    },
    { name: 'max_cumulative_amount', max: consent.maxCumulativeMinor, used: used.minor, needed: amountMinor },
    { name: 'max_cumulative_number_of_payments', max: consent.maxCumulativeCount, used: used.count, needed: 1 },
  ];
  const over = limits.find(
    ({ max, used: gone, needed }) => max !== null && BigInt(gone) + BigInt(needed) > BigInt(max),
  );
  return over && limitExceeded(over, consent.currency);
}

function limitExceeded({ name, max, used }: Limit, currency: string): Refusal {
  const shown = (value: bigint | number | null): number =>
    typeof value === 'bigint' ? amountToNumber(value, currency) : (value ?? 0);
  const inWords = (value: bigint): string =>
    typeof max === 'bigint' ? `${amountToText(value, currency)} ${currency}` : String(value);
  const [allowed, gone] = [BigInt(max ?? 0), BigInt(used)];
  const available = allowed > gone ? allowed - gone : 0n;
  const message = `The consent allows ${inWords(allowed)} (${name}); of that ${inWords(available)} can still be used.`;
  return new Refusal('CONSENT_LIMIT_EXCEEDED', message, {
    metadata: {
      limit: name,
      allowed: shown(max),
      used: shown(used),
      available: shown(typeof max === 'bigint' ? available : Number(available)),
    },
  });
}

function usedOf(all: Map<string, Used>, consent: ChargeableConsent): Used {
  const name = `${consent.applicationId}/${consent.id}`;
  const known = all.get(name);
  if (known) return known;
  const { usedMinor: minor, usedCount: count, period } = consent;
  const used = { minor, count, periodMinor: period.usedMinor, periodCount: period.usedCount };
  all.set(name, used);
  return used;
}

function add(used: Used, amountMinor: bigint): void {
  used.minor += amountMinor;
  used.count += 1;
  used.periodMinor += amountMinor;
  used.periodCount += 1;
}

function rowOf(
  { actor, amount, ...content }: ChargeAsked,
  consent: ChargeableConsent,
  amountMinor: bigint,
  { reference, at }: { readonly reference: string; readonly at: Date },
): PaymentRow {
  assert(consent.paymentSourceId !== null, `consent ${consent.id} is authorised, so it has a payment source`);
  return {
    ...newPayment,
    ...content,
    ...madeAt(content),
    kind: 'charge',
    amountMinor,
    currency: consent.currency,
    customerId: consent.customerId,
    consentId: consent.id,
    paymentSourceId: consent.paymentSourceId,
    consentPeriod: consent.period.startsOn,
    payoutAccountId: consent.payoutAccountId,
    creditorIban: consent.creditorIban,
    connector: consent.connector,
    reference,
    state: 'queued',
    dueAt: at,
  };
}

function differingFields(asked: ChargeAsked, row: PaymentRow): string[] {
  const amount = parseAmount(asked.amount, row.currency);
  return differing({
    amount: !amount.ok || amount.minor !== row.amountMinor,
    currency: asked.currency !== null && asked.currency !== row.currency,
    consent_id: asked.consentId !== null && asked.consentId !== row.consentId,
    payment_source_id: asked.paymentSourceId !== null && asked.paymentSourceId !== row.paymentSourceId,
    description: asked.description !== row.description,
    external_reference: asked.externalReference !== row.externalReference,
  });
}
