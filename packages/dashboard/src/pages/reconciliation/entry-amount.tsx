import type { StatementEntry } from '@sarf/sdk';
import { ArrowDownLeft, ArrowUpRight } from 'lucide-react';
import { Amount } from '../../parts/amount.tsx';
import { useWords } from '../../words/language.ts';
import { reconciliationWords } from './words.ts';

type Props = Pick<StatementEntry, 'amount' | 'currency' | 'direction'> & { readonly big?: boolean };

/** What came in or went out. */
export function EntryAmount({ amount, currency, direction, big = false }: Props) {
  const words = useWords(reconciliationWords);
  const Icon = direction === 'credit' ? ArrowDownLeft : ArrowUpRight;
  return (
    <span className="inline-flex items-baseline gap-1.5">
      <Icon
        aria-hidden
        className={`size-3.5 shrink-0 self-center ${direction === 'credit' ? 'text-good' : 'text-soft'}`}
      />
      <span className="sr-only">{direction === 'credit' ? words.credit : words.debit}</span>
      <Amount amount={amount} currency={currency} big={big} />
    </span>
  );
}
