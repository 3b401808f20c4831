import { readDay } from './calendar.ts';
import { type EntryDraft, type MoneyText, PartDraft, type PartyDraft } from './camt-drafts.ts';
import { cutText } from './clean-text.ts';
import { knownCurrency, readAmount } from './read-amount.ts';
import { type Counterparty, type EntryPart, type StatementEntry, textMax } from './statement.ts';
import type { StatementSums } from './statement-sums.ts';
import { shown, unreadable } from './unreadable.ts';

/** What an entry has to know of its statement. */
interface OfStatement {
  readonly accountIban: string | null;
  readonly sums: StatementSums;
}

/**
 * The entry of a draft that was read to its end. Refuses with UNREADABLE_STATEMENT one without amount, direction or
 * date, an amount that is not money, and a currency we do not know. Notes what is odd and harmless.
 */
export function entryOf(draft: EntryDraft, statement: OfStatement): StatementEntry {
  const { amount } = draft;
  if (amount === null) throw faultOf(draft, 'has no amount');
  const currency = currencyOf(draft, amount, statement.sums.currency);
  const amountMinor = moneyOf(draft, amount.text, currency);
  const direction = directionOf(draft.direction);
  if (direction === null) throw faultOf(draft, 'says neither credit nor debit (CdtDbtInd)');
  const valueOn = draft.valueText === null ? null : readDay(draft.valueText);
  if (draft.valueText !== null && valueOn === null) statement.sums.note('value date unreadable');
  const [first] = draft.parts;
  const only = draft.parts.length === 1 ? first : undefined;
  return {
    direction,
    amountMinor,
    currency,
    bookedOn: bookingDayOf(draft, valueOn),
    valueOn,
    reversal: draft.reversal,
    bankReference: draft.bankReference ?? only?.bankReference ?? null,
    entryReference: draft.entryReference,
    bankCode: draft.code.text,
    info: draft.info ?? only?.info ?? null,
    parts: partsOf(draft, { amountMinor, currency, direction }, statement),
  };
}

function faultOf(draft: EntryDraft, fault: string) {
  return unreadable(`The entry that begins in line ${draft.line} ${fault}.`, { line: draft.line });
}

function currencyOf(draft: EntryDraft, amount: MoneyText, ofAccount: string | null): string {
  const written = amount.currency ?? ofAccount;
  if (written === null) throw faultOf(draft, 'has an amount without a currency');
  const currency = knownCurrency(written);
  if (currency === null) throw faultOf(draft, `has the currency "${shown(written)}", which we do not know`);
  return currency;
}

function moneyOf(draft: EntryDraft, text: string, currency: string): bigint {
  const minor = readAmount(text, currency);
  if (minor !== undefined && minor >= 0n) return minor;
  throw faultOf(draft, `has the amount "${shown(text)}", which is no amount of ${currency}`);
}

export function directionOf(word: string | null): StatementEntry['direction'] | null {
  if (word === 'CRDT') return 'credit';
  return word === 'DBIT' ? 'debit' : null;
}

function bookingDayOf(draft: EntryDraft, valueOn: string | null): string {
  if (draft.bookedText === null) {
    if (valueOn !== null) return valueOn;
    throw faultOf(draft, 'has no date');
  }
  const day = readDay(draft.bookedText);
  if (day === null) throw faultOf(draft, `has the booking date "${shown(draft.bookedText)}", which is no day`);
  return day;
}

type Booked = Pick<StatementEntry, 'amountMinor' | 'currency' | 'direction'>;

function partsOf(draft: EntryDraft, booked: Booked, statement: OfStatement): EntryPart[] {
  const { parts } = draft;
  const [first] = parts;
  // What moved the balance is the entry: a single payment may be told before charges or in another currency.
  if (first === undefined) return [partOf(draft, new PartDraft(), booked, booked.amountMinor, statement)];
  const amounts = parts.map((part) => partAmount(draft, part, booked));
  if (parts.length === 1) {
    const [told] = amounts;
    const inOurCurrency = first.amount !== null && told !== undefined && told !== null;
    if (inOurCurrency && told !== booked.amountMinor) statement.sums.note('details do not sum up');
    return [partOf(draft, first, booked, booked.amountMinor, statement)];
  }
  const known = amounts.reduce<bigint>((sum, amount) => sum + (amount ?? 0n), 0n);
  const unknown = amounts.filter((amount) => amount === null).length;
  const rest = booked.amountMinor - known;
  if (unknown === 0 && rest !== 0n) statement.sums.note('details do not sum up');
  const share = unknown === 1 && rest > 0n ? rest : 0n;
  if (unknown > 0 && share === 0n) statement.sums.note('details without amounts');
  return parts.map((part, at) => partOf(draft, part, booked, amounts[at] ?? share, statement));
}

/** A part's amount in the direction and currency of its entry, or nothing where the bank does not tell it in that. */
function partAmount(draft: EntryDraft, part: PartDraft, { currency, direction }: Booked): bigint | null {
  const told = [part.amount, part.transactionAmount, part.instructedAmount].find(
    (amount) => amount !== null && (amount.currency === null || amount.currency.trim().toUpperCase() === currency),
  );
  if (!told) return null;
  const minor = moneyOf(draft, told.text, currency);
  return (directionOf(part.direction) ?? direction) === direction ? minor : -minor;
}

function partOf(
  draft: EntryDraft,
  part: PartDraft,
  { direction }: Booked,
  amountMinor: bigint,
  { accountIban }: OfStatement,
): EntryPart {
  return {
    amountMinor,
    endToEndId: part.endToEndId,
    instructionId: part.instructionId,
    uetr: part.uetr,
    messageId: part.messageId,
    batchId: part.batchId,
    remittance: remittanceOf(part),
    counterparty: counterpartyOf(part, direction, draft.reversal || part.returned, accountIban),
    returnReason: part.returnReason,
  };
}

/** Free lines are cut to leave room for the references, which say more. */
function remittanceOf({ lines, references }: PartDraft): string | null {
  if (references === '') return lines === '' ? null : lines;
  const kept = cutText(lines, Math.max(0, textMax - references.length - 1)).trimEnd();
  return kept === '' ? references : `${kept} ${references}`;
}

/**
 * The other end of a credit is the debtor, of a debit the creditor. A payment that comes back may be told with the
 * parties of the payment that went out; then the debtor is we ourselves, and the other end is the creditor.
 */
function counterpartyOf(
  part: PartDraft,
  direction: StatementEntry['direction'],
  comesBack: boolean,
  ownIban: string | null,
): Counterparty | null {
  const { debtor, creditor } = part;
  const [expected, opposite] = direction === 'credit' ? [debtor, creditor] : [creditor, debtor];
  const isOwn = expected.iban !== null && expected.iban === ownIban;
  const isOther = opposite.iban !== null && opposite.iban !== ownIban;
  return presentParty(isOther && (isOwn || (comesBack && !isTold(expected))) ? opposite : expected);
}

function isTold({ name, ultimateName, iban }: PartyDraft): boolean {
  return name !== null || ultimateName !== null || iban !== null;
}

function presentParty(party: PartyDraft): Counterparty | null {
  return isTold(party) ? { name: party.name ?? party.ultimateName, iban: party.iban } : null;
}
