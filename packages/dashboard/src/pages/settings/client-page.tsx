import { isScope } from '@sarf/contract/scopes';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Crumbs } from '../../frame/crumbs.tsx';
import { NotFound } from '../../frame/lost-pages.tsx';
import { frameWords } from '../../frame/words.ts';
import { Button } from '../../parts/button.tsx';
import { Card, Fact, Facts } from '../../parts/card.tsx';
import { Buttons, Dialog } from '../../parts/dialog.tsx';
import { Form } from '../../parts/form.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Failed, Loading, NoPermission } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { toast } from '../../parts/toast.tsx';
import { partWords } from '../../parts/words.ts';
import { Actor } from '../../people/actor.tsx';
import { scopeWords } from '../../session/scope-words.ts';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { ClientBadge, StopButton, useClientChange } from './client-state.tsx';
import { clientWords } from './client-words.ts';
import { Limits } from './limits.tsx';
import { clientRoute } from './routes.ts';
import { type ApiClient, clientsQuery } from './settings-queries.ts';

/** One program that uses the API: its switch, its limits, and what it may do. */
export function ClientPage() {
  const frame = useWords(frameWords);
  const words = useWords(clientWords);
  const { id } = clientRoute.useParams();
  const mayNotRead = useWhyNot('clients:read');
  const { data, error, refetch } = useQuery({ ...clientsQuery, enabled: mayNotRead === undefined });
  if (mayNotRead !== undefined) {
    return (
      <>
        <Crumbs above={[{ to: '/settings', title: frame.settings }]} here={words.one} />
        <PageHeader title={words.one} />
        <NoPermission why={mayNotRead} />
      </>
    );
  }
  const client = data?.content.find((one) => one.id === id);
  if (data && !client) return <NotFound />;
  return (
    <>
      <Crumbs above={[{ to: '/settings', title: frame.settings }]} here={client?.name ?? words.one} />
      {client ? (
        <Loaded client={client} />
      ) : error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </>
  );
}

function Loaded({ client }: { readonly client: ApiClient }) {
  return (
    <>
      <PageHeader title={client.name} beside={<ClientBadge client={client} />} />
      <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <div className="min-w-0 space-y-4">
          <KillSwitch client={client} />
          <Limits client={client} />
        </div>
        <About client={client} />
      </div>
    </>
  );
}

function KillSwitch({ client }: { readonly client: ApiClient }) {
  const words = useWords(clientWords);
  const text = client.is_revoked ? words.revokedText : client.is_stopped ? words.stoppedText : words.runningText;
  return (
    <Card title={words.killSwitch}>
      <p className="mb-3 max-w-prose">{text}</p>
      {!client.is_revoked && (
        <div className="flex flex-wrap gap-2">
          <StopButton client={client} big />
          <Revoke client={client} />
        </div>
      )}
    </Card>
  );
}

function Revoke({ client }: { readonly client: ApiClient }) {
  const words = useWords(clientWords);
  const parts = useWords(partWords);
  const [isAsked, ask] = useState(false);
  const { mutate, error, isPending } = useClientChange(client.id, () => {
    toast(words.wasRevoked(client.name));
    ask(false);
  });
  const title = words.revokeTitle(client.name);
  return (
    <>
      <Button look="quiet" off={useWhyNot('clients:write')} onClick={() => ask(true)}>
        {words.revoke}
      </Button>
      <Dialog open={isAsked} close={() => ask(false)} title={title} lead={words.revokeLead}>
        <Form label={title} submit={() => mutate({ is_revoked: true })} error={error}>
          <Buttons>
            <Button onClick={() => ask(false)}>{parts.cancel}</Button>
            <Button type="submit" look="danger" busy={isPending}>
              {words.revoke}
            </Button>
          </Buttons>
        </Form>
      </Dialog>
    </>
  );
}

function About({ client }: { readonly client: ApiClient }) {
  const words = useWords(clientWords);
  const meanings = useWords(scopeWords);
  return (
    <Card title={words.one}>
      <Facts>
        <Fact name={words.owner}>
          {client.owner === null ? words.noOwner : <Actor actor={`member:${client.owner}`} />}
        </Fact>
        <Fact name={words.created}>
          <Time at={client.created_at} />
        </Fact>
        <Fact name={words.id}>
          <bdi dir="ltr" className="wrap-anywhere">
            {client.id}
          </bdi>
        </Fact>
        <Fact name={words.scopes}>
          <ul className="list-disc space-y-1 ps-4">
            {client.scopes.filter(isScope).map((scope) => (
              <li key={scope}>{meanings[scope]}</li>
            ))}
          </ul>
        </Fact>
      </Facts>
    </Card>
  );
}
