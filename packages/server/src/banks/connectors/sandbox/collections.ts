import { systemClock } from '../../../foundation/clock.ts';
import { amountToText } from '../../../foundation/money.ts';
import {
  type Charge,
  type CheckoutRequest,
  type Collections,
  type ConsentNews,
  type ConsentRequest,
  type Invitation,
  sameChargeOutcome,
  type Telling,
} from '../../collections.ts';
import { PAGES, post } from './call.ts';
import { answersOf, handOver, type Speech } from './hand-over.ts';
import { readChargeResults } from './read.ts';
import { readConsents, readStatus } from './read-consents.ts';
import { cut } from './wire-parts.ts';

const speech: Speech<ReturnType<typeof sameChargeOutcome>[number]> = {
  read: readChargeResults,
  same: sameChargeOutcome,
};

/** Collects from accounts at the sandbox bank over HTTP. */
export function collectAtSandbox(bankUrl: string, timeoutMs: number): Collections {
  const counter = { ...speech, url: `${bankUrl}/charges`, bodyOf: chargesBody };
  return {
    requestConsent: (request) => invite(`${bankUrl}/consents`, consentBody(request), 'authorisation_url', timeoutMs),
    consentsOf: (consentIds) => consentsOf(bankUrl, consentIds, timeoutMs),
    revokeConsent: (consentId) => revokeConsent(bankUrl, consentId, timeoutMs),
    requestCheckout: (request) => invite(`${bankUrl}/checkouts`, checkoutBody(request), 'checkout_url', timeoutMs),
    charge: (charges) => handOver(counter, charges, systemClock.elapsedMs() + timeoutMs),
    async chargesOf(endToEndIds) {
      const reply = await post(`${bankUrl}/charges/status`, { end_to_end_ids: endToEndIds }, timeoutMs);
      return answersOf(speech, reply, endToEndIds);
    },
  };
}

/** Asks for a page on which the payer decides. */
async function invite(
  url: string,
  body: unknown,
  field: 'authorisation_url' | 'checkout_url',
  timeoutMs: number,
): Promise<Invitation> {
  const reply = await post(url, body, timeoutMs, PAGES);
  if (reply.kind === 'refused') return { kind: 'refused', code: reply.code ?? 'FF01', message: reply.message };
  if (reply.kind !== 'answer') return { kind: 'no_answer', message: reply.message };
  const page = pageIn(reply.body, field);
  return page === undefined
    ? { kind: 'no_answer', message: 'The answer of the bank names no page.' }
    : { kind: 'invited', url: page };
}

/** The address of a page in an answer. Customers are sent there, so nothing but a web page will do. */
function pageIn(body: unknown, field: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const value: unknown = Object.entries(body).find(([name]) => name === field)?.[1];
  if (typeof value !== 'string' || value.length > 2000) return undefined;
  const url = URL.parse(value);
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}

async function consentsOf(bankUrl: string, consentIds: readonly string[], timeoutMs: number): Promise<ConsentNews[]> {
  if (consentIds.length === 0) return [];
  const reply = await post(`${bankUrl}/consents/status`, { consent_ids: consentIds }, timeoutMs);
  const said = (reply.kind === 'answer' && readConsents(reply.body)) || [];
  const byId = new Map(said.map((news) => [news.consentId.toLowerCase(), news]));
  return consentIds.map((consentId) => {
    const news = byId.get(consentId.toLowerCase());
    return news ? { ...news, consentId } : { consentId, kind: 'unknown', account: null };
  });
}

async function revokeConsent(bankUrl: string, consentId: string, timeoutMs: number): Promise<Telling> {
  const reply = await post(`${bankUrl}/consents/${encodeURIComponent(consentId)}/revoke`, {}, timeoutMs);
  if (reply.kind !== 'answer') return { kind: 'no_answer', message: reply.message };
  const status = readStatus(reply.body);
  if (status === 'REVOKED') return { kind: 'confirmed' };
  if (status === 'REVOKING') return { kind: 'told' };
  return { kind: 'no_answer', message: 'The answer of the bank does not say that the consent is revoked.' };
}

function consentBody(request: ConsentRequest): unknown {
  const { limits, currency } = request;
  const amount = (minor: bigint | null) => (minor === null ? null : amountToText(minor, currency));
  return {
    consent_id: request.consentId,
    creditor_iban: request.creditorIban,
    currency,
    reference: cut(request.reference),
    expires_at: request.expiresAt.toISOString(),
    ...returnTo(request),
    limits: given({
      period_type: limits.periodType,
      max_individual_amount: amount(limits.maxIndividualMinor),
      max_cumulative_amount: amount(limits.maxCumulativeMinor),
      max_cumulative_count: limits.maxCumulativeCount,
      max_amount_per_period: amount(limits.maxPerPeriodMinor),
      max_count_per_period: limits.maxPerPeriodCount,
    }),
  };
}

const given = (fields: Record<string, string | number | null>): unknown =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

const returnTo = ({ returnUrl }: { readonly returnUrl: string | null }) =>
  returnUrl === null ? {} : { return_url: returnUrl };

/** What charges and checkouts are both written with. */
const moneyOf = (order: Charge | CheckoutRequest) => ({
  end_to_end_id: order.endToEndId,
  amount: amountToText(order.amountMinor, order.currency),
  currency: order.currency,
  creditor_iban: order.creditorIban,
  remittance: cut(order.reference),
});

const chargesBody = (charges: readonly Charge[]): unknown => ({
  charges: charges.map((charge) => ({ ...moneyOf(charge), consent_id: charge.consentId })),
});

const checkoutBody = (request: CheckoutRequest): unknown => ({
  ...moneyOf(request),
  expires_at: request.expiresAt.toISOString(),
  ...returnTo(request),
});
