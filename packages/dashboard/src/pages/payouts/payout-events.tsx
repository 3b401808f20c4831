import type { WebhookDelivery } from '@sarf/sdk';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Arriving } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { DeliveryBadge } from '../webhooks/webhook-badges.tsx';
import { payoutDeliveriesQuery, payoutEventsQuery } from './payout-queries.ts';
import { payoutWords } from './words.ts';

/** What clients and webhook endpoints were told of it, and whether that arrived. */
export function Events({ id }: { readonly id: string }) {
  const words = useWords(payoutWords);
  const { data, error, refetch } = useQuery(payoutEventsQuery(id));
  const mayNot = useWhyNot('webhooks:read');
  const { data: sent } = useQuery({ ...payoutDeliveriesQuery(id), enabled: mayNot === undefined });
  if (!data) return <Arriving error={error} retry={() => void refetch()} rows={3} />;
  return (
    <ol className="space-y-3">
      {data.content.length === 0 && <li className="text-soft">{words.noEvents}</li>}
      {data.content.map((event) => (
        <li key={event.id}>
          <div className="flex flex-wrap justify-between gap-x-4">
            <bdi dir="ltr" className="font-mono text-[0.8125rem]">
              {event.type}
            </bdi>
            <span className="text-xs text-soft">
              <Time at={event.created_at} precise />
            </span>
          </div>
          {sent && <Deliveries deliveries={sent.content.filter((one) => one.event_id === event.id)} />}
        </li>
      ))}
    </ol>
  );
}

function Deliveries({ deliveries }: { readonly deliveries: readonly WebhookDelivery[] }) {
  const words = useWords(payoutWords);
  if (deliveries.length === 0) return <p className="text-xs text-soft">{words.noDeliveries}</p>;
  return (
    <ul aria-label={words.deliveries} className="mt-1 flex flex-wrap gap-2">
      {deliveries.map(({ id, state }) => (
        <li key={id}>
          <Link to="/webhooks/deliveries/$id" params={{ id }} className="rounded hover:underline">
            <DeliveryBadge state={state} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
