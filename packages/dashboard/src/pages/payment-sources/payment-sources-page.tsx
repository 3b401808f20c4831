import { useNavigate } from '@tanstack/react-router';
import { PageHeader } from '../../parts/page-header.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useWords } from '../../words/language.ts';
import { ConsentList } from './consent-list.tsx';
import { CustomerList } from './customer-list.tsx';
import { NewCustomer } from './new-customer.tsx';
import { paymentSourcesRoute } from './routes.ts';
import { sourceWords } from './words.ts';

/** The accounts of customers that may be charged, by the consents they live under; and the customers. */
export function PaymentSourcesPage() {
  const words = useWords(sourceWords);
  const navigate = useNavigate();
  const { view } = paymentSourcesRoute.useSearch();
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} actions={<NewCustomer />} />
      <Tabs
        label={words.title}
        open={view ?? 'sources'}
        change={(id) => void navigate({ to: '/payment-sources', search: id === 'customers' ? { view: id } : {} })}
        tabs={[
          { id: 'sources', title: words.consents, content: <ConsentList /> },
          { id: 'customers', title: words.customers, content: <CustomerList /> },
        ]}
      />
    </>
  );
}
