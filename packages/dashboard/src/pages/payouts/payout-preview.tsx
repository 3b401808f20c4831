import type { PayoutRequest } from '@sarf/sdk';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '../../api/api.ts';
import { Amount } from '../../parts/amount.tsx';
import { Badge } from '../../parts/badge.tsx';
import { Fact, Facts } from '../../parts/card.tsx';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { Loading } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { useSettled } from '../../state/use-settled.ts';
import { useWords } from '../../words/language.ts';
import { PayoutStatusBadge } from './payout-badge.tsx';
import { payoutWords } from './words.ts';

/** What a payout would do, asked of the server a moment after the last key. */
export function PayoutPreview({ request }: { readonly request: PayoutRequest | undefined }) {
  const words = useWords(payoutWords);
  const settled = useSettled(request);
  const { data, error } = useQuery({
    queryKey: ['preview', 'payout', settled],
    queryFn: settled
      ? ({ signal }) => answer(api.POST('/payouts/v1/payment/preview', { body: settled, signal }))
      : skipToken,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  if (settled === undefined) return <p className="text-soft">{words.previewWaiting}</p>;
  if (error) return <RefusalNote error={error} title={words.wouldRefuse} isReading />;
  if (!data) return <Loading rows={3} />;
  const verdict = {
    WOULD_BE_QUEUED: { look: 'good', text: words.wouldQueue },
    WOULD_AWAIT_APPROVAL: { look: 'wait', text: words.wouldWait },
    WOULD_BE_REPLAYED: { look: 'note', text: words.wouldReplay },
    WOULD_BE_REFUSED: { look: 'bad', text: words.wouldRefuse },
  } as const;
  const { look, text } = verdict[data.verdict];
  const { payout_account: account, destination, possible_duplicate: twin, currency } = data;
  return (
    <div aria-live="polite" className="space-y-4">
      <Badge look={look}>{text}</Badge>
      {data.refusal && (
        <p lang="en" dir="auto" className="rounded-md bg-bad-soft p-3 text-bad">
          {data.refusal.message}
        </p>
      )}
      <Facts>
        <Fact name={words.amount}>
          <Amount amount={data.total} currency={currency} big />
        </Fact>
        {destination && (
          <Fact name={words.beneficiary}>
            <bdi>{destination.beneficiary_name}</bdi> <bdi dir="ltr">{destination.account}</bdi>
          </Fact>
        )}
        {account && (
          <>
            <Fact name={words.account}>
              <bdi>{account.name}</bdi>
            </Fact>
            <Fact name={words.available}>
              <Amount amount={account.available_before} currency={currency} />
            </Fact>
            <Fact name={words.availableAfter}>
              <Amount amount={account.available_after} currency={currency} />
            </Fact>
          </>
        )}
        {twin && (
          <Fact name={words.twin}>
            <Link to="/payouts/$id" params={{ id: twin.payment_id }} className="me-2 text-accent underline">
              <Time at={twin.created_at} />
            </Link>
            <PayoutStatusBadge status={twin.status} />
          </Fact>
        )}
      </Facts>
    </div>
  );
}
