import type { Payment } from '@sarf/sdk';
import { useNavigate } from '@tanstack/react-router';
import { Undo2 } from 'lucide-react';
import { Button } from '../../parts/button.tsx';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { type NoRefund, whyNoRefund } from './why-no-refund.ts';
import { paymentWords } from './words.ts';

/** Why a payment cannot be refunded by this session, as a sentence; undefined when it can. */
export function useWhyNoRefund(payment: Payment): string | undefined {
  const words = useWords(paymentWords);
  const sentences: Readonly<Record<NoRefund, string>> = {
    outstanding: words.outstanding,
    partial: words.partial,
    unreceived: words.unreceived,
    takenBack: words.takenBack,
    noPayer: words.noPayer,
    setAside: words.setAside,
    refunded: words.allRefunded,
  };
  const mayNot = useWhyNot('refunds:write');
  const reason = whyNoRefund(payment);
  return mayNot ?? (reason && sentences[reason]);
}

/** Goes on to the refund of a payment. Where there can be none, it is off and says why. */
export function RefundLink({ payment }: { readonly payment: Payment }) {
  const navigate = useNavigate();
  return (
    <Button
      look="primary"
      icon={<Undo2 aria-hidden className="size-4 rtl:-scale-x-100" />}
      off={useWhyNoRefund(payment)}
      onClick={() => void navigate({ to: '/payments/$id/refund', params: { id: payment.id } })}
    >
      {useWords(paymentWords).refund}
    </Button>
  );
}
