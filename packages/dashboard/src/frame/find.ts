import { answer, api } from '../api/api.ts';

/** Something that the palette found. */
export interface Found {
  readonly kind: 'payout' | 'refund' | 'payment' | 'destination';
  readonly id: string;
  readonly text: string;
  readonly money?: { readonly amount: number; readonly currency: string };
}

type Lookup = () => Promise<Found[]>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LIST_SIZE = 5;

const money = ({ amount, currency }: { readonly amount: number; readonly currency: string }) => ({ amount, currency });

/** Looks for a payout, refund, payment or destination by its id, or for payouts, refunds and payments by their reference. */
export async function find(text: string): Promise<readonly Found[]> {
  const lookups = UUID.test(text) ? byId(text) : byReference(text);
  // What is not there, or not for this session, is not found.
  const found = await Promise.all(lookups.map((look) => look().catch(() => [])));
  return found.flat();
}

function byId(id: string): Lookup[] {
  return [
    async () => {
      const payout = await answer(api.GET('/payouts/v1/{payment_id}', { params: { path: { payment_id: id } } }));
      return [{ kind: 'payout', id, text: payout.reference ?? payout.end_to_end_id, money: money(payout) }];
    },
    async () => {
      const path = { destination_id: id };
      const one = await answer(api.GET('/payouts/v1/payment/destinations/{destination_id}', { params: { path } }));
      return [{ kind: 'destination', id, text: one.beneficiary_name }];
    },
    async () => {
      const refund = await answer(api.GET('/payouts/refunds/{refund_id}', { params: { path: { refund_id: id } } }));
      return [{ kind: 'refund', id, text: refund.external_reference ?? '', money: money(refund) }];
    },
    async () => {
      const payment = await answer(api.GET('/payments/v1/{payment_id}', { params: { path: { payment_id: id } } }));
      return [{ kind: 'payment', id, text: payment.reference, money: money(payment) }];
    },
  ];
}

function byReference(reference: string): Lookup[] {
  const query = { page_size: LIST_SIZE };
  const payments = async (by: object): Promise<Found[]> => {
    const { content } = await answer(api.GET('/payments/v1', { params: { query: { ...query, ...by } } }));
    return content.map((one) => ({ kind: 'payment', id: one.id, text: one.reference, money: money(one) }));
  };
  return [
    async () => {
      const { content } = await answer(api.GET('/payouts/v1/payments', { params: { query: { ...query, reference } } }));
      return content.map((one) => ({ kind: 'payout', id: one.id, text: one.reference ?? '', money: money(one) }));
    },
    async () => {
      const search = { ...query, external_reference: reference };
      const { content } = await answer(api.GET('/payouts/refunds', { params: { query: search } }));
      return content.map((one) => ({ kind: 'refund', id: one.id, text: reference, money: money(one) }));
    },
    () => payments({ reference }),
    () => payments({ external_reference: reference }),
  ];
}
