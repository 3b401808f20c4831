import { useQuery } from '@tanstack/react-query';
import { Amount } from '../../parts/amount.tsx';
import { Card } from '../../parts/card.tsx';
import { Iban } from '../../parts/iban.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { Arriving } from '../../parts/states.tsx';
import { useWords } from '../../words/language.ts';
import { accountsQuery } from '../payouts/payout-queries.ts';
import { homeWords } from './words.ts';

/** What each account has: available, and held for payouts that are not final. */
export function Accounts() {
  const words = useWords(homeWords);
  const { data, error, refetch } = useQuery(accountsQuery);
  return (
    <Card title={words.accounts}>
      {!data && <Arriving error={error} retry={() => void refetch()} rows={3} />}
      {data?.content.length === 0 && <p className="text-soft">{words.noAccounts}</p>}
      {data && data.content.length > 0 && (
        <PlainTable
          label={words.accounts}
          rows={data.content}
          idOf={({ id }) => id}
          columns={[
            {
              id: 'account',
              header: words.account,
              cell: ({ name, iban, is_default: isDefault }) => (
                <span className="flex flex-wrap items-baseline gap-x-3">
                  <span>
                    <bdi className="font-medium">{name}</bdi>
                    {isDefault && <span className="text-xs text-soft"> · {words.isDefault}</span>}
                  </span>
                  <span className="max-md:hidden">
                    <Iban account={iban} />
                  </span>
                </span>
              ),
            },
            {
              id: 'available',
              header: words.available,
              isNumber: true,
              cell: ({ available, held, currency }) => (
                <>
                  <Amount amount={available} currency={currency} />
                  <div className="text-xs text-soft md:hidden">
                    {words.held} <Amount amount={held} currency={currency} />
                  </div>
                </>
              ),
            },
            {
              id: 'held',
              header: words.held,
              isNumber: true,
              onlyWide: true,
              cell: ({ held, currency }) => <Amount amount={held} currency={currency} />,
            },
          ]}
        />
      )}
    </Card>
  );
}
