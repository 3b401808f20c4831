import { openApiDocument, type RefusalCode, refusals } from '../packages/contract/src/index.ts';
import { clientTypes } from './derived-client.ts';

/** A document that is written from the contract. */
interface DerivedDocument {
  /** Where it is kept, from the root of the project. */
  readonly path: string;
  readonly text: string;
}

/** The documents that `npm run derive` writes, as they should be now. */
export async function derivedDocuments(): Promise<DerivedDocument[]> {
  return [
    { path: 'docs/openapi.json', text: `${JSON.stringify(openApiDocument('http://127.0.0.1:3000'), null, 2)}\n` },
    { path: 'docs/errors.md', text: errorsPage() },
    { path: 'packages/sdk/src/openapi.ts', text: await clientTypes() },
  ];
}

const PAUSE =
  'Wait as long as the header `Retry-After` says, and twice as long after each further refusal; then send the same ' +
  'request again.';

// What to do for each refusal with which the same request may succeed later.
const advice: Partial<Record<RefusalCode, string>> = {
  BODY_INCOMPLETE: 'Send the file again, over a connection that brings it in time.',
  SECOND_FACTOR_NEEDED: 'Prove the second factor of the session, then send the same request again.',
  INSUFFICIENT_FUNDS:
    'Put money on the payout account, or wait until held amounts are released. `metadata.available` says what is ' +
    'there. Then send the same request with the same idempotency key: a refusal does not use a key up.',
  RATE_LIMIT_EXCEEDED: 'Wait as many seconds as the header `Retry-After` says, then send the same request again.',
  OVERLOADED: PAUSE,
  DATABASE_UNAVAILABLE: PAUSE,
  OUTCOME_UNKNOWN:
    'Send the same request with the same idempotency key again: if the first one was saved, you get its answer and ' +
    'the header `idempotent-replayed: true`. Without a key, look for the payout in `GET /payouts/v1/payments` first.',
};

const example = {
  status: 'INSUFFICIENT_FUNDS',
  message: 'The payout account does not cover this amount. Nothing was held. Available: 120.00 AED.',
  timestamp: '2026-05-04T09:12:44.310Z',
  request_id: '019df220-6f56-7000-8a3c-52a1c1d0c1de',
  retryable: true,
  money_moved: 'no',
  errors: [],
  metadata: { payout_account_id: '019df21f-0b1e-7001-9d57-0f9f2c1b7a11', available: '120.00' },
} satisfies Record<string, unknown> & { status: RefusalCode };

function errorsPage(): string {
  return `# Errors

<!-- Written by \`npm run derive\` from packages/contract/src/refusals.ts and tools/derived-documents.ts. -->

Sarf answers with 200, 201, 202 or 204 when a request was done, and with a refusal when it was not. Every refusal has a
name, and the name decides what to do; the HTTP status is there for software that knows no names.

## The shape of a refusal

\`\`\`json
${JSON.stringify(example, null, 2)}
\`\`\`

| field | means |
|---|---|
| \`status\` | the name of the refusal, one of the table below |
| \`message\` | the same in a sentence, for people; it may change, so do not compare it |
| \`timestamp\` | when it was refused |
| \`request_id\` | the id of the request, also in the header \`x-request-id\`; it is in the logs |
| \`retryable\` | may the very same request succeed later? |
| \`money_moved\` | \`no\`: nothing was held or paid. \`unknown\`: find out before you pay again |
| \`errors\` | every fault of the request at once: its \`path\`, a \`message\`, and a \`code\` of the table |
| \`metadata\` | facts that belong to the refusal, such as the \`payment_id\` of the earlier payout; or null |

When all faults of a request have one name, the refusal has it too; when they differ, it is \`INVALID_PARAMETERS\`. The
token endpoint, \`/oauth2/token\`, answers with \`error\` and \`error_description\`, as OAuth 2 (RFC 6749) has it.

## All refusals

| code | HTTP | meaning | retry helps | money moved |
|---|---|---|---|---|
${Object.entries(refusals).map(tableRow).join('\n')}

## What to do

Always send an idempotency key with a payout (\`idempotency_key\` in the body, or the header \`Idempotency-Key\`). Then
there is one rule for everything that goes wrong on the way, also for a connection that breaks before an answer
comes: **send the same request with the same key again**. It is never paid twice.

| code | what a client does |
|---|---|
${retryableCodes().map(adviceRow).join('\n')}
| \`INTERNAL_SERVER_ERROR\` | Report the \`request_id\`. With an idempotency key it is safe to send the request again; without one, look for the payout in \`GET /payouts/v1/payments\` first. |
| any other | The same request will be refused again: correct it, or leave it. |
`;
}

function tableRow([code, { http, sentence, retryable, moneyMoved }]: [string, (typeof refusals)[RefusalCode]]): string {
  return `| \`${code}\` | ${http} | ${sentence} | ${retryable ? 'yes' : 'no'} | ${moneyMoved} |`;
}

function retryableCodes(): RefusalCode[] {
  const codes = Object.keys(refusals).filter((code): code is RefusalCode => code in refusals);
  return codes.filter((code) => refusals[code].retryable);
}

function adviceRow(code: RefusalCode): string {
  const text = advice[code];
  if (text === undefined) throw new Error(`tools/derived-documents.ts has no advice for ${code}, which is retryable`);
  return `| \`${code}\` | ${text} |`;
}
