import type { Destination } from '@sarf/sdk';
import { answer, api } from '../../api/api.ts';
import { listKey, objectKey } from '../../api/keys.ts';
import { queryClient } from '../../api/query-client.ts';
import { masked } from '../../parts/iban-text.ts';

const FOUND_MAX = 50;

/** Under what searches are kept. */
export const foundKey = [...listKey('destination'), 'search'] as const;

/** A destination as something that can be chosen. */
export const choiceOf = ({ id, beneficiary_name: name, currency, iban, account_number: number }: Destination) => ({
  id,
  currency,
  text: name,
  detail: (
    <>
      {currency} · <bdi dir="ltr">{masked(iban ?? number ?? '')}</bdi>
    </>
  ),
});

/** Destinations with this in their name or account, the newest first. Throws Refused. */
export async function findDestinations(text: string, signal: AbortSignal) {
  const query = { page_size: FOUND_MAX, ...(text !== '' && { search: text }) };
  const { content } = await answer(api.GET('/payouts/v1/payment/destinations', { params: { query }, signal }));
  for (const one of content) queryClient.setQueryData(objectKey('destination', one.id), one);
  return content.map(choiceOf);
}
