/**
 * Every way Sarf can say no. One row a refusal: the HTTP status, one sentence, whether the same request may
 * succeed later, and whether money moved. `docs/errors.md` is checked against this table.
 */

type MoneyMoved = 'no' | 'yes' | 'unknown';

interface RefusalRow {
  readonly http: 400 | 401 | 403 | 404 | 405 | 408 | 409 | 413 | 415 | 429 | 500 | 503;
  readonly sentence: string;
  readonly retryable: boolean;
  readonly moneyMoved: MoneyMoved;
}

const row = (
  http: RefusalRow['http'],
  sentence: string,
  retryable = false,
  moneyMoved: MoneyMoved = 'no',
): RefusalRow => ({ http, sentence, retryable, moneyMoved });

export const refusals = {
  INVALID_PARAMETERS: row(400, 'Some parameters are not valid; `errors` lists each of them.'),
  MISSING_PARAMETERS: row(400, 'Some required parameters are missing; `errors` lists each of them.'),
  INVALID_JSON: row(400, 'The body is not valid JSON.'),
  INVALID_AMOUNT: row(400, 'The amount has more decimals than its currency, or is not a number.'),
  AMOUNT_UNDER_MIN_VALUE: row(400, 'The amount must be greater than zero.'),
  AMOUNT_OVER_MAX_VALUE: row(400, 'The amount is above 999,999,999,999.'),
  UNKNOWN_CURRENCY: row(400, 'The currency is not an ISO 4217 code in use.'),
  UNKNOWN_COUNTRY: row(400, 'The country is not an ISO 3166 code.'),
  INVALID_IBAN: row(400, 'The IBAN is malformed or its check digits do not fit.'),
  INVALID_NAME: row(400, 'The beneficiary name is empty or has characters banks refuse.'),
  CURRENCY_MISMATCH: row(400, 'The payout account does not hold that currency.'),
  IDEMPOTENCY_KEY_CONFLICT: row(400, 'The header Idempotency-Key and the body field idempotency_key differ.'),
  INVALID_ENDPOINT_URL: row(400, 'The address of the endpoint is not one that events may be sent to.'),
  UNKNOWN_EVENT_TYPE: row(400, 'There is no such type of event.'),
  UNREADABLE_STATEMENT: row(
    400,
    'The statement cannot be read; the message says where and why. Nothing of it was kept.',
  ),
  UNKNOWN_REFUND_REASON: row(400, 'There is no such reason for refunds; see GET /payouts/refunds/reasons.'),
  BENEFICIARY_NOT_PAYER: row(400, 'A refund goes back to the account that paid; the IBAN is another one.'),
  UNAUTHORIZED: row(401, 'A valid access token is needed: send `Authorization: Bearer <token>`.'),
  WRONG_CREDENTIALS: row(403, 'The e-mail address, the password, the code or the passkey is not right.'),
  INVALID_SIGNATURE: row(401, 'The signature of this callback is missing, wrong or too old.'),
  INCORRECT_ACCESS_LEVEL: row(403, 'The access token does not have the scope this operation needs.'),
  OPERATION_NOT_ALLOWED: row(403, 'The application is not set up for this operation.'),
  CONSENT_EXPIRED: row(403, 'The consent is not in force: not authorised, suspended, revoked, expired or used up.'),
  SECOND_PARTY_NEEDED: row(403, 'Whoever asked for it may not release it; somebody else has to.'),
  AGENT_LIMIT: row(403, 'The limits of this client do not allow this; `metadata.limit` names the one.'),
  CLIENT_STOPPED: row(403, 'This client was stopped; an operator has to let it go on.'),
  SECOND_FACTOR_NEEDED: row(403, 'Prove your second factor again, then send the same request.', true),
  CROSS_SITE_REQUEST: row(403, 'This request of a signed-in person came from another site.'),
  ROLE_NOT_ALLOWED: row(403, 'Your role does not allow you to give this away.'),
  UNKNOWN_MEMBER: row(404, 'There is no member with that id.'),
  UNKNOWN_INVITATION: row(404, 'There is no open invitation with that id.'),
  UNKNOWN_CLIENT: row(404, 'There is no API client with that id.'),
  UNKNOWN_CUSTOMER: row(404, 'There is no customer with that id.'),
  UNKNOWN_CONSENT: row(404, 'There is no consent with that id.'),
  UNKNOWN_PAYMENT_SOURCE: row(404, 'There is no payment source with that id.'),
  UNKNOWN_PAYMENT: row(404, 'There is no payment with that id.'),
  UNKNOWN_PAYMENT_INTENT: row(404, 'There is no payment intent with that id.'),
  UNKNOWN_PAYMENT_DESTINATION: row(404, 'There is no destination with that id.'),
  UNKNOWN_PAYOUT_ACCOUNT: row(404, 'There is no payout account with that id.'),
  UNKNOWN_REFUND: row(404, 'There is no refund with that id.'),
  UNKNOWN_STATEMENT: row(404, 'There is no statement with that id.'),
  UNKNOWN_ENTRY: row(404, 'There is no statement entry with that id.'),
  UNKNOWN_SUGGESTION: row(404, 'There is no such suggestion, or it no longer holds.'),
  UNKNOWN_MATCH: row(404, 'There is no match with that id.'),
  UNKNOWN_COLUMN_MAP: row(404, 'There is no column map with that name.'),
  UNKNOWN_EVENT: row(404, 'There is no event with that id, or it is no longer kept.'),
  UNKNOWN_ENDPOINT: row(404, 'There is no webhook endpoint with that id.'),
  UNKNOWN_DELIVERY: row(404, 'There is no delivery with that id.'),
  INVALID_URL: row(404, 'There is nothing at this address.'),
  INVALID_HTTP_METHOD: row(405, 'This address does not answer that method.'),
  BODY_INCOMPLETE: row(408, 'The body did not come to its end in time. Nothing of it was kept.', true),
  IDEMPOTENCY_KEY_REUSED: row(409, 'The idempotency key was used for a request with other content.'),
  POSSIBLE_DUPLICATE: row(409, 'A payout like this one was made a short time ago.'),
  MEMBER_ALREADY_EXISTS: row(409, 'There is a member, or an open invitation, with that e-mail address.'),
  LAST_OWNER: row(409, 'An application keeps at least one owner who is not disabled.'),
  CUSTOMER_ALREADY_EXISTS: row(409, 'There is a customer with that app_user_id.'),
  EXTERNAL_REFERENCE_REUSED: row(409, 'The external reference was used for a payment with other content.'),
  CONSENT_LIMIT_EXCEEDED: row(409, 'The payment would exceed a limit of the consent.'),
  MATCH_NOT_POSSIBLE: row(409, 'The entry does not fit what it is to be matched with.'),
  MATCH_IN_USE: row(409, 'The match cannot be undone: a refund or a payout rests on the money it proves.'),
  INVALID_STATE: row(409, 'The object is in a state that does not allow this.'),
  INSUFFICIENT_FUNDS: row(409, 'The payout account does not cover this amount. Nothing was held.', true),
  ENDPOINT_DISABLED: row(409, 'The webhook endpoint is disabled; enable it first.'),
  TOO_MANY_ENDPOINTS: row(409, 'The application has as many webhook endpoints as it may have.'),
  BODY_TOO_LARGE: row(413, 'The body is larger than this operation takes.'),
  UNSUPPORTED_MEDIA_TYPE: row(
    415,
    'The body is not of a media type that this operation takes; most take application/json.',
  ),
  RATE_LIMIT_EXCEEDED: row(429, 'Too many requests; wait as long as the header Retry-After says.', true),
  OVERLOADED: row(503, 'Sarf is busy; nothing was done. Try again in a moment.', true),
  DATABASE_UNAVAILABLE: row(503, 'The database does not answer; nothing was done. Try again in a moment.', true),
  OUTCOME_UNKNOWN: row(
    503,
    'The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.',
    true,
    'unknown',
  ),
  INTERNAL_SERVER_ERROR: row(
    500,
    'Something is broken in Sarf. Look the payout up before you send it again.',
    false,
    'unknown',
  ),
} as const satisfies Record<string, RefusalRow>;

export type RefusalCode = keyof typeof refusals;

/** One fault in a request: where, what is wrong, and the refusal's name. */
export interface Fault {
  readonly path: string;
  readonly message: string;
  readonly code: RefusalCode;
}
