import { endpointEventTypes, type Fault, type schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import { type AddressPolicy, faultOfUrl } from './address-rules.ts';
import type { EndpointRow } from './endpoints-store.ts';

export type EndpointRequest = Static<typeof schemas.EndpointRequest>;
export type EndpointChange = Static<typeof schemas.EndpointChange>;

type Settings = Pick<
  EndpointRow,
  'url' | 'description' | 'types' | 'dialect' | 'ordered' | 'retrySeconds' | 'giveUpSeconds'
>;

/** The pauses after failed attempts, in seconds, where an endpoint has no wishes; the last one is repeated. */
const RETRY_SECONDS = [60, 120, 300, 600, 3_600, 10_800, 21_600];
const GIVE_UP_SECONDS = 3 * 24 * 3_600;

const known = new Set<string>(endpointEventTypes);

/** What a new endpoint is to be like, with the defaults for what was not said. */
export function settingsOf(request: EndpointRequest): Settings {
  return {
    url: request.url,
    description: request.description ?? null,
    types: request.types ?? null,
    dialect: request.dialect === 'lean' ? 'lean' : 'sarf',
    ordered: request.ordered ?? false,
    retrySeconds: request.retry_seconds ?? RETRY_SECONDS,
    giveUpSeconds: request.give_up_seconds ?? GIVE_UP_SECONDS,
  };
}

/**
 * An endpoint after a change. What was not said stays as it is. One that is enabled, or that moves to another address,
 * begins anew: what failed before is forgotten, and it is paused no more.
 */
export function changeEndpoint(row: EndpointRow, change: EndpointChange, now: Date): EndpointRow {
  const { url, types, description, dialect, ordered, retry_seconds, give_up_seconds, state } = change;
  const next = {
    ...row,
    ...(url !== undefined && { url }),
    ...(types !== undefined && { types }),
    ...(description !== undefined && { description }),
    ...(dialect !== undefined && { dialect: dialect === 'lean' ? ('lean' as const) : ('sarf' as const) }),
    ...(ordered !== undefined && { ordered }),
    ...(retry_seconds !== undefined && { retrySeconds: retry_seconds }),
    ...(give_up_seconds !== undefined && { giveUpSeconds: give_up_seconds }),
    updatedAt: now,
  };
  const beginsAnew = state === 'enabled' || next.url !== row.url;
  return { ...next, ...(beginsAnew && { failures: 0, pausedUntil: null }), ...stateAfter(row, state) };
}

function stateAfter(
  row: Pick<EndpointRow, 'state' | 'disabledReason'>,
  wanted: string | undefined,
): Pick<EndpointRow, 'state' | 'disabledReason'> {
  if (wanted === 'enabled') return { state: 'enabled', disabledReason: null };
  if (wanted === 'disabled' && row.state === 'enabled') return { state: 'disabled', disabledReason: 'REQUESTED' };
  return { state: row.state, disabledReason: row.disabledReason };
}

/** An endpoint with a new secret; the one before signs too, for `overlapSeconds`. */
export function rotate(row: EndpointRow, sealedSecret: string, overlapSeconds: number, now: Date): EndpointRow {
  const until = overlapSeconds > 0 ? new Date(now.getTime() + overlapSeconds * 1000) : null;
  return {
    ...row,
    sealedSecret,
    sealedPreviousSecret: until && row.sealedSecret,
    previousSecretUntil: until,
    updatedAt: now,
  };
}

/** The types of events to send to an endpoint again: those that were asked for, else its own. Lean knows payouts alone. */
export function typesToReplay(
  endpoint: Pick<EndpointRow, 'types' | 'dialect'>,
  asked: readonly string[] | null | undefined,
): readonly string[] {
  const wanted = asked ?? endpoint.types ?? endpointEventTypes;
  return endpoint.dialect === 'lean' ? wanted.filter((type) => type.startsWith('payout.')) : wanted;
}

/**
 * The faults of a body that only a look at its values shows: INVALID_ENDPOINT_URL, UNKNOWN_EVENT_TYPE. What has the wrong
 * form is left to the schema.
 */
export function endpointFaults(body: unknown, policy: AddressPolicy): Fault[] {
  const { url, types }: { url?: unknown; types?: unknown } = { ...Object(body) };
  const message = typeof url === 'string' ? faultOfUrl(url, policy) : undefined;
  const ofUrl: Fault[] = message === undefined ? [] : [{ path: 'url', message, code: 'INVALID_ENDPOINT_URL' }];
  return [...ofUrl, ...faultsOfTypes(types)];
}

/** The faults of a wish for a replay: UNKNOWN_EVENT_TYPE, and a span of time that ends before it begins. */
export function replayFaults(body: unknown): Fault[] {
  const { from, to, types }: { from?: unknown; to?: unknown; types?: unknown } = { ...Object(body) };
  const isReversed = typeof from === 'string' && typeof to === 'string' && Date.parse(from) >= Date.parse(to);
  const ofSpan: Fault[] = isReversed
    ? [{ path: 'to', message: 'must be later than from', code: 'INVALID_PARAMETERS' }]
    : [];
  return [...ofSpan, ...faultsOfTypes(types)];
}

function faultsOfTypes(types: unknown): Fault[] {
  if (!Array.isArray(types)) return [];
  return types.flatMap((type, at): Fault[] =>
    typeof type !== 'string' || known.has(type)
      ? []
      : [{ path: `types.${at}`, message: 'is not a type of event', code: 'UNKNOWN_EVENT_TYPE' }],
  );
}
