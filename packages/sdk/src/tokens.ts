import { systemTime } from './clock.ts';
import { type Patience, type Sendable, sendOnce, sendPatiently } from './send.ts';

/** Who a client is, and where. */
export interface Credentials {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the client wants to do, such as `payouts:read`. Without it everything that it may. */
  readonly scopes?: readonly string[];
}

/** A token, or the answer that was given in its place. */
type Answer = { readonly token: string } | { readonly refused: Response };

export interface Tokens {
  /** The token to use now: the one that is there while it is good for some time, else a new one. */
  get(): Promise<Answer>;
  /** This token was refused: it is not given any more. */
  drop(token: string): void;
}

// So long before its end a token is not used for new requests. Of one that is short-lived, for the last tenth.
const MARGIN_MS = 60_000;

/** Fetches tokens and keeps them. However many ask at once, one token is fetched. */
export function keepTokens(credentials: Credentials, patience: Patience): Tokens {
  let kept: { readonly token: string; readonly until: number } | undefined;
  let fetching: Promise<Answer> | undefined;
  const renew = async (): Promise<Answer> => {
    const request = tokenRequest(credentials);
    const askedAt = systemTime().getTime();
    const response = await sendPatiently(() => sendOnce(request, patience.timeoutMs), true, patience);
    const said: unknown = await response
      .clone()
      .json()
      .catch(() => undefined);
    if (!response.ok || !isToken(said)) return { refused: refusedBy(response, said) };
    const goodMs = said.expires_in * 1000;
    kept = { token: said.access_token, until: askedAt + goodMs - Math.min(MARGIN_MS, goodMs / 10) };
    return { token: said.access_token };
  };
  return {
    async get() {
      if (kept !== undefined && systemTime().getTime() < kept.until) return { token: kept.token };
      fetching ??= renew().finally(() => {
        fetching = undefined;
      });
      const answer = await fetching;
      return 'token' in answer ? answer : { refused: answer.refused.clone() };
    },
    drop(token) {
      if (kept?.token === token) kept = undefined;
    },
  };
}

function tokenRequest({ baseUrl, clientId, clientSecret, scopes }: Credentials): Sendable {
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (scopes !== undefined) form.set('scope', scopes.join(' '));
  return {
    url: `${baseUrl}/oauth2/token`,
    method: 'POST',
    headers: new Headers({
      authorization: `Basic ${basic}`,
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    }),
    body: form.toString(),
    repeatable: true,
  };
}

function isToken(value: unknown): value is { access_token: string; expires_in: number } {
  if (typeof value !== 'object' || value === null || !('access_token' in value) || !('expires_in' in value))
    return false;
  return typeof value.access_token === 'string' && typeof value.expires_in === 'number';
}

/** OAuth 2 has words of its own to refuse; they are told in those of Sarf. Any other refusal is given as it is. */
function refusedBy(response: Response, said: unknown): Response {
  // A good answer without a token must not be taken for the answer to what was to be sent with it.
  if (response.ok) return new Response(null, { status: 502 });
  if (typeof said !== 'object' || said === null || !('error' in said)) return response;
  const status = said.error === 'invalid_scope' ? 'INCORRECT_ACCESS_LEVEL' : 'UNAUTHORIZED';
  const message = 'error_description' in said ? String(said.error_description) : `No token was given: ${said.error}.`;
  const refusal = {
    status,
    message,
    timestamp: systemTime().toISOString(),
    request_id: response.headers.get('x-request-id') ?? '',
    retryable: false,
    money_moved: 'no',
    errors: [],
    metadata: null,
  };
  return Response.json(refusal, { status: response.status });
}
