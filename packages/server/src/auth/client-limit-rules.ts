import type { Fault, schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import { amountFaults, parseAmount } from '../foundation/money.ts';
import { assert } from '../foundation/refuse.ts';
import type { LimitsChange } from './set-agent-limits.ts';

type LimitsRequest = Static<typeof schemas.AgentLimitsRequest>;

const bounds = ['max_amount_per_payout', 'max_total_per_day'] as const;

/** What is wrong with limits beyond their form: amounts, currencies, and what says nothing. Pure. */
export function clientLimitFaults(body: unknown): Fault[] {
  if (typeof body !== 'object' || body === null) return [];
  const { amounts }: { amounts?: unknown } = body;
  if (!Array.isArray(amounts)) return [];
  const seen = new Set<unknown>();
  return amounts.flatMap((one: unknown, index) => faultsOfLimit(one, `amounts.${index}`, seen));
}

function faultsOfLimit(one: unknown, at: string, seen: Set<unknown>): Fault[] {
  if (typeof one !== 'object' || one === null) return [];
  const limit: { currency?: unknown; max_amount_per_payout?: unknown; max_total_per_day?: unknown } = one;
  const { currency } = limit;
  if (seen.has(currency)) {
    return [{ path: `${at}.currency`, message: 'stands here a second time', code: 'INVALID_PARAMETERS' }];
  }
  seen.add(currency);
  const given = bounds.filter((bound) => typeof limit[bound] === 'number');
  if (given.length === 0) {
    const message = 'needs a limit for one payout, or for a day, or both';
    return [{ path: at, message, code: 'INVALID_PARAMETERS' }];
  }
  const faults = given.flatMap((bound) =>
    // Zero is a limit: none of it at all. It has no more decimals than any currency.
    amountFaults({ currency, amount: limit[bound] === 0 ? 1 : limit[bound] }).map((fault) => ({
      ...fault,
      path: `${at}.${fault.path === 'currency' ? 'currency' : bound}`,
    })),
  );
  // An unknown currency is one fault, and not one for each of its amounts.
  return [...new Map(faults.map((fault) => [fault.path, fault])).values()];
}

/** Limits as they are to be set, from a request without faults. Pure. */
export function limitsOfRequest(body: LimitsRequest): LimitsChange {
  const minorOf = (bound: (typeof bounds)[number]): ReadonlyMap<string, bigint> =>
    new Map(
      body.amounts.flatMap(({ currency, [bound]: amount }) =>
        amount === undefined || amount === null ? [] : [[currency, toMinor(amount, currency)] as const],
      ),
    );
  return {
    readOnly: body.read_only,
    needsApproval: body.needs_approval,
    countPerHour: body.max_count_per_hour,
    allowedDestinations: body.allowed_destinations && new Set(body.allowed_destinations.map((id) => id.toLowerCase())),
    perPayoutMinor: minorOf('max_amount_per_payout'),
    perDayMinor: minorOf('max_total_per_day'),
  };
}

function toMinor(amount: number, currency: string): bigint {
  if (amount === 0) return 0n;
  const parsed = parseAmount(amount, currency);
  assert(parsed.ok, 'the amount was checked at the door');
  return parsed.minor;
}
