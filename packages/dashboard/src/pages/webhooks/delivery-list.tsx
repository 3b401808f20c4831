import type { WebhookDelivery } from '@sarf/sdk';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { Empty } from '../../parts/states.tsx';
import { codeColumn, countColumn, timeColumn } from '../../table/column-kinds.tsx';
import type { Column } from '../../table/columns.ts';
import { DataTable } from '../../table/data-table.tsx';
import { Filters, SelectFilter } from '../../table/filters.tsx';
import { useList } from '../../table/use-list.ts';
import { useWords } from '../../words/language.ts';
import { eventTypes } from './event-types.ts';
import { DeliveryBadge } from './webhook-badges.tsx';
import { endpointsQuery, readDeliveries } from './webhook-queries.ts';
import { deliveryStates, readWebhookSearch, type WebhookSearch } from './webhook-search.ts';
import { webhookWords } from './words.ts';

interface DeliveryListProps {
  /** Without it those of all endpoints. */
  readonly endpointId?: string;
  readonly search: WebhookSearch;
  readonly set: (search: WebhookSearch) => void;
}

/** Deliveries, the newest event first. */
export function DeliveryList({ endpointId, search, set }: DeliveryListProps) {
  const words = useWords(webhookWords);
  const { state, event_type: type } = search;
  const list = useList('delivery', { endpointId, state, type }, (after, signal) =>
    readDeliveries(search, endpointId, after, signal),
  );
  const change = (more: Readonly<Record<string, unknown>>): void => set(readWebhookSearch({ ...search, ...more }));
  const isOn = state !== undefined || type !== undefined;
  return (
    <DataTable
      name="deliveries"
      label={words.deliveries}
      columns={useDeliveryColumns(endpointId === undefined)}
      list={list}
      filters={
        <Filters isOn={isOn} clear={() => change({ state: undefined, event_type: undefined })}>
          <SelectFilter
            label={words.status}
            value={state}
            change={(value) => change({ state: value })}
            choices={deliveryStates.map((value) => ({ value, label: words[value] }))}
          />
          <SelectFilter
            label={words.event}
            value={type}
            change={(value) => change({ event_type: value })}
            choices={eventTypes.map((value) => ({ value, label: value }))}
          />
        </Filters>
      }
      empty={<Empty title={isOn ? words.noMatch : words.noDeliveries} />}
    />
  );
}

function useDeliveryColumns(isOfAll: boolean): readonly Column<WebhookDelivery>[] {
  const words = useWords(webhookWords);
  const { data: endpoints } = useQuery({ ...endpointsQuery, enabled: isOfAll });
  const urlOf = useCallback(
    ({ endpoint_id: id }: WebhookDelivery) => endpoints?.content.find((one) => one.id === id)?.url ?? id,
    [endpoints],
  );
  return useMemo(
    () => [
      {
        id: 'event',
        header: words.event,
        width: 1.6,
        onNarrow: true,
        cell: ({ id, event_type: type }) => (
          <Link
            to="/webhooks/deliveries/$id"
            params={{ id }}
            className="rounded font-mono text-[0.8125rem] text-accent hover:underline"
          >
            <bdi dir="ltr">{type}</bdi>
          </Link>
        ),
        csv: ({ event_type: type }) => type,
      },
      {
        id: 'state',
        header: words.status,
        onNarrow: true,
        cell: ({ state }) => <DeliveryBadge state={state} />,
        csv: ({ state }) => state,
      },
      countColumn('attempts', words.attempts, ({ attempts }) => attempts, { width: 0.7 }),
      {
        id: 'last',
        header: words.lastAnswer,
        width: 1.4,
        cell: ({ last_attempt: last }) => (
          <bdi dir="ltr">{last?.error ?? (last?.http_code ? `HTTP ${last.http_code}` : '')}</bdi>
        ),
        csv: ({ last_attempt: last }) => last?.error ?? String(last?.http_code ?? ''),
      },
      ...(isOfAll ? [codeColumn('endpoint', words.endpoint, urlOf, { width: 1.6 })] : []),
      timeColumn('created_at', words.made, ({ created_at: at }) => at, { width: 1.2 }),
      codeColumn('object_id', words.object, ({ object_id: id }) => id, { width: 1.6, hidden: true }),
    ],
    [words, isOfAll, urlOf],
  );
}
