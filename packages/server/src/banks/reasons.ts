import { reasonRows } from './reason-table.ts';

/** Who has to do something before the money can move: the integrator, the person paid, whoever runs Sarf, the bank. */
export type WhoActs = 'caller' | 'beneficiary' | 'operator' | 'bank';

/** A bank's reason code in our own words. */
export type Reason = {
  /** The ISO 20022 external status or return reason code, as the bank gave it. */
  readonly code: string;
  /** One plain sentence for operators; it may speak of balance, limits, fraud and law. */
  readonly meaning: string;
  readonly whoActs: WhoActs;
  /**
   * Whether a new payout with the same content may succeed with nothing but time. Even then the first one must be
   * proved not executed before a second is made.
   */
  readonly retryHelps: boolean;
  /** One sentence that is safe to show to the person paid. */
  readonly beneficiaryMessage: string;
};

/**
 * What beneficiaries may be told. Every reason that touches compliance, fraud, a freeze, our balance or our limits, and
 * every code we do not know, shares `general`: a sentence used for those alone would give them away.
 */
export const beneficiaryMessages = {
  general: 'The payment could not be completed; please contact the company that is paying you.',
  account: 'The payment could not be made to the account given; please check your account details with the payer.',
  details: 'The payment could not be completed with the details given; please check your name and address.',
  later: 'The payment could not be made yet, for a technical reason.',
  cancelled: 'The payment was cancelled by the company that was paying you.',
} as const;

const reasonsByCode: ReadonlyMap<string, Reason> = new Map(
  reasonRows.map(([code, whoActs, retry, message, meaning]) => [
    code,
    Object.freeze({
      code,
      meaning,
      whoActs,
      retryHelps: retry === 'retry',
      beneficiaryMessage: beneficiaryMessages[message],
    }),
  ]),
);

/**
 * The meaning of a reason code from a bank (ISO 20022 external code sets for status reasons and return reasons), such
 * as "AC04". A code we do not know gives a general entry that carries that code: an operator reads the bank's text, and
 * nothing is retried.
 */
export function reasonOf(code: string): Reason {
  return (
    reasonsByCode.get(code) ?? {
      code,
      meaning: 'The bank gave a reason code that Sarf does not know; read the text the bank sent with it.',
      whoActs: 'operator',
      retryHelps: false,
      beneficiaryMessage: beneficiaryMessages.general,
    }
  );
}

/** Every reason code that has an entry of its own, for documentation and for tests. */
export const reasonCodes: readonly string[] = [...reasonsByCode.keys()];
