import { createHash, randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { SarfEvent } from '../src/event.ts';
import type { Delivery } from '../src/verify-webhook.ts';

export const secret = `whsec_${randomBytes(32).toString('base64')}`;

/** An id that follows from a name. */
const idOf = (name: string): string =>
  createHash('sha256')
    .update(name)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5');

/** The events of one destination: of all objects the one with the plainest payload. `name` says which. */
export function eventsOf(name: string, count: number): SarfEvent[] {
  return Array.from({ length: count }, (_, at) => ({
    id: idOf(`${name}/${at + 1}`),
    type: 'destination.created',
    created_at: new Date(1_777_885_964_000 + at).toISOString(),
    application_id: idOf('application'),
    object: { type: 'destination', id: idOf(name) },
    sequence: at + 1,
    previous_event_id: at === 0 ? null : idOf(`${name}/${at}`),
    payload: {
      id: idOf(name),
      beneficiary_name: `${name} ${at + 1}`,
      iban: null,
      account_number: null,
      bank_code: null,
      country: 'AE',
      currency: 'AED',
      created_at: new Date(1_777_885_964_000).toISOString(),
    },
  }));
}

/** The delivery of an event, signed just now. */
export function deliveryOf(event: SarfEvent): Delivery {
  const body = JSON.stringify(event);
  const now = new Date();
  return {
    body,
    headers: {
      'webhook-id': event.id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(event.id, now, body),
    },
  };
}
