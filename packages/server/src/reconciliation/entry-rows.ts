import type { EntryPart, StatementEntry } from './statement.ts';

/** A line of a statement as it is kept, without what says which line it is. */
export interface EntryContent {
  readonly direction: 'credit' | 'debit';
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly bookedOn: string;
  readonly valueOn: string | null;
  readonly bankReference: string | null;
  readonly bankCode: string | null;
  readonly returnReason: string | null;
  readonly isReturn: boolean;
  readonly referenceList: readonly string[];
  readonly remittance: string | null;
  readonly info: string | null;
  readonly counterpartyName: string | null;
  readonly counterpartyIban: string | null;
  /** JSON; null where it is made of one thing. */
  readonly parts: string | null;
}

const REFERENCES_MAX = 5000;
const REMITTANCE_MAX = 1000;

// ISO 20022: a payment that came back, or that was called back.
const RETURN_CODE = /\/(RRTN|RPCR|RCDD)$/;

/** An entry as it is kept: one line, with all references that it has in any of its parts. */
export function contentOf(entry: StatementEntry): EntryContent {
  const { direction, amountMinor, currency, bookedOn, valueOn, bankReference, bankCode, info, parts } = entry;
  const returnReason = parts.find((part) => part.returnReason !== null)?.returnReason ?? null;
  const counterparty = sharedCounterparty(parts);
  return {
    direction,
    amountMinor,
    currency,
    bookedOn,
    valueOn,
    bankReference,
    bankCode,
    returnReason,
    isReturn: entry.reversal || returnReason !== null || RETURN_CODE.test(bankCode ?? ''),
    referenceList: referencesOf(entry),
    remittance: remittanceOf(parts),
    info,
    counterpartyName: counterparty?.name ?? null,
    counterpartyIban: counterparty?.iban ?? null,
    parts:
      parts.length > 1 ? JSON.stringify(parts, (_, value) => (typeof value === 'bigint' ? `${value}` : value)) : null,
  };
}

/** What travelled with the money comes first, and ids of whole messages last. */
function referencesOf({ bankReference, parts }: StatementEntry): string[] {
  const found = new Set<string | null>();
  for (const { endToEndId } of parts) found.add(endToEndId);
  found.add(bankReference);
  for (const { instructionId, uetr, batchId, messageId } of parts) {
    if (found.size >= REFERENCES_MAX) break;
    found.add(instructionId).add(uetr).add(batchId).add(messageId);
  }
  return [...found].filter((reference) => reference !== null).slice(0, REFERENCES_MAX);
}

function remittanceOf(parts: readonly EntryPart[]): string | null {
  let text = '';
  for (const { remittance } of parts) {
    if (remittance === null || text.length >= REMITTANCE_MAX) continue;
    text = text === '' ? remittance : `${text} ${remittance}`;
  }
  return text === '' ? null : text.slice(0, REMITTANCE_MAX);
}

/** Who is at the other end, where that is one and the same for all parts. */
function sharedCounterparty([first, ...rest]: readonly EntryPart[]): EntryPart['counterparty'] {
  const one = first?.counterparty ?? null;
  const same = rest.every(({ counterparty }) => counterparty?.name === one?.name && counterparty?.iban === one?.iban);
  return same ? one : null;
}
