import type { Endpoint, WebhookDelivery } from '@sarf/sdk';
import { nowMs } from '../../clock.ts';
import { Badge } from '../../parts/badge.tsx';
import { useWords } from '../../words/language.ts';
import { webhookWords } from './words.ts';

const looks = { pending: 'wait', delivered: 'good', failed: 'bad' } as const;

export function DeliveryBadge({ state }: Pick<WebhookDelivery, 'state'>) {
  const words = useWords(webhookWords);
  return <Badge look={looks[state]}>{words[state]}</Badge>;
}

/** Is anything sent to it, and does it arrive? */
export function EndpointBadge({ endpoint }: { readonly endpoint: Endpoint }) {
  const words = useWords(webhookWords);
  const { state, failures, paused_until: until, disabled_reason: why } = endpoint;
  if (state === 'disabled') return <Badge look="off">{why === 'GONE' ? words.gone : words.disabled}</Badge>;
  if (until !== null && Date.parse(until) > nowMs()) return <Badge look="bad">{words.paused}</Badge>;
  return failures > 0 ? (
    <Badge look="doubt">{words.failing(failures)}</Badge>
  ) : (
    <Badge look="good">{words.enabled}</Badge>
  );
}
