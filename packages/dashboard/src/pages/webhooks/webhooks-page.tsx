import { useNavigate } from '@tanstack/react-router';
import { PageHeader } from '../../parts/page-header.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useWords } from '../../words/language.ts';
import { DeliveryList } from './delivery-list.tsx';
import { NewEndpoint } from './endpoint-dialogs.tsx';
import { EndpointList } from './endpoint-list.tsx';
import { webhooksRoute } from './routes.ts';
import { webhookWords } from './words.ts';

/** Who is told of events, and how that goes. */
export function WebhooksPage() {
  const words = useWords(webhookWords);
  const navigate = useNavigate();
  const search = webhooksRoute.useSearch();
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} actions={<NewEndpoint />} />
      <Tabs
        label={words.title}
        open={search.tab ?? 'endpoints'}
        change={(id) => void navigate({ to: '/webhooks', search: id === 'deliveries' ? { tab: id } : {} })}
        tabs={[
          { id: 'endpoints', title: words.endpoints, content: <EndpointList /> },
          {
            id: 'deliveries',
            title: words.deliveries,
            content: (
              <DeliveryList
                search={search}
                set={(next) =>
                  void navigate({ to: '/webhooks', search: { ...next, tab: 'deliveries' }, replace: true })
                }
              />
            ),
          },
        ]}
      />
    </>
  );
}
