import { wordIn } from '../../url/search.ts';
import { eventTypes } from './event-types.ts';

export const deliveryStates = ['pending', 'delivered', 'failed'] as const;

/** What the page shows, and what deliveries are narrowed down by, as the URL has it. */
export interface WebhookSearch {
  readonly tab?: 'deliveries' | undefined;
  readonly state?: (typeof deliveryStates)[number] | undefined;
  readonly event_type?: (typeof eventTypes)[number] | undefined;
}

export function readWebhookSearch(search: Readonly<Record<string, unknown>>): WebhookSearch {
  return {
    tab: wordIn(search, 'tab', ['deliveries']),
    state: wordIn(search, 'state', deliveryStates),
    event_type: wordIn(search, 'event_type', eventTypes),
  };
}
