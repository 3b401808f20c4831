import type { Endpoint } from '@sarf/sdk';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Crumbs } from '../../frame/crumbs.tsx';
import { Card, Fact, Facts } from '../../parts/card.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { spanText } from '../../parts/span-text.ts';
import { Arriving, Failed, Loading } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { useLanguage, useWords } from '../../words/language.ts';
import { DeliveryList } from './delivery-list.tsx';
import { EndpointActions } from './endpoint-actions.tsx';
import { endpointRoute } from './routes.ts';
import { EndpointBadge } from './webhook-badges.tsx';
import { endpointQuery, statsQuery } from './webhook-queries.ts';
import { webhookWords } from './words.ts';

/** One endpoint: what it is told of, how it fares, and every delivery to it. */
export function EndpointDetail() {
  const words = useWords(webhookWords);
  const { id } = endpointRoute.useParams();
  const { data, error, refetch } = useQuery(endpointQuery(id));
  return (
    <>
      <Crumbs above={[{ to: '/webhooks', title: words.title }]} here={words.endpoint} />
      {data && <Loaded endpoint={data} />}
      {!data && <Arriving error={error} retry={() => void refetch()} />}
    </>
  );
}

function Loaded({ endpoint }: { readonly endpoint: Endpoint }) {
  const words = useWords(webhookWords);
  const navigate = useNavigate();
  const search = endpointRoute.useSearch();
  const { id } = endpoint;
  return (
    <>
      <PageHeader
        title={words.endpoint}
        beside={<EndpointBadge endpoint={endpoint} />}
        lead={
          <bdi dir="ltr" className="font-mono text-sm break-all">
            {endpoint.url}
          </bdi>
        }
        actions={<EndpointActions endpoint={endpoint} />}
      />
      <div className="space-y-4">
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Stats id={id} />
          <Details endpoint={endpoint} />
        </div>
        <section aria-label={words.deliveries} className="space-y-2">
          <h2 className="font-semibold">{words.deliveries}</h2>
          <DeliveryList
            endpointId={id}
            search={search}
            set={(next) => void navigate({ to: '/webhooks/$id', params: { id }, search: next, replace: true })}
          />
        </section>
      </div>
    </>
  );
}

function Stats({ id }: { readonly id: string }) {
  const words = useWords(webhookWords);
  const { data, error, refetch } = useQuery(statsQuery(id));
  const day = data?.last_24h;
  const took = (ms: number | null | undefined): string => (typeof ms === 'number' ? words.milliseconds(ms) : '–');
  const rows: (readonly [string, ReactNode])[] = data
    ? [
        [words.pending, data.pending],
        [words.delivered, data.delivered],
        [words.failed, data.failed],
        [words.oldest, data.oldest_pending_at && <Time at={data.oldest_pending_at} precise />],
        [words.attemptsOfDay, `${day?.succeeded ?? 0} / ${day?.attempts ?? 0}`],
        [words.halfTook, took(day?.p50_ms)],
        [words.mostTook, took(day?.p95_ms)],
      ]
    : [];
  return (
    <Card title={words.stats}>
      {data ? (
        <Facts>
          {rows.map(
            ([name, value]) =>
              value !== null && (
                <Fact key={name} name={name}>
                  <span className="figure">{value}</span>
                </Fact>
              ),
          )}
        </Facts>
      ) : error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : (
        <Loading rows={4} />
      )}
    </Card>
  );
}

function Details({ endpoint }: { readonly endpoint: Endpoint }) {
  const words = useWords(webhookWords);
  const { types, dialect, ordered } = endpoint;
  const language = useLanguage();
  const span = (seconds: number): string => spanText(seconds, language);
  return (
    <Card title={words.settings}>
      <Facts>
        {endpoint.description !== null && (
          <Fact name={words.note}>
            <bdi>{endpoint.description}</bdi>
          </Fact>
        )}
        <Fact name={words.toldOf}>
          {types === null ? (
            words.allTypes
          ) : (
            <bdi dir="ltr" className="font-mono text-xs">
              {types.join(', ')}
            </bdi>
          )}
        </Fact>
        <Fact name={words.dialect}>{dialect === 'lean' ? 'Lean' : 'Standard Webhooks'}</Fact>
        <Fact name={words.order}>{ordered ? words.ordered : words.unordered}</Fact>
        <Fact name={words.retries}>{endpoint.retry_seconds.map(span).join(' · ')}</Fact>
        <Fact name={words.givesUp}>{span(endpoint.give_up_seconds)}</Fact>
        <Fact name={words.publicKey}>
          <bdi dir="ltr" className="font-mono text-xs break-all">
            {endpoint.public_key}
          </bdi>
        </Fact>
        {endpoint.paused_until !== null && (
          <Fact name={words.pausedUntil}>
            <Time at={endpoint.paused_until} precise />
          </Fact>
        )}
        {endpoint.previous_secret_until !== null && (
          <Fact name={words.oldSecretUntil}>
            <Time at={endpoint.previous_secret_until} precise />
          </Fact>
        )}
        <Fact name={words.made}>
          <Time at={endpoint.created_at} precise />
        </Fact>
      </Facts>
    </Card>
  );
}
