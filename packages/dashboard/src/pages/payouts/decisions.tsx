import type { Payout } from '@sarf/sdk';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Ban, Check, X } from 'lucide-react';
import { useState } from 'react';
import { listKey, objectKey } from '../../api/keys.ts';
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
import { approvePayout, cancelPayout, rejectPayout } from './decide.ts';
import { destinationQuery, isWaiting } from './payout-queries.ts';
import { payoutWords } from './words.ts';

type Question = 'approve' | 'reject' | 'cancel';

/** What may be decided about a payout now. A button that is off says why. */
export function Decisions({ payout }: { readonly payout: Payout }) {
  const words = useWords(payoutWords);
  const [asked, ask] = useState<Question>();
  const mayNotApprove = useWhyNot('payouts:approve');
  const mayNotWrite = useWhyNot('payouts:write');
  const isOwn = payout.approval?.asked_by === partyOf(useSession());
  if (payout.status !== 'PENDING') return null;
  return (
    <>
      {isWaiting(payout) && (
        <>
          <Button
            look="primary"
            icon={<Check aria-hidden className="size-4" />}
            off={mayNotApprove ?? (isOwn ? words.ownPayout : undefined)}
            onClick={() => ask('approve')}
          >
            {words.approve}
          </Button>
          <Button
            look="danger"
            icon={<X aria-hidden className="size-4" />}
            off={mayNotApprove ?? (isOwn ? words.ownPayout : undefined)}
            onClick={() => ask('reject')}
          >
            {words.reject}
          </Button>
        </>
      )}
      <Button icon={<Ban aria-hidden className="size-4" />} off={mayNotWrite} onClick={() => ask('cancel')}>
        {words.cancelIt}
      </Button>
      <Decide payout={payout} question={asked} close={() => ask(undefined)} />
    </>
  );
}

interface DecideProps {
  readonly payout: Payout;
  readonly question: Question | undefined;
  readonly close: () => void;
}

function Decide({ payout, question, close }: DecideProps) {
  const words = useWords(payoutWords);
  const texts = {
    approve: { title: words.approveTitle, lead: words.approveLead },
    reject: { title: words.rejectTitle, lead: words.rejectLead },
    cancel: { title: words.cancelTitle, lead: words.cancelLead },
  }[question ?? 'approve'];
  return (
    <Dialog open={question !== undefined} close={close} {...texts}>
      <DecisionForm payout={payout} question={question ?? 'approve'} title={texts.title} close={close} />
    </Dialog>
  );
}

interface DecisionFormProps {
  readonly payout: Payout;
  readonly question: Question;
  readonly title: string;
  readonly close: () => void;
}

function DecisionForm({ payout, question, title, close }: DecisionFormProps) {
  const words = useWords(payoutWords);
  const parts = useWords(partWords);
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const { id } = payout;
  const how = {
    approve: { send: () => approvePayout(id), said: words.approved, button: words.approve },
    reject: { send: () => rejectPayout(id, reason), said: words.rejected, button: words.reject },
    cancel: { send: () => cancelPayout(id), said: words.cancelled, button: words.cancelIt },
  }[question];
  const { mutate, error, isPending } = useChange({
    send: how.send,
    done(changed: Payout) {
      client.setQueryData(objectKey('payout', id), changed);
      void client.invalidateQueries({ queryKey: listKey('payout') });
      toast(how.said);
      close();
    },
  });
  return (
    <Form label={title} submit={() => mutate(undefined)} error={error}>
      <Amount amount={payout.amount} currency={payout.currency} big />
      <GoesTo id={payout.destination_id} />
      {question === 'reject' && (
        <AreaField
          label={words.rejectReason}
          maxLength={140}
          error={faultAt(error, 'reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      <Buttons>
        <Button onClick={close}>{question === 'cancel' ? words.keepIt : parts.cancel}</Button>
        <Button type="submit" look={question === 'approve' ? 'primary' : 'danger'} busy={isPending}>
          {how.button}
        </Button>
      </Buttons>
    </Form>
  );
}

/** To whom the money goes, so that nobody has to look behind the dialog. */
function GoesTo({ id }: { readonly id: string }) {
  const words = useWords(payoutWords);
  const { data } = useQuery(destinationQuery(id));
  if (!data) return null;
  return (
    <p className="text-soft">
      {words.goesTo} <bdi className="text-ink">{data.beneficiary_name}</bdi>
    </p>
  );
}
