import { STATUS_CODES } from 'node:http';

/** What a request is answered with. */
export interface Answer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A no, as RFC 9457 has it: a stable code for programs, a sentence for people. */
export interface Refusal {
  readonly status: number;
  /** In kebab case. */
  readonly code: string;
  readonly detail: string;
  /** Is it open whether something happened? */
  readonly outcomeUnknown?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Every fault that was found, where there may be more than one. */
  readonly faults?: readonly { readonly parameter: string; readonly message: string }[];
}

// Said wherever a writing call broke off: whoever simply sends it again may do it twice.
const UNKNOWN_OUTCOME =
  'The call may have been carried out. Before you send it again, read the object or the list it belongs to; where the ' +
  'API knows idempotency keys, sending it again with the same Idempotency-Key is safe.';

/** Makes the answer `application/problem+json` of a refusal (RFC 9457). */
export function problemAnswer({ status, code, detail, outcomeUnknown, headers, faults }: Refusal): Answer {
  const problem = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail: outcomeUnknown ? `${sentence(detail)} ${UNKNOWN_OUTCOME}` : sentence(detail),
    ...(outcomeUnknown ? { outcome_unknown: true } : {}),
    ...(faults === undefined ? {} : { faults }),
  };
  return {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
    body: Buffer.from(JSON.stringify(problem)),
  };
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
