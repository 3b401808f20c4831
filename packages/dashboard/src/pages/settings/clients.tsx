import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { Arriving, Empty, NoPermission } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { Actor } from '../../people/actor.tsx';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { ClientBadge, StopButton } from './client-state.tsx';
import { clientWords } from './client-words.ts';
import { NewClient } from './new-client.tsx';
import { type ApiClient, clientsQuery } from './settings-queries.ts';
import { settingsWords } from './words.ts';

/** The programs that use the API, each with its switch. */
export function Clients() {
  const mayNotRead = useWhyNot('clients:read');
  return mayNotRead === undefined ? <ClientCard /> : <NoPermission why={mayNotRead} />;
}

function ClientCard() {
  const words = useWords(clientWords);
  const settings = useWords(settingsWords);
  const [isNew, setNew] = useState(false);
  const mayNotWrite = useWhyNot('clients:write');
  const { data, error, refetch } = useQuery(clientsQuery);
  const add = (
    <Button icon={<Plus aria-hidden className="size-4" />} off={mayNotWrite} onClick={() => setNew(true)}>
      {words.new}
    </Button>
  );
  return (
    <Card title={settings.clients} actions={add}>
      <p className="mb-4 text-soft">{words.lead}</p>
      {!data && <Arriving error={error} retry={() => void refetch()} rows={3} />}
      {data?.content.length === 0 && <Empty title={words.none}>{words.noneHint}</Empty>}
      {data && data.content.length > 0 && <ClientTable clients={data.content} />}
      {isNew && <NewClient close={() => setNew(false)} />}
    </Card>
  );
}

function ClientTable({ clients }: { readonly clients: readonly ApiClient[] }) {
  const words = useWords(clientWords);
  const settings = useWords(settingsWords);
  return (
    <PlainTable
      label={settings.clients}
      rows={clients}
      idOf={({ id }) => id}
      columns={[
        {
          id: 'name',
          header: words.name,
          cell: ({ id, name }) => (
            <Link
              to="/settings/clients/$id"
              params={{ id }}
              className="rounded font-medium text-accent hover:underline"
            >
              <bdi>{name}</bdi>
            </Link>
          ),
        },
        {
          id: 'state',
          header: words.state,
          cell: (client) => (
            <span className="inline-flex flex-wrap gap-1">
              <ClientBadge client={client} />
              {client.is_limited && <Badge look="note">{words.limited}</Badge>}
            </span>
          ),
        },
        {
          id: 'owner',
          header: words.owner,
          onlyWide: true,
          cell: ({ owner }) =>
            owner === null ? <span className="text-soft">{words.noOwner}</span> : <Actor actor={`member:${owner}`} />,
        },
        { id: 'created', header: words.created, onlyWide: true, cell: ({ created_at: at }) => <Time at={at} /> },
        {
          id: 'actions',
          header: <span className="sr-only">{words.actions}</span>,
          isNumber: true,
          cell: (client) => (client.is_revoked ? null : <StopButton client={client} />),
        },
      ]}
    />
  );
}
