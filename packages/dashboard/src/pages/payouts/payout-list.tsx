import type { Payout } from '@sarf/sdk';
import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Empty } from '../../parts/states.tsx';
import { partyOf, useSession, useWhyNot } from '../../session/session.ts';
import { DataTable } from '../../table/data-table.tsx';
import { useList } from '../../table/use-list.ts';
import { useWords } from '../../words/language.ts';
import { ApproveBar } from './approve-bar.tsx';
import { usePayoutColumns } from './payout-columns.tsx';
import { PayoutFilters } from './payout-filters.tsx';
import { isWaiting, readPayouts } from './payout-queries.ts';
import { payoutListRoute } from './routes.ts';
import { payoutWords } from './words.ts';

/** The payouts, newest first. */
export function PayoutList() {
  const words = useWords(payoutWords);
  const navigate = useNavigate();
  const search = payoutListRoute.useSearch();
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  const list = useList('payout', search, (after, signal) => readPayouts(search, after, signal));
  const columns = usePayoutColumns();
  const [ids, select] = useState<ReadonlySet<string>>(new Set());
  const mayNotApprove = useWhyNot('payouts:approve');
  const party = partyOf(useSession());
  const can = (payout: Payout): boolean => isWaiting(payout) && payout.approval?.asked_by !== party;
  const selected = useMemo(() => list.rows.filter(({ id }) => ids.has(id)), [list.rows, ids]);
  const selection = {
    ids,
    change: select,
    can,
    nameOf: ({ reference, end_to_end_id: own }: Payout) => reference ?? own,
  };
  return (
    <>
      <PageHeader
        title={words.title}
        actions={
          <Button
            look="primary"
            icon={<Plus aria-hidden className="size-4" />}
            off={useWhyNot('payouts:write')}
            onClick={() => void navigate({ to: '/payouts/new' })}
          >
            {words.new}
          </Button>
        }
      />
      <DataTable
        name="payouts"
        label={words.title}
        columns={columns}
        list={list}
        filters={<PayoutFilters />}
        {...(mayNotApprove === undefined && { selection })}
        empty={
          <Empty title={isFiltered ? words.noMatch : words.empty}>{isFiltered ? undefined : words.emptyHint}</Empty>
        }
      />
      {selected.length > 0 && <ApproveBar payouts={selected.filter(can)} clear={() => select(new Set())} />}
    </>
  );
}
