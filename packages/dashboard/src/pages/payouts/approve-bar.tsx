import type { Payout } from '@sarf/sdk';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { refusalOf } from '../../api/refused.ts';
import { Amount } from '../../parts/amount.tsx';
import { totalsOf } from '../../parts/amount-text.ts';
import { Button } from '../../parts/button.tsx';
import { Buttons, Dialog } from '../../parts/dialog.tsx';
import { partWords } from '../../parts/words.ts';
import { useWords } from '../../words/language.ts';
import { type Approval, useApprovals } from './use-approvals.ts';
import { payoutWords } from './words.ts';

interface ApproveBarProps {
  readonly payouts: readonly Payout[];
  readonly clear: () => void;
}

/** What was selected amounts to, and its approval. */
export function ApproveBar({ payouts, clear }: ApproveBarProps) {
  const words = useWords(payoutWords);
  const parts = useWords(partWords);
  const [asked, setAsked] = useState<readonly Payout[]>([]);
  const close = (): void => {
    setAsked([]);
    clear();
  };
  return (
    <>
      <section
        aria-label={parts.selected(payouts.length)}
        className="sticky bottom-3 z-20 mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-accent bg-raised px-4 py-2 shadow-lg"
      >
        <p className="font-semibold">{parts.selected(payouts.length)}</p>
        <Totals payouts={payouts} />
        <div className="ms-auto flex gap-2">
          <Button look="quiet" onClick={clear}>
            {parts.clearSelection}
          </Button>
          <Button look="primary" icon={<Check aria-hidden className="size-4" />} onClick={() => setAsked(payouts)}>
            {words.approveMany(payouts.length)}
          </Button>
        </div>
      </section>
      <Dialog open={asked.length > 0} close={close} title={words.manyTitle(asked.length)} lead={words.manyLead}>
        <ApproveMany payouts={asked} close={close} />
      </Dialog>
    </>
  );
}

function Totals({ payouts }: { readonly payouts: readonly Payout[] }) {
  const words = useWords(payoutWords);
  return (
    <p className="flex flex-wrap gap-x-3">
      <span className="text-soft">{words.total}</span>
      {totalsOf(payouts).map(({ amount, currency }) => (
        <strong key={currency}>
          <Amount amount={amount} currency={currency} />
        </strong>
      ))}
    </p>
  );
}

function ApproveMany({ payouts, close }: { readonly payouts: readonly Payout[]; readonly close: () => void }) {
  const words = useWords(payoutWords);
  const parts = useWords(partWords);
  const { state, start } = useApprovals(payouts, close);
  return (
    <div className="space-y-3">
      <Totals payouts={payouts} />
      {state && (
        <p role="status" className="figure">
          {words.manyDone(state.done, payouts.length)}
        </p>
      )}
      {state && state.failed.length > 0 && <Failures failed={state.failed} />}
      <Buttons>
        <Button onClick={close}>{state?.isOver ? parts.close : parts.cancel}</Button>
        {!state?.isOver && (
          <Button look="primary" busy={state !== undefined} onClick={start}>
            {words.approveMany(payouts.length)}
          </Button>
        )}
      </Buttons>
    </div>
  );
}

function Failures({ failed }: { readonly failed: Approval['failed'] }) {
  const words = useWords(payoutWords);
  return (
    <div role="alert" className="rounded-md border border-bad bg-bad-soft p-3">
      <p className="font-semibold">{words.manyFailed}</p>
      <ul className="mt-1 space-y-1">
        {failed.map(({ payout, error }) => (
          <li key={payout.id}>
            <bdi className="font-medium">{payout.reference ?? payout.end_to_end_id}</bdi>:{' '}
            <span lang="en" dir="auto">
              {refusalOf(error).message}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
