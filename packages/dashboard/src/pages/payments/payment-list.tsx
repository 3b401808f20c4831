import { PageHeader } from '../../parts/page-header.tsx';
import { Empty } from '../../parts/states.tsx';
import { DataTable } from '../../table/data-table.tsx';
import { useList } from '../../table/use-list.ts';
import { useWords } from '../../words/language.ts';
import { usePaymentColumns } from './payment-columns.tsx';
import { PaymentFilters } from './payment-filters.tsx';
import { readPayments } from './payment-queries.ts';
import { paymentListRoute } from './routes.ts';
import { paymentWords } from './words.ts';

/** The payments of customers, newest first: what of them is proven to have arrived, and what can be refunded. */
export function PaymentList() {
  const words = useWords(paymentWords);
  const search = paymentListRoute.useSearch();
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  const list = useList('payment', search, (after, signal) => readPayments(search, after, signal));
  return (
    <>
      <PageHeader title={words.title} />
      <DataTable
        name="payments"
        label={words.title}
        columns={usePaymentColumns()}
        list={list}
        filters={<PaymentFilters />}
        empty={
          <Empty title={isFiltered ? words.noMatch : words.empty}>{isFiltered ? undefined : words.emptyHint}</Empty>
        }
      />
    </>
  );
}
