import type { Payout } from '@sarf/sdk';
import { Link } from '@tanstack/react-router';
import { Amount } from '../../parts/amount.tsx';
import { Day } from '../../parts/time.tsx';
import { useWords } from '../../words/language.ts';
import { payoutWords } from './words.ts';

/** The entries of statements that prove a payout or a payment, each with the way to it. */
export function EvidenceList({ evidence, currency }: Pick<Payout, 'evidence' | 'currency'>) {
  const words = useWords(payoutWords);
  return (
    <ul className="space-y-2">
      {evidence.map(({ match_id: matchId, entry_id: id, booked_at: day, amount }) => (
        <li key={matchId} className="flex flex-wrap items-baseline justify-between gap-x-4">
          <Link to="/reconciliation/entries/$id" params={{ id }} className="rounded text-accent underline">
            {words.entryOf} <Day day={day} />
          </Link>
          <Amount amount={amount} currency={currency} />
        </li>
      ))}
    </ul>
  );
}
