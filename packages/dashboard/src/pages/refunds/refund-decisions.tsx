import type { Refund } from '@sarf/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { Undo2, X } from 'lucide-react';
import { useState } from 'react';
import { answer, api } from '../../api/api.ts';
import { listKey, objectKey, partKey } from '../../api/keys.ts';
import { useChange } from '../../api/use-change.ts';
import { Amount } from '../../parts/amount.tsx';
import { Button } from '../../parts/button.tsx';
import { Buttons, Dialog } from '../../parts/dialog.tsx';
import { AreaField } from '../../parts/field.tsx';
import { Form, faultAt } from '../../parts/form.tsx';
import { toast } from '../../parts/toast.tsx';
import { partWords } from '../../parts/words.ts';
import { partyOf, useSession, useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { isOwn } from './refund-form.ts';
import { refundWords } from './words.ts';

type Question = 'CONFIRMED' | 'REJECTED';

/** What may be decided about a refund that waits for review. A button that is off says why. */
export function RefundDecisions({ refund }: { readonly refund: Refund }) {
  const words = useWords(refundWords);
  const [asked, ask] = useState<Question>();
  const mayNot = useWhyNot('refunds:approve');
  const mine = isOwn(refund, partyOf(useSession()));
  const own = mine ? words.own : undefined;
  if (refund.status !== 'CREATED') return null;
  return (
    <>
      <Button
        look="primary"
        icon={<Undo2 aria-hidden className="size-4 rtl:-scale-x-100" />}
        off={mayNot ?? own}
        onClick={() => ask('CONFIRMED')}
      >
        {words.refund}
      </Button>
      <Button look="danger" icon={<X aria-hidden className="size-4" />} off={mayNot} onClick={() => ask('REJECTED')}>
        {words.reject}
      </Button>
      <Dialog
        open={asked !== undefined}
        close={() => ask(undefined)}
        title={asked === 'REJECTED' ? words.rejectDialog : words.confirmDialog}
        lead={asked === 'REJECTED' ? words.rejectDialogLead : words.confirmDialogLead}
      >
        <Decide refund={refund} question={asked ?? 'CONFIRMED'} close={() => ask(undefined)} />
      </Dialog>
    </>
  );
}

interface DecideProps {
  readonly refund: Refund;
  readonly question: Question;
  readonly close: () => void;
}

function Decide({ refund, question, close }: DecideProps) {
  const words = useWords(refundWords);
  const parts = useWords(partWords);
  const client = useQueryClient();
  const { id, payment_id: paymentId, amount, currency, beneficiary } = refund;
  const isRejection = question === 'REJECTED';
  const [why, setWhy] = useState('');
  const reason = isRejection ? why.trim() : '';
  const { mutate, error, isPending } = useChange({
    // Decided the same again, it changes nothing.
    send: () =>
      answer(api.PUT('/payouts/refunds', { body: [{ refund_id: id, status: question, ...(reason && { reason }) }] })),
    done() {
      const keys = [objectKey('refund', id), partKey('refund', id, 'history'), partKey('refund', id, 'explain')];
      for (const queryKey of [...keys, listKey('refund'), objectKey('payment', paymentId), listKey('payment')]) {
        void client.invalidateQueries({ queryKey });
      }
      toast(isRejection ? words.rejected : words.queued);
      close();
    },
  });
  return (
    <Form label={isRejection ? words.rejectDialog : words.confirmDialog} submit={() => mutate(undefined)} error={error}>
      <p>
        <Amount amount={amount} currency={currency} big />
      </p>
      {beneficiary && (
        <p className="text-soft">
          {words.beneficiary} <bdi className="text-ink">{beneficiary.name}</bdi>
        </p>
      )}
      {isRejection && (
        <AreaField
          label={words.rejectReason}
          maxLength={140}
          error={faultAt(error, '[0].reason')}
          value={why}
          onChange={(event) => setWhy(event.target.value)}
        />
      )}
      <Buttons>
        <Button onClick={close}>{parts.cancel}</Button>
        <Button type="submit" look={isRejection ? 'danger' : 'primary'} busy={isPending}>
          {isRejection ? words.reject : words.refund}
        </Button>
      </Buttons>
    </Form>
  );
}
