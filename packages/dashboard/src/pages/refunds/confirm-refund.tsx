import type { Payment, Refund, RefundRequest } from '@sarf/sdk';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '../../api/api.ts';
import { listKey, objectKey } from '../../api/keys.ts';
import { useChange } from '../../api/use-change.ts';
import { Crumbs } from '../../frame/crumbs.tsx';
import { Amount } from '../../parts/amount.tsx';
import { Button } from '../../parts/button.tsx';
import { Card, Fact, Facts } from '../../parts/card.tsx';
import { Buttons } from '../../parts/dialog.tsx';
import { Form } from '../../parts/form.tsx';
import { Iban } from '../../parts/iban.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Arriving, Empty } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { useWords } from '../../words/language.ts';
import { paymentQuery } from '../payments/payment-queries.ts';
import { useWhyNoRefund } from '../payments/refund-link.tsx';
import { paymentWords } from '../payments/words.ts';
import { RefundFields } from './refund-fields.tsx';
import { emptyForm, type RefundForm, requestOf } from './refund-form.ts';
import { RefundPreview, useRefundPreview } from './refund-preview.tsx';
import { confirmRefundRoute } from './routes.ts';
import { refundWords } from './words.ts';

/** Asks for the refund of a payment: a form, and beside it what would happen. */
export function ConfirmRefund() {
  const words = useWords(refundWords);
  const payments = useWords(paymentWords);
  const { id } = confirmRefundRoute.useParams();
  const { data: payment, error, refetch } = useQuery(paymentQuery(id));
  return (
    <>
      <Crumbs above={[{ to: '/payments', title: payments.title }]} here={words.confirmTitle} />
      <PageHeader title={words.confirmTitle} lead={words.confirmLead} />
      {payment && <Refundable payment={payment} />}
      {!payment && <Arriving error={error} retry={() => void refetch()} />}
    </>
  );
}

function Refundable({ payment }: { readonly payment: Payment }) {
  const words = useWords(refundWords);
  const why = useWhyNoRefund(payment);
  const [form, setForm] = useState<RefundForm>(emptyForm);
  const change = useInitiate();
  const request = requestOf(form, payment);
  const { currency, refunds } = payment;
  const preview = useRefundPreview(request, refunds.remaining);
  const back = (
    <Link to="/payments/$id" params={{ id: payment.id }} className="text-accent underline">
      {words.backToPayment}
    </Link>
  );
  // What was begun can be finished: a refusal is told where it was asked for.
  if (why !== undefined && form === emptyForm) {
    return (
      <Empty title={words.cannot}>
        <p>{why}</p>
        <p>{back}</p>
      </Empty>
    );
  }
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
      <Card title={words.one} actions={back}>
        <Form label={words.confirmTitle} submit={() => request && change.mutate(request)} error={change.error}>
          <RefundFields
            form={form}
            set={(more) => setForm({ ...form, ...more })}
            remaining={refunds.remaining}
            currency={currency}
            error={change.error ?? preview.error}
            foreseen={preview.data?.refusal?.errors}
          />
          <Buttons>
            <Button type="submit" look="primary" busy={change.isPending} off={why ?? preview.data?.refusal?.message}>
              {words.initiate}
            </Button>
          </Buttons>
        </Form>
      </Card>
      <div className="space-y-4">
        <Card title={words.preview}>
          <RefundPreview preview={preview} currency={currency} />
        </Card>
        <OfPayment payment={payment} />
      </div>
    </div>
  );
}

function useInitiate() {
  const words = useWords(refundWords);
  const navigate = useNavigate();
  const client = useQueryClient();
  return useChange({
    async send(body: RefundRequest, key): Promise<Refund | undefined> {
      const params = { header: { 'idempotency-key': key } };
      return [await answer(api.POST('/payouts/refunds', { body, params }))].flat()[0];
    },
    done(refund, { payment_id: paymentId }) {
      void client.invalidateQueries({ queryKey: listKey('refund') });
      void client.invalidateQueries({ queryKey: listKey('payment') });
      void client.invalidateQueries({ queryKey: objectKey('payment', paymentId) });
      toast(words.initiated);
      if (refund) void navigate({ to: '/refunds/$id', params: { id: refund.id } });
    },
  });
}

/** The payment that is refunded, at a glance. */
function OfPayment({ payment }: { readonly payment: Payment }) {
  const words = useWords(refundWords);
  const { reference, amount, currency, payer, refunds } = payment;
  return (
    <Card title={words.payment}>
      <Facts>
        <Fact name={words.reference}>
          <bdi>{reference}</bdi>
        </Fact>
        <Fact name={words.paid}>
          <Amount amount={amount} currency={currency} />
        </Fact>
        {payer && (
          <Fact name={words.payer}>
            <span className="flex flex-wrap items-center gap-x-3">
              <bdi>{payer.name}</bdi>
              <Iban account={payer.iban} />
            </span>
          </Fact>
        )}
        <Fact name={words.left}>
          <strong>
            <Amount amount={refunds.remaining} currency={currency} />
          </strong>
        </Fact>
      </Facts>
    </Card>
  );
}
