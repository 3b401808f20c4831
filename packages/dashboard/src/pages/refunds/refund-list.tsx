import { refundStatuses } from '@sarf/contract/collection-states';
import type { Refund } from '@sarf/sdk';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { PageHeader } from '../../parts/page-header.tsx';
import { Empty } from '../../parts/states.tsx';
import { Actor } from '../../people/actor.tsx';
import { amountColumn, textColumn, timeColumn } from '../../table/column-kinds.tsx';
import type { Column } from '../../table/columns.ts';
import { DataTable } from '../../table/data-table.tsx';
import { Filters, SelectFilter, TextFilter } from '../../table/filters.tsx';
import { useList } from '../../table/use-list.ts';
import { useWords } from '../../words/language.ts';
import { useReasonText } from './reason-text.ts';
import { RefundStatusBadge, useRefundStatusText } from './refund-badge.tsx';
import { readRefunds, refundReasonsQuery } from './refund-queries.ts';
import { type RefundSearch, readRefundSearch } from './refund-search.ts';
import { refundListRoute } from './routes.ts';
import { refundWords } from './words.ts';

/** The refunds, newest first. */
export function RefundList() {
  const words = useWords(refundWords);
  const search = refundListRoute.useSearch();
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  const list = useList('refund', search, (after, signal) => readRefunds(search, after, signal));
  return (
    <>
      <PageHeader title={words.title} />
      <DataTable
        name="refunds"
        label={words.title}
        columns={useColumns()}
        list={list}
        filters={<RefundFilters search={search} />}
        empty={
          isFiltered ? (
            <Empty title={words.noMatch} />
          ) : (
            <Empty title={words.empty}>
              <p>{words.emptyHint}</p>
              <Link to="/payments" search={{ reconciliation_status: 'RECONCILED' }} className="text-accent underline">
                {words.toPayments}
              </Link>
            </Empty>
          )
        }
      />
    </>
  );
}

function RefundFilters({ search }: { readonly search: RefundSearch }) {
  const words = useWords(refundWords);
  const statusText = useRefundStatusText();
  const navigate = useNavigate();
  const set = (change: Readonly<Record<string, unknown>>): void =>
    void navigate({ to: '/refunds', search: readRefundSearch({ ...search, ...change }), replace: true });
  return (
    <Filters
      isOn={Object.values(search).some((value) => value !== undefined)}
      clear={() => void navigate({ to: '/refunds' })}
    >
      <SelectFilter
        label={words.status}
        value={search.status}
        change={(status) => set({ status })}
        choices={refundStatuses.map((value) => ({ value, label: statusText(value) }))}
      />
      <TextFilter
        label={words.reference}
        value={search.external_reference}
        change={(reference) => set({ external_reference: reference })}
      />
      <TextFilter label={words.from} type="date" value={search.from} change={(from) => set({ from })} />
      <TextFilter label={words.to} type="date" value={search.to} change={(to) => set({ to })} />
    </Filters>
  );
}

function useColumns(): readonly Column<Refund>[] {
  const words = useWords(refundWords);
  const { data: reasons } = useQuery(refundReasonsQuery);
  const reasonText = useReasonText();
  return useMemo(
    () => [
      {
        id: 'reference',
        header: words.reference,
        width: 1.2,
        onNarrow: true,
        cell: ({ id, external_reference: own }) => (
          <Link to="/refunds/$id" params={{ id }} className="rounded font-medium text-accent hover:underline">
            <bdi>{own ?? id.slice(-12)}</bdi>
          </Link>
        ),
        csv: ({ external_reference: own }) => own ?? '',
      },
      textColumn('beneficiary', words.beneficiary, ({ beneficiary }) => beneficiary?.name, { width: 1.5 }),
      amountColumn('amount', words.amount, ({ amount }) => amount, { width: 1.2, onNarrow: true }),
      {
        id: 'status',
        header: words.status,
        width: 1.4,
        onNarrow: 'under',
        cell: ({ status }) => <RefundStatusBadge status={status} />,
        csv: ({ status }) => status,
      },
      {
        id: 'reason',
        header: words.reason,
        width: 1.8,
        cell: ({ reason_code: code }) => <bdi>{reasonText(code, reasons)}</bdi>,
        csv: ({ reason_code: code }) => code,
      },
      timeColumn('created_at', words.created, ({ created_at: at }) => at, { width: 1.5 }),
      ...furtherColumns(words),
    ],
    [words, reasons, reasonText],
  );
}

/** Those that are there once they are chosen. */
function furtherColumns(words: ReturnType<typeof useWords<(typeof refundWords)['en']>>): Column<Refund>[] {
  const texts = [
    { id: 'currency', header: words.currency, text: ({ currency }: Refund) => currency },
    { id: 'description', header: words.description, text: ({ description }: Refund) => description ?? '' },
    { id: 'created_by', header: words.createdBy, text: ({ created_by: by }: Refund) => by, isActor: true },
    { id: 'actioned_by', header: words.decidedBy, text: ({ actioned_by: by }: Refund) => by ?? '', isActor: true },
    { id: 'id', header: words.id, text: ({ id }: Refund) => id },
    { id: 'payment_id', header: words.payment, text: ({ payment_id: id }: Refund) => id },
  ];
  return texts.map(({ id, header, text, isActor = false }) => ({
    id,
    header,
    width: 1.4,
    hidden: true,
    cell: (refund) => (isActor ? <Actor actor={text(refund)} /> : <bdi>{text(refund)}</bdi>),
    csv: text,
  }));
}
