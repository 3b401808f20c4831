import type { StatementEntry, Suggestion } from '@sarf/sdk';

/** One thing that a statement entry and what it may prove both have. */
export interface Pair {
  readonly name: 'amount' | 'reference' | 'party' | 'day';
  readonly entry: string;
  readonly expected: string;
  readonly isSame: boolean;
}

type Compared = Pick<Suggestion, 'entry' | 'payment' | 'payout'>;

/** What the two sides of a suggestion have in common, line by line. Days are as the bank and we write them. */
export function pairsOf({ entry, payment, payout }: Compared): readonly Pair[] {
  const expected = payment ?? payout;
  if (expected === null) return [];
  const known = [expected.reference, expected.end_to_end_id, expected.bank_reference].filter((text) => text !== null);
  const told = textsOf(entry);
  const shared = known.find((one) => told.some((text) => folded(text).includes(folded(one))));
  const payer = payment?.payer?.name ?? '';
  const name = entry.counterparty?.name ?? '';
  const day = (payment?.paid_at ?? expected.created_at).slice(0, 10);
  const pairs: Pair[] = [
    {
      name: 'amount',
      entry: String(entry.amount),
      expected: String(expected.amount),
      isSame: entry.amount === expected.amount,
    },
    { name: 'reference', entry: told.join(' · '), expected: shared ?? known[0] ?? '', isSame: shared !== undefined },
    { name: 'party', entry: name, expected: payer, isSame: name !== '' && folded(name) === folded(payer) },
    { name: 'day', entry: entry.booked_at, expected: day, isSame: entry.booked_at === day },
  ];
  return pairs.filter((pair) => pair.entry !== '' || pair.expected !== '');
}

/** All the words of an entry, each once. */
function textsOf({ references, remittance, bank_reference: own }: StatementEntry): readonly string[] {
  return [...new Set([remittance, ...references, own].filter((text) => text !== null && text !== ''))].filter(
    (text) => text !== null,
  );
}

/** A text without what people and banks write differently. */
const folded = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
