import type { components, WebhookDelivery } from '@sarf/sdk';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RotateCw } from 'lucide-react';
import { answer, api } from '../../api/api.ts';
import { useChange } from '../../api/use-change.ts';
import { Crumbs } from '../../frame/crumbs.tsx';
import { ObjectLink } from '../../frame/object-link.tsx';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Card, Fact, Facts } from '../../parts/card.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { Arriving } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { toast } from '../../parts/toast.tsx';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { deliveryRoute } from './routes.ts';
import { DeliveryBadge } from './webhook-badges.tsx';
import { deliveryQuery, endpointQuery, renewWebhooks } from './webhook-queries.ts';
import { webhookWords } from './words.ts';

type Delivery = components['schemas']['DeliveryWithAttempts'];

/** One delivery with everything that was tried. */
export function DeliveryDetail() {
  const words = useWords(webhookWords);
  const { id } = deliveryRoute.useParams();
  const { data, error, refetch } = useQuery(deliveryQuery(id));
  return (
    <>
      <Crumbs above={[{ to: '/webhooks', title: words.title }]} here={words.delivery} />
      {data && <Loaded delivery={data} />}
      {!data && <Arriving error={error} retry={() => void refetch()} />}
    </>
  );
}

function Loaded({ delivery }: { readonly delivery: Delivery }) {
  const words = useWords(webhookWords);
  const client = useQueryClient();
  const { id, event_type: type, state } = delivery;
  const { mutate, error, isPending } = useChange({
    send: () =>
      answer(api.POST('/webhooks/v1/deliveries/{delivery_id}/replay', { params: { path: { delivery_id: id } } })),
    done(_: WebhookDelivery) {
      renewWebhooks(client);
      toast(words.replayedOne);
    },
  });
  return (
    <>
      <PageHeader
        title={type}
        beside={<DeliveryBadge state={state} />}
        actions={
          <Button
            look="primary"
            icon={<RotateCw aria-hidden className="size-4" />}
            off={useWhyNot('webhooks:write')}
            busy={isPending}
            onClick={() => mutate(undefined)}
          >
            {words.sendAgain}
          </Button>
        }
      />
      <div className="space-y-4">
        {error ? <RefusalNote error={error} /> : null}
        <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
          <Attempts delivery={delivery} />
          <Details delivery={delivery} />
        </div>
      </div>
    </>
  );
}

function Attempts({ delivery }: { readonly delivery: Delivery }) {
  const words = useWords(webhookWords);
  const steps = delivery.attempt_history.map(
    ({ number, at, duration_ms: ms, http_code: code, error, answer: said }) => ({
      key: number,
      title: (
        <>
          <Badge look={error === null ? 'good' : 'bad'}>{words.attempt(number)}</Badge>
          {code !== null && <bdi dir="ltr">HTTP {code}</bdi>}
          <span className="figure text-soft">{words.milliseconds(ms)}</span>
        </>
      ),
      at,
      note: (
        <>
          {error !== null && (
            <p lang="en" dir="auto">
              {error}
            </p>
          )}
          {said !== null && said !== '' && (
            <pre dir="ltr" className="mt-1 rounded bg-sunken p-2 text-xs break-all whitespace-pre-wrap">
              {said}
            </pre>
          )}
        </>
      ),
    }),
  );
  return (
    <Card title={words.attempts}>
      {steps.length === 0 ? (
        <p className="text-soft">{words.noAttempts}</p>
      ) : (
        <Timeline label={words.attempts} steps={steps} />
      )}
    </Card>
  );
}

function Details({ delivery }: { readonly delivery: Delivery }) {
  const words = useWords(webhookWords);
  const { data: endpoint } = useQuery(endpointQuery(delivery.endpoint_id));
  // Types of events begin with the type of what they tell of.
  const [type = ''] = delivery.event_type.split('.');
  return (
    <Card title={words.delivery}>
      <Facts>
        <Fact name={words.endpoint}>
          <Link to="/webhooks/$id" params={{ id: delivery.endpoint_id }} className="text-accent underline">
            <bdi dir="ltr" className="wrap-anywhere">
              {endpoint?.url ?? delivery.endpoint_id}
            </bdi>
          </Link>
        </Fact>
        <Fact name={words.eventId}>
          <bdi dir="ltr">{delivery.event_id}</bdi>
        </Fact>
        <Fact name={words.object}>
          <ObjectLink type={type} id={delivery.object_id}>
            <bdi dir="ltr">{delivery.object_id}</bdi>
          </ObjectLink>
        </Fact>
        <Fact name={words.made}>
          <Time at={delivery.created_at} precise />
        </Fact>
        {delivery.due_at !== null && (
          <Fact name={words.due}>
            <Time at={delivery.due_at} precise />
          </Fact>
        )}
        {delivery.finished_at !== null && (
          <Fact name={words.finished}>
            <Time at={delivery.finished_at} precise />
          </Fact>
        )}
      </Facts>
    </Card>
  );
}
