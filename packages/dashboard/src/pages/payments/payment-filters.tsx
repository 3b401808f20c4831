import { paymentStatuses, reconciliationStatuses } from '@sarf/contract/collection-states';
import { useNavigate } from '@tanstack/react-router';
import { Filters, SelectFilter, TextFilter } from '../../table/filters.tsx';
import { useWords } from '../../words/language.ts';
import { type PaymentSearch, paymentKinds, readPaymentSearch } from './payment-search.ts';
import { paymentListRoute } from './routes.ts';
import { paymentKindWords, paymentStatusWords, paymentWords, reconciliationWords } from './words.ts';

/** What the payments are narrowed down by. */
export function PaymentFilters() {
  const words = useWords(paymentWords);
  const reconciliations = useWords(reconciliationWords);
  const statuses = useWords(paymentStatusWords);
  const kinds = useWords(paymentKindWords);
  const navigate = useNavigate();
  const search = paymentListRoute.useSearch();
  const set = (change: Readonly<Record<string, unknown>>): void =>
    void navigate({ to: '/payments', search: readPaymentSearch({ ...search, ...change }), replace: true });
  const text = (name: keyof PaymentSearch, label: string, type: 'text' | 'date' = 'text') => (
    <TextFilter label={label} type={type} value={search[name]} change={(value) => set({ [name]: value })} />
  );
  return (
    <Filters
      isOn={Object.values(search).some((value) => value !== undefined)}
      clear={() => void navigate({ to: '/payments' })}
    >
      <SelectFilter
        label={words.reconciliation}
        value={search.reconciliation_status}
        change={(status) => set({ reconciliation_status: status })}
        choices={reconciliationStatuses.map((value) => ({ value, label: reconciliations[value] }))}
      />
      <SelectFilter
        label={words.status}
        value={search.status}
        change={(status) => set({ status })}
        choices={paymentStatuses.map((value) => ({ value, label: statuses[value] }))}
      />
      <SelectFilter
        label={words.kind}
        value={search.kind}
        change={(kind) => set({ kind })}
        choices={paymentKinds.map((value) => ({ value, label: kinds[value] }))}
      />
      {text('reference', words.reference)}
      {text('external_reference', words.externalReference)}
      {text('from', words.from, 'date')}
      {text('to', words.to, 'date')}
    </Filters>
  );
}
