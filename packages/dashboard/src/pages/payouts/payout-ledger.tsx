import { useQuery } from '@tanstack/react-query';
import { Amount } from '../../parts/amount.tsx';
import { Arriving } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { useWords } from '../../words/language.ts';
import { payoutLedgerQuery } from './payout-queries.ts';
import { ledgerWords, payoutWords } from './words.ts';

const steps = ['hold', 'post', 'release', 'reverse'] as const;

/** What it booked in the ledger: each line debits one account and credits another one. */
export function Ledger({ id }: { readonly id: string }) {
  const words = useWords(payoutWords);
  const terms = useWords(ledgerWords);
  const { data, error, refetch } = useQuery(payoutLedgerQuery(id));
  if (!data) return <Arriving error={error} retry={() => void refetch()} rows={3} />;
  const nameOf = (kind: string): string => (kind === 'payout_account' ? terms.payout_account : terms.paid_out);
  return (
    <ol aria-label={words.ledger} className="space-y-3">
      {data.content.map(({ step, amount, currency, debit, credit, at }) => {
        const known = steps.find((one) => one === step);
        return (
          <li key={step} className="space-y-0.5">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="font-medium">{known ? terms[known] : step}</span>
              <Amount amount={amount} currency={currency} />
            </div>
            <p className="text-soft">{terms.from(nameOf(debit.kind), nameOf(credit.kind))}</p>
            <p className="text-xs text-soft">
              <Time at={at} precise />
            </p>
          </li>
        );
      })}
    </ol>
  );
}
