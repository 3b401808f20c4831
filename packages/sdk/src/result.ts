import { systemTime } from './clock.ts';
import type { components, refusals } from './openapi.ts';

export type OperationId = keyof refusals;
type Wire = components['schemas']['Refusal'];

/** What the client itself says: no answer came, however often it asked; or what came was not from Sarf. */
type ClientRefusalName = 'NO_ANSWER' | 'BAD_ANSWER';

/** Why something was not done. `status` is its name; docs/errors.md says what each means and what to do. */
export type Refusal<Id extends OperationId = OperationId> = Omit<Wire, 'status'> & {
  readonly status: refusals[Id] | ClientRefusalName;
};

/** What came of a request. */
export type Result<T, Id extends OperationId> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal<Id> };

/** A refusal where there is no result to put it in: while pages are read. */
export class SarfRefused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(`${refusal.status}: ${refusal.message}`);
    this.name = 'SarfRefused';
    this.refusal = refusal;
  }
}

/** No answer came, and no more tries are left. */
export class NoAnswer extends Error {
  constructor(cause: unknown) {
    super('Sarf did not answer.', { cause });
    this.name = 'NoAnswer';
  }
}

/** What openapi-fetch gives. */
interface Fetched<T> {
  readonly data?: T | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

// After these, no answer can mean that money moves, or that it does not: find out before you pay again.
const movers: ReadonlySet<OperationId> = new Set<OperationId>([
  'createPayoutPayment',
  'cancelPayout',
  'createAccountOnFilePayment',
  'processRefunds',
]);

/**
 * Makes a result of an answer. Whatever is not as it should be becomes a refusal; nothing is thrown.
 * @param read gives the value of an answer that is good, undefined when it is not what was promised
 */
export async function resultOf<Id extends OperationId, T, V>(
  id: Id,
  asked: Promise<Fetched<T>>,
  read: (data: T | undefined) => V | undefined,
): Promise<Result<V, Id>> {
  try {
    const { data, error, response } = await asked;
    if (!response.ok) return { ok: false, refusal: isRefusal<Id>(error) ? error : badAnswer(id, response) };
    const value = read(data);
    return value === undefined ? { ok: false, refusal: badAnswer(id, response) } : { ok: true, value };
  } catch (error) {
    if (error instanceof NoAnswer) return { ok: false, refusal: noAnswer(id, error) };
    // What openapi-fetch throws for a body that is not JSON.
    if (error instanceof SyntaxError) return { ok: false, refusal: badAnswer(id, undefined) };
    throw error;
  }
}

/** A result of a request with a key: should it stay unknown what came of it, the refusal has the key, to ask again with. */
export function withKey<V, Id extends OperationId>(key: string, result: Result<V, Id>): Result<V, Id> {
  if (result.ok || result.refusal.money_moved === 'no') return result;
  const metadata = { ...result.refusal.metadata, idempotency_key: key };
  return { ok: false, refusal: { ...result.refusal, metadata } };
}

/** Reads an answer that is its own value. */
export const same = <T>(data: T | undefined): T | undefined => data;

/** Has this the shape of a refusal? Its name is taken on trust: later versions of Sarf may have more of them. */
export function isRefusal<Id extends OperationId>(value: unknown): value is Refusal<Id> {
  if (typeof value !== 'object' || value === null) return false;
  return 'status' in value && typeof value.status === 'string' && 'money_moved' in value && 'retryable' in value;
}

function noAnswer(id: OperationId, error: NoAnswer): Wire & { status: ClientRefusalName } {
  const cause = error.cause instanceof Error ? ` ${error.cause.message}` : '';
  return refusalOf(id, 'NO_ANSWER', `${error.message}${cause}`);
}

function badAnswer(id: OperationId, response: Response | undefined): Wire & { status: ClientRefusalName } {
  const http = response === undefined ? '' : ` with HTTP ${response.status}`;
  return refusalOf(id, 'BAD_ANSWER', `Something answered${http} that does not speak as Sarf does.`);
}

function refusalOf(id: OperationId, status: ClientRefusalName, message: string): Wire & { status: ClientRefusalName } {
  return {
    status,
    message,
    timestamp: systemTime().toISOString(),
    request_id: '',
    retryable: true,
    money_moved: movers.has(id) ? 'unknown' : 'no',
    errors: [],
    metadata: null,
  };
}
