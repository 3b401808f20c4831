import type { Endpoint } from '@sarf/sdk';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Arriving, Empty } from '../../parts/states.tsx';
import { useWords } from '../../words/language.ts';
import { EndpointBadge } from './webhook-badges.tsx';
import { endpointsQuery } from './webhook-queries.ts';
import { webhookWords } from './words.ts';

/** The endpoints: there are a few, never many. */
export function EndpointList() {
  const words = useWords(webhookWords);
  const { data, error, refetch } = useQuery(endpointsQuery);
  if (!data) return <Arriving error={error} retry={() => void refetch()} />;
  return (
    <div className="rounded-lg border border-line bg-surface">
      {data.content.length === 0 && <Empty title={words.noEndpoints}>{words.noEndpointsHint}</Empty>}
      <ul aria-label={words.endpoints} className="divide-y divide-line">
        {data.content.map((endpoint) => (
          <EndpointLine key={endpoint.id} endpoint={endpoint} />
        ))}
      </ul>
    </div>
  );
}

function EndpointLine({ endpoint }: { readonly endpoint: Endpoint }) {
  const words = useWords(webhookWords);
  const { id, url, description, types } = endpoint;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 px-4 py-3">
      <div className="min-w-0">
        <Link to="/webhooks/$id" params={{ id }} className="rounded font-medium text-accent hover:underline">
          <bdi dir="ltr" className="break-all">
            {url}
          </bdi>
        </Link>
        <p className="text-xs text-soft">
          {description !== null && (
            <>
              <bdi>{description}</bdi> ·{' '}
            </>
          )}
          {types === null ? words.allTypes : words.someTypes(types.length)}
        </p>
      </div>
      <EndpointBadge endpoint={endpoint} />
    </li>
  );
}
