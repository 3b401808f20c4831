import type { StatementEntry } from '@sarf/sdk';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Crumbs } from '../../frame/crumbs.tsx';
import { Amount } from '../../parts/amount.tsx';
import { Card, Fact, Facts } from '../../parts/card.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Arriving } from '../../parts/states.tsx';
import { Day } from '../../parts/time.tsx';
import { useWords } from '../../words/language.ts';
import { AccountName } from './account-name.tsx';
import { EntryAmount } from './entry-amount.tsx';
import { EntryBadge } from './entry-badge.tsx';
import { nameOfEntry } from './entry-list.tsx';
import { EntryMatches } from './entry-matches.tsx';
import { MatchByHand } from './match-by-hand.tsx';
import { entryQuery } from './reconciliation-queries.ts';
import { entryRoute } from './routes.ts';
import { reconciliationWords } from './words.ts';

/** One entry of a statement: what the bank says, what it proves, and the way to say what it proves by hand. */
export function EntryDetail() {
  const words = useWords(reconciliationWords);
  const { id } = entryRoute.useParams();
  const { data: entry, error, refetch } = useQuery(entryQuery(id));
  return (
    <>
      <Crumbs above={[{ to: '/reconciliation', title: words.title }]} here={words.entry} />
      {entry && <Loaded entry={entry} />}
      {!entry && <Arriving error={error} retry={() => void refetch()} />}
    </>
  );
}

function Loaded({ entry }: { readonly entry: StatementEntry }) {
  const words = useWords(reconciliationWords);
  return (
    <>
      <PageHeader
        title={nameOfEntry(entry) || words.entry}
        beside={<EntryBadge status={entry.status} />}
        lead={<EntryAmount {...entry} big />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="min-w-0 space-y-4">
          <EntryMatches entry={entry} />
          {entry.unmatched > 0 && <MatchByHand entry={entry} />}
        </div>
        <Details entry={entry} />
      </div>
    </>
  );
}

function Details({ entry }: { readonly entry: StatementEntry }) {
  const words = useWords(reconciliationWords);
  const { currency, counterparty } = entry;
  const rows: (readonly [string, ReactNode])[] = [
    [words.booked, <Day key="booked" day={entry.booked_at} />],
    [words.valued, entry.value_at && <Day day={entry.value_at} />],
    [words.account, <AccountName key="account" id={entry.payout_account_id} />],
    [words.otherSide, counterparty?.name && <bdi>{counterparty.name}</bdi>],
    [words.otherAccount, counterparty?.iban && <bdi dir="ltr">{counterparty.iban}</bdi>],
    [words.remittance, entry.remittance && <bdi>{entry.remittance}</bdi>],
    [words.references, entry.references.length > 0 && <bdi dir="ltr">{entry.references.join(' · ')}</bdi>],
    [words.bankReference, entry.bank_reference && <bdi dir="ltr">{entry.bank_reference}</bdi>],
    [words.bankCode, entry.bank_code && <bdi dir="ltr">{entry.bank_code}</bdi>],
    [words.matchedPart, <Amount key="matched" amount={entry.matched} currency={currency} />],
    [words.openPart, <Amount key="open" amount={entry.unmatched} currency={currency} />],
  ];
  return (
    <Card title={words.onStatement}>
      <Facts>
        {rows.map(
          ([name, value]) =>
            value && (
              <Fact key={name} name={name}>
                {value}
              </Fact>
            ),
        )}
      </Facts>
    </Card>
  );
}
